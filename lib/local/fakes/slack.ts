import { Fake } from './fake';
import type { FakeAnswer, FakeCall, FakeVendor } from './server';
import { accepted, refused } from './slack-answers';
import { FakeSlackFiles } from './slack-files';
import { SlackPeople } from './slack-people';
import { blocksFault, shownText } from './slack-rules';
import { ALL_SCOPES, scopeFault } from './slack-scopes';

interface Message {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly blocks: Parameters<typeof shownText>[0];
  readonly metadata?: unknown;
  /** Written by the app itself, not by a person or another app. */
  readonly isOwn: boolean;
  /** Said to the whole channel, too. */
  readonly isBroadcast?: boolean;
  /** Written while look-ups lagged behind. */
  readonly isHidden: boolean;
}

type Arguments = Readonly<Record<string, unknown>>;

interface Called extends Pick<FakeCall, 'headers'> {
  readonly given: Arguments;
  readonly isRead: boolean;
}

/** One workspace with one channel, as far as our targets use it, with the rules of the real one. */
export class FakeSlack extends Fake implements FakeVendor {
  static readonly CHANNEL = 'C0INCIDENTS';
  /** What the token may. */
  scopes: ReadonlySet<string> = new Set(ALL_SCOPES);
  /** The app is in the channel, which others see, too. */
  isMember = true;
  isPrivate = false;
  readonly people = new SlackPeople();
  #messages: Message[] = [];
  readonly files = new FakeSlackFiles(() => this.url);
  #writes = 0;

  /** @param now what time it is there */
  static start(now: () => number = Date.now): Promise<FakeSlack> {
    return new FakeSlack(now).listen();
  }

  /** Everything that is left in the channel and its threads. */
  texts(): readonly string[] {
    return this.#messages.map(({ text }) => text);
  }

  objects() {
    return this.#messages
      .filter(({ thread_ts }) => thread_ts === undefined)
      .map(({ ts, blocks }) => {
        const notes = this.#messages.filter((reply) => reply.thread_ts === ts).map((reply) => shownText(reply.blocks));
        const text = shownText(blocks);
        return { id: `${FakeSlack.CHANNEL}:${ts}`, text, isClosed: text.includes(':large_green_circle:'), notes };
      });
  }

  remove(id: string): void {
    this.#messages = this.#messages.filter(({ ts }) => `${FakeSlack.CHANNEL}:${ts}` !== id);
  }

  /** What people and other apps write. */
  say(text: string, metadata?: unknown): void {
    this.#add({ text, blocks: [], metadata, isOwn: false });
  }

  /** What the whole channel sees of a thread. */
  broadcasts(): readonly string[] {
    return this.#messages.filter(({ isBroadcast }) => isBroadcast).map(({ text }) => text);
  }

  /** A person answers in a thread. */
  reply(id: string, text: string): void {
    this.#add({ text, blocks: [], thread_ts: id.split(':')[1]!, isOwn: false });
  }

  protected take(call: FakeCall): FakeAnswer {
    const { method, path, headers, query, body } = call;
    if (path.startsWith('/actions/')) return this.people.hear(path, body ?? {});
    if (this.files.isUpload(call)) return this.files.upload(call);
    const name = path.replace(/^\/api\//, '');
    const isJson = (headers['content-type'] ?? '').startsWith('application/json');
    // Methods that read take forms and queries, not JSON.
    const isRead = /^(auth|conversations|usergroups|files)\./.test(name);
    const given = isRead && isJson ? {} : { ...Object.fromEntries(query), ...body };
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (method !== 'POST') return refused('invalid_post_type');
    if (token === undefined) return refused('not_authed');
    if (!this.tokens.has(token)) return refused('invalid_auth');
    const answer = this.#called(name, { given, isRead, headers });
    return { ...answer, headers: { ...answer.headers, 'x-oauth-scopes': [...this.scopes].join(',') } };
  }

  #called(name: string, { given, isRead, headers }: Called): FakeAnswer {
    const denied = scopeFault(name, this.scopes);
    if (denied !== undefined) return denied;
    if (name === 'auth.test') return accepted({ url: 'https://echarpe.slack.com/', team: 'Echarpe', bot_id: 'B0SLO' });
    if (!isRead && !/charset=utf-8/.test(headers['content-type'] ?? '')) return refused('missing_charset');
    if (name === 'views.open') return said(this.people.open(given.trigger_id, given.view));
    if (name === 'usergroups.users.list') return said(this.people.members(given.usergroup));
    const handler = {
      'chat.postMessage': () => this.#post(given),
      'chat.update': () => this.#update(given),
      'chat.delete': () => this.#delete(given),
      'conversations.info': () => this.#info(),
      'conversations.history': () => this.#history(given),
      'conversations.replies': () => this.#replies(given),
    }[name];
    if (this.files.knows(name)) return this.files.answer(name, given);
    if (handler === undefined) return refused('unknown_method');
    // A private channel does not exist for who is not in it.
    if (given.channel !== FakeSlack.CHANNEL || (this.isPrivate && !this.isMember)) return refused('channel_not_found');
    return this.isMember || name === 'conversations.info' ? handler() : refused('not_in_channel');
  }

