import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { ok, rejected, retryLater, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { parseWriteMarker } from '../../lib/model/names';
import { type Answer, judge, retryAfterSeconds, send } from './http';
import { type SlackMessage, slackMessage, slackNote } from './slack-blocks';
import type { RemoteObject, RemoteRef, Target, TargetDependencies, Write } from './target';
import { withSecret } from './with-secret';

/**
 * Slack: one message per incident in one channel, edited with chat.update, notes in its thread. Markers travel in message
 * metadata, which readers do not see. Slack answers HTTP 200 with `ok: false`, so its own error codes are classified.
 */
const settings = v.object({ channel: v.string(), apiUrl: v.optional(v.string(), 'https://slack.com/api/') });

const EVENT_TYPE = 'slo_incident';
const PAGE = 100;
/** Look-ups stop after so many pages: the channel of incidents is no archive. */
const MOST_PAGES = 5;
/** Clocks differ; the look-up begins a little before the write in doubt. */
const LOOK_BACK_SECONDS = 60;

/** Source: Slack's error lists of chat.postMessage, chat.update and conversations.history. */
const RETRYABLE = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
]);
const AUTH = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'missing_scope',
  'no_permission',
]);
const GONE = new Set([
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'not_in_channel',
]);

const answerShape = v.object({ ok: v.boolean(), error: v.optional(v.string()) });
const posted = v.object({ channel: v.string(), ts: v.string() });
const found = v.object({
  messages: v.array(
    v.object({
      ts: v.string(),
      metadata: v.optional(
        v.object({
          event_payload: v.optional(v.object({ incident_id: v.optional(v.string()), marker: v.optional(v.string()) })),
        }),
      ),
    }),
  ),
  response_metadata: v.optional(v.object({ next_cursor: v.optional(v.string()) })),
});
type Message = v.InferOutput<typeof found>['messages'][number];

export function slackTarget({ config, secret, timeoutMs }: TargetDependencies): Target {
  const { channel, apiUrl } = v.parse(settings, config.settings);

  const call = <T>(
    method: string,
    body: object,
    shape: v.GenericSchema<unknown, T>,
    reads = false,
  ): Promise<TargetResult<T>> =>
    withSecret(secret, 'botToken', async (token) => {
      const { href } = new URL(method, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`);
      const headers = { authorization: `Bearer ${token}` };
      const form = () => Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]));
      const answer = await send({
        method: 'POST',
        url: href,
        headers,
        reads,
        timeoutMs,
        ...(reads ? { form: form() } : { body }),
      });
      return answer.outcome === 'ok' ? understood(answer.value, shape, reads) : answer;
    });

  const metadata = ({ incident, marker, revision }: Write) => ({
    metadata: { event_type: EVENT_TYPE, event_payload: { incident_id: incident, revision, marker } },
  });
  const post = async (message: SlackMessage, write: Write, thread: object): Promise<TargetResult<RemoteRef>> => {
    const body = {
      channel,
      ...message,
      ...metadata(write),
      ...thread,
      client_msg_id: uuidOf(write.marker),
      unfurl_links: false,
    };
    const answer = await call('chat.postMessage', body, posted);
    return answer.outcome === 'ok' ? ok({ id: `${answer.value.channel}:${answer.value.ts}` }) : answer;
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

  return {
    abilities: { find: true, edit: true, note: true },
    create: (document, write) => post(slackMessage(document), write, {}),
    note: (ref, note, write) => post(slackNote(note), write, { thread_ts: place(ref).ts, reply_broadcast: false }),
    async edit(ref, document, write) {
      const body = { ...place(ref), ...slackMessage(document), ...metadata(write) };
      const answer = await call('chat.update', body, posted);
      return answer.outcome === 'ok' ? ok(ref) : answer;
    },
    async find(incident, { since, ref }): Promise<TargetResult<RemoteObject | undefined>> {
      const oldest =
        ref === undefined ? since / 1000 - LOOK_BACK_SECONDS : Number.parseInt(place(ref).ts, 10) - LOOK_BACK_SECONDS;
      const history = await read('conversations.history', { channel, oldest: String(Math.max(0, oldest)) });
      if (history.outcome !== 'ok') return history;
      const parent = history.value.find((message) =>
        ref === undefined ? payload(message)?.incident_id === incident : message.ts === place(ref).ts,
      );
      if (parent === undefined) return ok(undefined);
      const replies = await read('conversations.replies', { channel, ts: parent.ts });
      if (replies.outcome !== 'ok') return replies;
      const notes = replies.value
        .filter((reply) => reply.ts !== parent.ts && payload(reply)?.marker !== undefined)
        .map((reply) => ({ marker: payload(reply)!.marker!, ref: { id: `${channel}:${reply.ts}` } }));
      const revision = parseWriteMarker(payload(parent)?.marker ?? '')?.to ?? 0;
      return ok({ ref: { id: `${channel}:${parent.ts}` }, revision, notes });
    },
  };
}

function understood<T>(answer: Answer, shape: v.GenericSchema<unknown, T>, reads: boolean): TargetResult<T> {
  const judged = judge(answer, reads);
  if (judged !== undefined) return judged;
  const state = v.safeParse(answerShape, answer.body);
  if (!state.success) return notUnderstood(reads);
  if (!state.output.ok) return refused(state.output.error ?? 'no error code', answer.headers);
  const parsed = v.safeParse(shape, answer.body);
  return parsed.success ? ok(parsed.output) : notUnderstood(reads);
}

function notUnderstood(reads: boolean): TargetResult<never> {
  const why = 'Slack answered with something else than documented';
  return reads ? retryLater(30, 'badAnswer', why) : unknown('badAnswer', why);
}

function refused(error: string, headers: Headers): TargetResult<never> {
  const why = `Slack: ${error.slice(0, 100)}`;
  if (RETRYABLE.has(error))
    return retryLater(retryAfterSeconds(headers), error.startsWith('rate') ? 'rateLimited' : 'serverError', why);
  if (AUTH.has(error)) return rejected('auth', why);
  return rejected(GONE.has(error) ? 'gone' : 'clientError', why);
}

function payload(message: Message) {
  return message.metadata?.event_payload;
}

/** `ts` is a text, never a number: digits would be lost. */
function place(ref: RemoteRef): { channel: string; ts: string } {
  const [channel = '', ts = ''] = ref.id.split(':');
  return { channel, ts };
}

/** The same write has the same id; whether Slack drops a second one is not documented, the look-up does not rely on it. */
function uuidOf(marker: string): string {
  const hex = createHash('sha256').update(marker).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
