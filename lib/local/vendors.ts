import { parseTargetConfigs, type TargetConfig } from '../model/contracts/target-config';
import { Emulator } from './emulator';
import { type Ephemeral, SlackEdge } from './slack-edge';
import type { OpenedView } from './slack-view';

const SLACK_TOKEN = 'xoxb-local';
const GITHUB_TOKEN = 'ghp-local';

/** Addresses of the stand-ins. */
export interface VendorUrls {
  readonly slack: string;
  readonly github: string;
}

/** A message as Slack keeps it: `ts` names it and says when it was sent, in seconds. */
export interface Said {
  readonly ts: string;
  readonly text: string;
  /** Block Kit, as it was sent. */
  readonly blocks: readonly unknown[];
}

/** A Slack message with its thread, as its readers see it. */
export interface Conversation extends Said {
  readonly channel: string;
  readonly edited: boolean;
  /** What the thread says, and the same as it was sent. */
  readonly replies: readonly string[];
  readonly thread: readonly Said[];
}

/** An issue with its comments; texts are Markdown. */
export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly url: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** ISO-8601. */
  readonly createdAt: string;
  readonly comments: readonly string[];
  readonly commentedAt: readonly string[];
}

/** A file that was uploaded to Slack. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly content: Buffer;
}

/**
 * Slack and GitHub on this computer. The runner's only intervention in what the template says: targets of these kinds get the address of
 * the emulator (`apiUrl`), the emulator's id of their channel, and secrets with the emulator's tokens.
 */
export class Vendors {
  readonly #emulator: Emulator<VendorUrls>;
  readonly #edge: SlackEdge;
  readonly #channels = new Map<string, string>();
  readonly #targets: readonly TargetConfig[];

  private constructor(emulator: Emulator<VendorUrls>, edge: SlackEdge, targets: readonly TargetConfig[]) {
    this.#emulator = emulator;
    this.#edge = edge;
    this.#targets = targets;
  }

