import { parseTargetConfigs, type TargetConfig } from '../model/contracts/target-config';
import { Emulator } from './emulator';
import type { FakeVendor } from './fakes/server';
import { GITHUB_TOKEN, githubTickets } from './github-issues';
import { type Ephemeral, SlackEdge } from './slack-edge';
import type { OpenedView } from './slack-view';
import { STAND_INS } from './stand-ins';
import { localSystem, systemInWords, systemSecret, type Ticket, TicketSystems } from './ticket-systems';

const SLACK_TOKEN = 'xoxb-local';

/** Addresses of the two that have an emulator. */
interface Emulated {
  readonly slack: string;
  readonly github: string;
}

/** Addresses of the stand-ins. */
export interface VendorUrls extends Emulated {
  /** Of every other target, by its name. */
  readonly others: Readonly<Record<string, string>>;
}

/** Where people could look, were it not for this computer. */
export interface Place {
  /** As people call it: `Jira`. */
  readonly system: string;
  readonly url: string;
}

/** Kinds of ticket systems that there are here. */
export const TICKET_SYSTEMS: readonly string[] = ['github', ...STAND_INS.keys()];

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

/** A file that was uploaded to Slack. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly content: Buffer;
}

/**
 * The other sides of all targets on this computer: an emulator for Slack and GitHub, our own fakes for the rest. The runner's only
 * intervention in what the template says: targets get the address of their stand-in (`apiUrl`), in Slack the emulator's id of their channel,
 * and secrets with its tokens.
 */
export class Vendors {
  readonly #emulator: Emulator<Emulated>;
  readonly #edge: SlackEdge;
  readonly #systems: TicketSystems;
  readonly #channels = new Map<string, string>();
  readonly #targets: readonly TargetConfig[];

  private constructor(
    emulator: Emulator<Emulated>,
    edge: SlackEdge,
    systems: TicketSystems,
    targets: readonly TargetConfig[],
  ) {
    this.#emulator = emulator;
    this.#edge = edge;
    this.#systems = systems;
    this.#targets = targets;
  }

  /** @param now what time it is for the vendors */
  static async start(targets: readonly TargetConfig[], now: () => number = Date.now): Promise<Vendors> {
    const channels = settingsOf(targets, 'slack', 'channel').map(channelName);
    const repositories = settingsOf(targets, 'github', 'repository');
    const wanted = { channels, repositories };
    const emulator = await Emulator.start<Emulated>('vendors.mjs', JSON.stringify(wanted));
    const edge = await SlackEdge.start(emulator.ready.slack, SLACK_TOKEN, now);
    const vendors = new Vendors(emulator, edge, await TicketSystems.start(targets, now), targets);
    for (const channel of await vendors.#listChannels()) vendors.#channels.set(channel.name, channel.id);
    return vendors;
  }

  get urls(): VendorUrls {
    return { ...this.#emulator.ready, slack: this.#edge.url, others: this.#systems.urls };
  }

  /** The systems in which incidents are told, and whose stand-ins have pages; our fakes answer programs alone. */
  places(): Place[] {
    const { slack, github } = this.urls;
    const found = this.#told(false).map(({ kind }) => ({
      system: systemInWords(kind),
      url: { slack, github }[kind as string],
    }));
    const reached = found.filter((place): place is Place => place.url !== undefined);
    return [...new Map(reached.map((place) => [place.url, place])).values()];
  }

  /** Whether somebody stands behind the target here: nobody does behind most kinds of the user's own. */
  isPlayed({ kind }: TargetConfig): boolean {
    return kind === 'slack' || TICKET_SYSTEMS.includes(kind);
  }

  /** The environment variable TARGETS with local addresses and channels. */
  localTargets(text: string, urls: VendorUrls = this.urls): string {
    return JSON.stringify(parseTargetConfigs(text).map((target) => this.#local(target, urls)));
  }

  /** What the secret of a target must hold here. */
  static secretOf(target: TargetConfig): string {
    const emulated = { slack: { botToken: SLACK_TOKEN }, github: { token: GITHUB_TOKEN } };
    return JSON.stringify(emulated[target.kind as keyof Emulated] ?? systemSecret(target));
  }

  setTime(now: number): Promise<void> {
    return this.#emulator.setTime(now);
  }

  get pid(): number | undefined {
    return this.#emulator.pid;
  }

  async stop(): Promise<void> {
    this.#edge.stop();
    await Promise.all([this.#systems.stop(), this.#emulator.stop()]);
  }

  /** Slack as people touch it. */
  get slack(): SlackEdge {
    return this.#edge;
  }

  /** The system of a target that is neither Slack nor GitHub, as people touch it. */
  systemOf(target: string): FakeVendor | undefined {
    return this.#systems.of(target);
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

  /** @param ofCanaries of the targets for canaries instead of those for incidents */
  async tickets(ofCanaries = false): Promise<Ticket[]> {
    const told = this.#told(ofCanaries);
    const github = told.filter(({ kind }) => kind === 'github');
    const issues = await Promise.all(github.map((target) => githubTickets(this.urls.github, target)));
    return [...issues.flat(), ...this.#systems.tickets(told)];
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
    return kind === 'github'
      ? { ...target, settings: { ...settings, apiUrl: urls.github } }
      : localSystem(target, urls.others[target.name]);
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