  #info(): FakeAnswer {
    const { isMember: is_member, isArchived: is_archived, isPrivate: is_private } = this;
    return accepted({ channel: { id: FakeSlack.CHANNEL, is_member, is_archived, is_private } });
  }

  #post({ text, blocks, thread_ts, metadata, reply_broadcast }: Arguments): FakeAnswer {
    const fault = this.#writeFault(text, blocks, metadata);
    if (fault !== undefined) return fault;
    // Where nothing of the thread is left Slack says it to the whole channel, and the missing `thread_ts` is all it tells of that.
    const isOfThread = ({ ts, thread_ts: of }: Message) => ts === thread_ts || of === thread_ts;
    const thread = thread_ts !== undefined && this.#messages.some(isOfThread) && { thread_ts: String(thread_ts) };
    const isBroadcast = thread !== false && reply_broadcast === true;
    const { ts } = this.#add({ text, blocks, ...thread, metadata, isOwn: true, isBroadcast } as Message);
    return accepted({ channel: FakeSlack.CHANNEL, ts, message: { ts, text, ...thread } });
  }

  #update({ ts, text, blocks, metadata }: Arguments): FakeAnswer {
    const at = this.#messages.findIndex((message) => message.ts === ts);
    if (at < 0) return refused('message_not_found');
    const fault = this.#writeFault(text, blocks, metadata);
    if (fault !== undefined) return fault;
    this.#messages[at] = { ...this.#messages[at], text, blocks, metadata } as Message;
    return accepted({ channel: FakeSlack.CHANNEL, ts, text });
  }

  /** A bot's token deletes the bot's own messages; a thread goes on without its first message. */
  #delete({ ts }: Arguments): FakeAnswer {
    const message = this.#messages.find((said) => said.ts === ts);
    if (message === undefined) return refused('message_not_found');
    if (!message.isOwn) return refused('cant_delete_message');
    this.#messages = this.#messages.filter((said) => said !== message);
    return accepted({ channel: FakeSlack.CHANNEL, ts });
  }

  #writeFault(text: unknown, blocks: unknown, metadata: unknown): FakeAnswer | undefined {
    if (this.isArchived) return refused('is_archived');
    if (typeof text !== 'string' || text === '') return refused('no_text');
    if (text.length > 40_000) return refused('msg_too_long');
    const { event_type, event_payload } = (metadata ?? {}) as Record<string, unknown>;
    if (typeof event_type !== 'string' || typeof event_payload !== 'object') return refused('invalid_metadata_format');
    const fault = blocksFault(blocks as [], (id) => this.files.isReady(id));
    return fault === undefined ? undefined : refused('invalid_blocks', [fault]);
  }

  #history({ oldest = '0', limit, cursor, include_all_metadata }: Arguments): FakeAnswer {
    const newestFirst = this.#messages
      .filter(({ thread_ts, isBroadcast }) => thread_ts === undefined || isBroadcast)
      .filter(({ ts }) => Number(ts) > Number(oldest))
      .reverse();
    return this.#page(newestFirst, limit, cursor, include_all_metadata);
  }

  #replies({ ts, limit, cursor, include_all_metadata }: Arguments): FakeAnswer {
    const thread = this.#messages.filter((message) => message.ts === ts || message.thread_ts === ts);
    if (thread[0]?.ts !== ts) return refused('thread_not_found');
    return this.#page(thread, limit, cursor, include_all_metadata);
  }

  #page(messages: readonly Message[], limit: unknown, cursor: unknown, withMetadata: unknown): FakeAnswer {
    const visible = messages.filter(({ isHidden }) => !this.isStale || !isHidden);
    const begin = cursor === undefined ? 0 : Number(String(cursor).slice('next:'.length));
    // Slack may give fewer than it was asked for.
    const end = begin + Math.min(50, Number(limit ?? 100));
    const page = visible.slice(begin, end).map(({ isHidden: _, isOwn: _own, isBroadcast, metadata, ...message }) => ({
      ...message,
      ...(isBroadcast ? { subtype: 'thread_broadcast' } : {}),
      ...(String(withMetadata) === 'true' ? { metadata } : {}),
    }));
    const next_cursor = end < visible.length ? `next:${end}` : '';
    return accepted({ messages: page, has_more: next_cursor !== '', response_metadata: { next_cursor } });
  }

  /** `ts` only ever grows, also within one second. */
  #add(message: Omit<Message, 'ts' | 'isHidden'>): Message {
    this.#writes += 1;
    const ts = `${Math.floor(this.now() / 1000)}.${String(this.#writes).padStart(6, '0')}`;
    const added = { ...message, ts, isHidden: this.isStale };
    this.#messages.push(added);
    return added;
  }
}

/** @param answer what it holds, or the code of an error */
function said(answer: Record<string, unknown> | string): FakeAnswer {
  return typeof answer === 'string' ? refused(answer) : accepted(answer);
}