  /** @param now what time it is for the vendors */
  static async start(targets: readonly TargetConfig[], now: () => number = Date.now): Promise<Vendors> {
    const channels = settingsOf(targets, 'slack', 'channel').map(channelName);
    const repositories = settingsOf(targets, 'github', 'repository');
    const wanted = { channels, repositories };
    const emulator = await Emulator.start<VendorUrls>('vendors.mjs', JSON.stringify(wanted));
    const vendors = new Vendors(emulator, await SlackEdge.start(emulator.ready.slack, SLACK_TOKEN, now), targets);
    for (const channel of await vendors.#listChannels()) vendors.#channels.set(channel.name, channel.id);
    return vendors;
  }

  get urls(): VendorUrls {
    return { ...this.#emulator.ready, slack: this.#edge.url };
  }

  /** The environment variable TARGETS with local addresses and channels. */
  localTargets(text: string, urls: VendorUrls = this.urls): string {
    return JSON.stringify(parseTargetConfigs(text).map((target) => this.#local(target, urls)));
  }

  /** What the secret of a target must hold here. */
  static secretOf({ kind }: TargetConfig): string {
    return JSON.stringify(kind === 'slack' ? { botToken: SLACK_TOKEN } : { token: GITHUB_TOKEN });
  }

  setTime(now: number): Promise<void> {
    return this.#emulator.setTime(now);
  }

  get pid(): number | undefined {
    return this.#emulator.pid;
  }

  stop(): Promise<void> {
    this.#edge.stop();
    return this.#emulator.stop();
  }

  /** Slack as people touch it. */
  get slack(): SlackEdge {
    return this.#edge;
  }

  /** Forms that were opened before people, the oldest first. */
  views(): readonly OpenedView[] {
    return this.#edge.views;
  }

  /** Answers that only one person sees, the oldest first. */
  ephemerals(): readonly Ephemeral[] {
    return this.#edge.ephemerals;
  }

  async files(): Promise<SlackFile[]> {
    const { files = [] } = await this.#slack('files.list', {});
    return Promise.all(
      files.map(async ({ id, name, url_private: url }) => {
        const response = await fetch(url, { headers: { authorization: `Bearer ${SLACK_TOKEN}` } });
        return { id, name, content: Buffer.from(await response.arrayBuffer()) };
      }),
    );
  }

  /** @param ofCanaries of the channels for canaries instead of those for incidents */
  async conversations(ofCanaries = false): Promise<Conversation[]> {
    const found: Conversation[] = [];
    for (const name of settingsOf(this.#told(ofCanaries), 'slack', 'channel')) {
      const channel = this.#channels.get(channelName(name)) ?? '';
      const { messages = [] } = await this.#slack('conversations.history', { channel, limit: '100' });
      for (const message of messages.filter(({ thread_ts, ts }) => thread_ts === undefined || thread_ts === ts)) {
        const { messages: thread = [] } = await this.#slack('conversations.replies', { channel, ts: message.ts });
        const replies = thread.filter(({ ts }) => ts !== message.ts).map(said);
        found.push({
          channel,
          ...said(message),
          edited: message.edited !== undefined,
          replies: replies.map(({ text }) => text),
          thread: replies,
        });
      }
    }
    return found.sort((a, b) => (a.ts < b.ts ? -1 : 1));
  }

  /** @param ofCanaries of the repositories for canaries instead of those for incidents */
  async issues(ofCanaries = false): Promise<Issue[]> {
    const found: Issue[] = [];
    for (const repository of settingsOf(this.#told(ofCanaries), 'github', 'repository')) {
      const issues = await this.#github<GithubIssue[]>(`${repository}/issues?state=all&per_page=100`);
      for (const { number, title, state, html_url, body, labels, created_at } of issues) {
        const comments = await this.#github<{ body: string; created_at: string }[]>(
          `${repository}/issues/${number}/comments?per_page=100`,
        );
        found.push({
          number,
          title,
          state,
          url: html_url,
          body: body ?? '',
          labels: labels.map(({ name }) => name),
          createdAt: created_at,
          comments: comments.map((comment) => comment.body),
          commentedAt: comments.map((comment) => comment.created_at),
        });
      }
    }
    return found;
  }

  #told(ofCanaries: boolean): TargetConfig[] {
    return this.#targets.filter(({ canary = false }) => canary === ofCanaries);
  }

  #local(target: TargetConfig, urls: VendorUrls): TargetConfig {
    const { kind, settings } = target;
    if (kind === 'slack') {
      const channel = this.#channels.get(channelName(settings.channel ?? ''));
      if (channel === undefined)
        throw new Error(
          `target ${target.name}: channel: got "${settings.channel}", allowed here are ids that stand in the template itself`,
        );
      return { ...target, settings: { ...settings, channel, apiUrl: `${urls.slack}/api/` } };
    }
    return kind === 'github' ? { ...target, settings: { ...settings, apiUrl: urls.github } } : target;
  }

  async #listChannels(): Promise<{ id: string; name: string }[]> {
    const { channels = [] } = await this.#slack('conversations.list', {});
    return channels;
  }

  async #slack(method: string, form: Record<string, string>): Promise<SlackAnswer> {
    const headers = { authorization: `Bearer ${SLACK_TOKEN}` };
    const response = await fetch(`${this.#emulator.ready.slack}/api/${method}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
    });
    return (await response.json()) as SlackAnswer;
  }

  async #github<T>(path: string): Promise<T> {
    const response = await fetch(`${this.urls.github}/repos/${path}`, {
      headers: { authorization: `Bearer ${GITHUB_TOKEN}` },
    });
    return (await response.json()) as T;
  }
}

interface SlackAnswer {
  readonly channels?: { readonly id: string; readonly name: string }[];
  readonly messages?: SlackMessage[];
  readonly files?: { readonly id: string; readonly name: string; readonly url_private: string }[];
}

interface SlackMessage {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly blocks?: readonly unknown[];
  readonly edited?: unknown;
}

interface GithubIssue {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly html_url: string;
  readonly body: string | null;
  readonly labels: readonly { readonly name: string }[];
  readonly created_at: string;
}

function said({ ts, text, blocks = [] }: SlackMessage): Said {
  return { ts, text, blocks };
}

/** Channel ids of the template become channel names here: `C0INCIDENTS` is seen as #c0incidents. */
function channelName(id: string): string {
  return id.toLowerCase();
}

function settingsOf(targets: readonly TargetConfig[], kind: string, setting: string): string[] {
  const found = targets.filter((target) => target.kind === kind).map(({ settings }) => settings[setting] ?? '');
  return [...new Set(found)];
}
