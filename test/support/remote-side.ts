import type { LocalStack } from '../../lib/local';
import { Vendors } from '../../lib/local/vendors';
import type { TargetConfig } from '../../lib/model/contracts/target-config';
import { parseWriteMarker } from '../../lib/model/names';

/** What stands at the other side about one incident, read there and nowhere else. */
export interface RemoteSide {
  readonly target: string;
  /** Every message or issue that is about the incident. */
  readonly objects: readonly RemoteObject[];
}

export interface RemoteObject {
  readonly id: string;
  /** Text of the message, or title and body of the issue. */
  readonly text: string;
  /** All of its text in which something may have a meaning of its own, as it was sent. */
  readonly markup: string;
  /** Whether it says that the incident is over: in words, and where there is one in GitHub's own state. */
  readonly over: boolean;
  /** Last revision that it shows. */
  readonly revision: number;
  readonly notes: readonly RemoteNote[];
}

export interface RemoteNote {
  /** Revisions that it tells of, by its marker. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** How a title begins that says, to engineers or to support, that the incident is over, or goes on as part of another one. */
const OVER = /^(Resolved|Merged into|The problem is over|This is part of)/;

/** One for each target where people read; test alarms go to others, and a pager keeps calls (pager-side.ts). */
export function remoteSides(stack: LocalStack, incident: string): Promise<RemoteSide[]> {
  return Promise.all(
    stack.targets
      .filter(({ canary = false, pager = false }) => !canary && !pager)
      .map(async (target) => ({
        target: target.name,
        objects: await (target.kind === 'slack' ? messages : issues)(stack, target, incident),
      })),
  );
}

interface SlackMessage {
  readonly ts: string;
  readonly text: string;
  readonly blocks?: unknown;
  readonly thread_ts?: string;
  readonly metadata?: { readonly event_payload?: { readonly marker?: string } };
}

async function messages(stack: LocalStack, target: TargetConfig, incident: string): Promise<RemoteObject[]> {
  const { botToken } = JSON.parse(Vendors.secretOf(target));
  const ask = async (method: string, form: Record<string, string>): Promise<SlackMessage[]> => {
    const body = new URLSearchParams({ channel: target.settings.channel ?? '', limit: '999', ...form });
    body.set('include_all_metadata', 'true');
    const headers = { authorization: `Bearer ${botToken}` };
    const answer = await read(`${stack.vendors.urls.slack}/api/${method}`, { method: 'POST', headers, body });
    return ((await answer.json()) as { messages: SlackMessage[] }).messages;
  };
  const markerOf = ({ metadata }: SlackMessage) => parseWriteMarker(metadata?.event_payload?.marker ?? '');
  const said = await ask('conversations.history', {});
  const roots = said.filter(({ ts, thread_ts = ts }) => thread_ts === ts);
  const ours = roots.filter((message) => markerOf(message)?.incident === incident);
  return Promise.all(
    ours.map(async (message) => {
      const thread = await ask('conversations.replies', { ts: message.ts });
      const notes = thread.filter(({ ts }) => ts !== message.ts);
      return {
        id: message.ts,
        text: message.text,
        markup: [message.text, ...mrkdwn(message.blocks)].join('\n'),
        over: OVER.test(message.text),
        revision: markerOf(message)!.to,
        notes: notes.map((note) => noteOf(note.text, markerOf(note))),
      };
    }),
  );
}

/** Texts of blocks; `plain_text` means nothing but itself. */
function mrkdwn(block: unknown): string[] {
  if (typeof block !== 'object' || block === null) return [];
  const { type, text } = block as { type?: unknown; text?: unknown };
  return type === 'mrkdwn' ? [String(text)] : Object.values(block).flatMap(mrkdwn);
}

interface GithubIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
}

const MARKER = /<!-- slo:(\S+) -->\s*$/;

async function issues(stack: LocalStack, target: TargetConfig, incident: string): Promise<RemoteObject[]> {
  const { token } = JSON.parse(Vendors.secretOf(target));
  const ask = async <T>(path: string): Promise<T[]> => {
    const found: T[] = [];
    for (let page = 1; found.length === (page - 1) * 100; page += 1) {
      const url = `${stack.vendors.urls.github}/repos/${target.settings.repository}/issues${path}per_page=100&page=${page}`;
      const answer = await read(url, { headers: { authorization: `Bearer ${token}` } });
      found.push(...((await answer.json()) as T[]));
    }
    return found;
  };
  const markerOf = (body: string) => parseWriteMarker(MARKER.exec(body)?.[1] ?? '');
  const ours = (await ask<GithubIssue>('?state=all&')).filter(({ body }) => markerOf(body)?.incident === incident);
  return Promise.all(
    ours.map(async ({ number, title, body, state }) => {
      const notes = await ask<{ body: string }>(`/${number}/comments?`);
      return {
        id: `#${number}`,
        text: `${title}\n${body}`,
        markup: body,
        over: state === 'closed' && OVER.test(title),
        revision: markerOf(body)!.to,
        notes: notes.map((note) => noteOf(note.body.replace(MARKER, '').trim(), markerOf(note.body))),
      };
    }),
  );
}

/** Once more when the first try met a connection that the emulator had just given up. */
function read(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init).catch(() => fetch(url, init));
}

function noteOf(text: string, marker: { from: number; to: number } | undefined): RemoteNote {
  return { from: marker?.from ?? 0, to: marker?.to ?? 0, text };
}
