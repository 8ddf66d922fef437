import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { parseWriteMarker } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { andThen, orGone } from './and-then';
import { apiUrl, flag, required, settingsOf } from './settings';
import { slackApi } from './slack-api';
import { type SlackMessage, slackMessage, slackNote } from './slack-blocks';
import { handOver, withPicture } from './slack-files';
import type { RemoteObject, RemoteRef, Target, TargetDependencies, Write } from './target';

export const slackSettings = settingsOf({
  channel: required(/^[CDG][A-Z0-9]+$/, 'the id of a channel, like C0123456789'),
  apiUrl: apiUrl('https://slack.com/api'),
  /** Messages have buttons: somebody answers them. */
  actions: flag,
});

const EVENT_TYPE = 'slo_incident';
/** Slack recommends at most 200; it may give fewer. */
const PAGE = 200;
/** Look-ups stop after so many pages: the channel of incidents is no archive. */
const MOST_PAGES = 5;
/** Clocks differ; the look-up begins a little before the write in doubt. */
const LOOK_BACK_SECONDS = 60;

const posted = v.object({
  channel: v.string(),
  ts: v.string(),
  message: v.optional(v.object({ thread_ts: v.optional(v.string()) })),
});
const found = v.object({
  messages: v.array(v.object({ ts: v.string(), thread_ts: v.optional(v.string()), metadata: v.optional(v.unknown()) })),
  response_metadata: v.nullish(v.object({ next_cursor: v.nullish(v.string()) })),
});
/** Other apps write metadata of their own shape into the same channel: it is read message by message. */
const ours = v.object({
  event_type: v.literal(EVENT_TYPE),
  event_payload: v.object({ incident_id: v.string(), marker: v.string() }),
});
type Message = v.InferOutput<typeof found>['messages'][number];

/**
 * Slack: one message per incident in one channel, edited with chat.update, notes in its thread. Markers travel in message
 * metadata, which readers do not see. Slack answers HTTP 200 with `ok: false`, so its own error codes are classified.
 * Secret: `botToken` with the scopes chat:write and channels:history (groups:history for private channels), files:write where it is
 * to show pictures, and usergroups:read where people may press buttons.
 */
