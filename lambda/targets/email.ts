import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { documentPlain, notePlain } from '../../lib/render/plain';
import { line, truncated } from '../../lib/render/text';
import { apiUrl, required, settingsOf } from './settings';
import { element, snsApi } from './sns-api';
import type { RemoteRef, Target, TargetDependencies, Write } from './target';

export const emailSettings = settingsOf({
  topicArn: required(/^arn:[\w-]+:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/, 'the ARN of a standard topic'),
  apiUrl: v.optional(apiUrl('')),
});

/** Source: SNS API reference, Publish: less than 100 characters of ASCII that begin with a letter, a digit or punctuation. */
const SUBJECT = 99;
/** Characters, each of up to four bytes: a message takes 256 KB. */
const BODY = 60_000;
const AGAIN = 'You may have received this before: it is not known whether the first mail arrived.';
const NEVER = rejected('clientError', 'a mail that was sent cannot be found, changed or taken back');

/**
 * E-mail through an SNS topic: one mail when an incident begins and one for each note. A mail can be neither found nor changed
 * nor taken back, so what may have been sent before says so. Markers stand in the last line; incident and revision in the subject.
 * No secret: the role needs sns:Publish on the topic, and kms:GenerateDataKey and kms:Decrypt on its key where it has one of its own.
 */
export function emailTarget({ config, timeoutMs }: TargetDependencies): Target {
  const { topicArn, apiUrl: address } = emailSettings(config.settings);
  const call = snsApi(topicArn, timeoutMs, address);

  const mail = async (title: string, text: string, write: Write): Promise<TargetResult<RemoteRef>> => {
    const parts = [...(write.again ? [AGAIN] : []), line(title), text].filter((part) => part.trim() !== '');
    const Message = `${truncated(parts.join('\n\n'), BODY)}\n\n${write.marker}`;
    const sent = await call('Publish', { TopicArn: topicArn, Subject: subject(title, write), Message });
    return sent.outcome === 'ok' ? ok({ id: element(sent.value, 'MessageId') ?? '' }) : sent;
  };

  return {
    abilities: { find: false, edit: false, rewrite: false, note: true, remove: false, chart: false },
    create: (document, write) => mail(document.title, documentPlain(document), write),
    note: (_ref, note, write) => mail(note.title ?? '', notePlain(note), write),
    find: async () => NEVER,
    edit: async () => NEVER,
    remove: async () => NEVER,
  };
}

/** Accents are left out; what ASCII has no letter for stands in the mail itself. */
function subject(title: string, { incident, revision }: Write): string {
  const ascii = line(title)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '?');
  return `[${incident} r${revision}] ${ascii}`.slice(0, SUBJECT).trim();
}
