import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import type { CommandRequest } from '../../lib/model/contracts/command';
import { queueJson } from '../../lib/model/queue-json';
import { unexplainedTerms } from '../../lib/model/wording/jargon';
import { SigningSecrets } from '../doors/signing-secrets';
import { slackApp } from '../doors/slack-app';
import { sayTo } from '../doors/slack-reply';
import { slackSignature } from '../doors/slack-signature';
import { readEnvironment } from '../environment';
import { Secrets } from '../secrets';
import { door } from './door';

/** Slack gives us 3 s in all; the longest way is one of the first two and then the third. */
const QUEUE_MS = 1500;
const FORM_MS = 2000;
const ANSWER_MS = 500;

const { commandQueueUrl, slackActions, targets } = readEnvironment();
const sqs = new SQSClient();
const app = slackApp(slackActions, targets, new Secrets(new SecretsManagerClient(), Date.now));
const signing = new SigningSecrets(app.signing, Date.now);
const call = app.call(FORM_MS);

/** What Slack sends when somebody presses a button or sends a form. */
export const handler = door({
  isGenuine: (request) => signing.haveSigned(slackSignature(request, Date.now())),
  record,
  openForm: (trigger, view) => call('views.open', { trigger_id: trigger, view }, v.looseObject({})),
  say: (replyTo, text) => sayTo(replyTo, text, { apiUrl: app.apiUrl, timeoutMs: ANSWER_MS }),
  jargon: unexplainedTerms,
  via: app.via,
  now: Date.now,
});

async function record(request: CommandRequest): Promise<void> {
  const message = { QueueUrl: commandQueueUrl, MessageBody: queueJson(request) };
  await sqs.send(new SendMessageCommand(message), { abortSignal: AbortSignal.timeout(QUEUE_MS) });
}