export function slackTarget({ config, secret, timeoutMs }: TargetDependencies): Target {
  const { channel, apiUrl: base, actions } = slackSettings(config.settings);
  const shown = (document: NeutralDocument, { incident }: Write) =>
    slackMessage(document, actions === 'on' ? incident : undefined);

  const call = slackApi({ apiUrl: base, secret, timeoutMs });

  const metadata = ({ incident, marker, revision }: Write) => ({
    metadata: { event_type: EVENT_TYPE, event_payload: { incident_id: incident, revision, marker } },
  });
  const post = (message: SlackMessage, write: Write, thread: object) => {
    const body = {
      channel,
      ...message,
      ...metadata(write),
      ...thread,
      client_msg_id: uuidOf(write.marker),
      unfurl_links: false,
      unfurl_media: false,
    };
    return call('chat.postMessage', body, posted);
  };
  const read = async (method: string, query: object): Promise<TargetResult<Message[]>> => {
    const messages: Message[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = { ...query, limit: PAGE, include_all_metadata: true, ...(cursor === undefined ? {} : { cursor }) };
      const answer = await call(method, asked, found, true);
      if (answer.outcome !== 'ok') return answer;
      messages.push(...answer.value.messages);
      cursor = answer.value.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
    return ok(messages.sort((a, b) => (a.ts < b.ts ? -1 : 1)));
  };

  /** Messages of ours about the incident, oldest first. */
  const opened = (incident: string, since: number): Promise<TargetResult<Place[]>> => {
    const oldest = String(Math.max(0, Math.floor(since / 1000) - LOOK_BACK_SECONDS));
    return andThen(read('conversations.history', { channel, oldest }), (history) => {
      // A note that was said to the whole channel stands there as well as in its thread: it is no second message.
      const messages = history.filter((said) => isOurs(said, incident) && !isReply(said));
      return ok(messages.map(({ ts }) => ({ channel, ts })));
    });
  };
  /** Our own messages only, for which chat:write is enough. */
  const deleted = ({ channel, ts }: Place): Promise<TargetResult<void>> =>
    andThen(orGone(call('chat.delete', { channel, ts }, v.object({ ts: v.string() }))), () => ok(undefined));

  return {
    abilities: { find: true, edit: true, note: true, remove: true, chart: true },
    attach: (_ref, png, alt) => handOver((method, body, shape) => call(method, body, shape, true), png, alt, timeoutMs),
    create: (document, write) => andThen(post(shown(document, write), write, {}), (there) => ok(refOf(there))),
    note: (ref, note, write) => {
      const { channel, ts } = place(ref);
      const said = post(slackNote(note), write, { channel, thread_ts: ts, reply_broadcast: note.urgent === true });
      return andThen(said, async (there) => {
        if (there.message === undefined || there.message.thread_ts === ts) return ok(refOf(there));
        // Where the message was deleted Slack says the note to the whole channel and tells nobody (slack-go/slack#1571).
        await deleted(there);
        return rejected('gone', 'Slack: the message was deleted');
      });
    },
    edit: (ref, document, write, picture) => {
      const body = { ...place(ref), ...withPicture(shown(document, write), picture), ...metadata(write) };
      return andThen(call('chat.update', body, posted), () => ok(ref));
    },
    find: (incident, { since, ref }) =>
      andThen(ref === undefined ? opened(incident, since) : ok([place(ref)]), ([first, ...others]) => {
        if (first === undefined) return ok(undefined);
        const thread = orGone(read('conversations.replies', first));
        return andThen(thread, (messages) => ok(messages && remoteObject(first, messages, others)));
      }),
    // Replies first: as long as the message is there, whoever was interrupted finds it and goes on.
    remove: (duplicate, _kept, incident) => {
      const where = place(duplicate);
      return andThen(orGone(read('conversations.replies', where)), async (thread) => {
        if (thread === undefined) return ok(undefined);
        for (const reply of thread.filter((said) => said.ts !== where.ts && isOurs(said, incident))) {
          const removed = await deleted({ channel: where.channel, ts: reply.ts });
          if (removed.outcome !== 'ok') return removed;
        }
        return deleted(where);
      });
    },
  };
}

/** The message and the notes in its thread; nothing when the message was deleted. */
function remoteObject(
  { channel, ts }: Place,
  thread: readonly Message[],
  others: readonly Place[],
): RemoteObject | undefined {
  const parent = thread.find((message) => message.ts === ts);
  if (parent === undefined) return undefined;
  const notes = thread.flatMap((reply) => {
    const marker = reply.ts === ts ? undefined : payload(reply)?.marker;
    return marker === undefined ? [] : [{ marker, ref: refOf({ channel, ts: reply.ts }) }];
  });
  const revision = parseWriteMarker(payload(parent)?.marker ?? '')?.to ?? 0;
  return { ref: refOf({ channel, ts }), revision, notes, duplicates: others.map(refOf) };
}

function payload({ metadata }: Message) {
  const parsed = v.safeParse(ours, metadata);
  return parsed.success ? parsed.output.event_payload : undefined;
}

function isOurs(message: Message, incident: string): boolean {
  return payload(message)?.incident_id === incident;
}

function isReply({ ts, thread_ts = ts }: Message): boolean {
  return thread_ts !== ts;
}

interface Place {
  readonly channel: string;
  readonly ts: string;
}

function refOf({ channel, ts }: Place): RemoteRef {
  return { id: `${channel}:${ts}` };
}

/** `ts` is a text, never a number: digits would be lost. */
function place(ref: RemoteRef): Place {
  const [channel = '', ts = ''] = ref.id.split(':');
  return { channel, ts };
}

/** The same write has the same id; whether Slack drops a second one is not documented, the look-up does not rely on it. */
function uuidOf(marker: string): string {
  const hex = createHash('sha256').update(marker).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(...).(...)(.{12}).*/, '$1-$2-4$3-8$4-$5');
}
