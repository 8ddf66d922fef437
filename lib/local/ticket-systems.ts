import type { TargetConfig } from '../model/contracts/target-config';
import { kindInWords } from '../model/wording/target-words';
import type { FakeTicket, FakeVendor } from './fakes/server';
import { STAND_INS } from './stand-ins';

const TOKEN = 'local-token';

/** A ticket with its comments, and where it stands. */
export interface Ticket extends FakeTicket {
  /** Name of the target. */
  readonly target: string;
  /** As people call it: `Jira`. */
  readonly system: string;
  readonly isClosed: boolean;
  /** Its texts are Markdown. */
  readonly isMarkdown: boolean;
}

/** Systems that are neither Slack nor GitHub: each target has one of its own, with nothing in it but what we write. */
export class TicketSystems {
  readonly #fakes = new Map<string, { readonly target: TargetConfig; readonly fake: FakeVendor }>();

  static async start(targets: readonly TargetConfig[], now: () => number): Promise<TicketSystems> {
    const systems = new TicketSystems();
    for (const target of targets) {
      const fake = await STAND_INS.get(target.kind)?.start(now);
      if (fake === undefined) continue;
      fake.tokens = new Set([TOKEN]);
      systems.#fakes.set(target.name, { target, fake });
    }
    return systems;
  }

  /** Addresses by target. */
  get urls(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#fakes].map(([name, { fake }]) => [name, fake.url]));
  }

  /** The system of a target, as people touch it; nothing where it has none here. */
  of(target: string): FakeVendor | undefined {
    return this.#fakes.get(target)?.fake;
  }

  /** Those of the targets, system by system. */
  tickets(targets: readonly TargetConfig[]): Ticket[] {
    return targets.flatMap(({ name, kind }) => {
      const fake = this.of(name);
      const closed = new Set(fake?.objects().flatMap(({ id, isClosed }) => (isClosed ? [id] : [])));
      const { isMarkdown = false } = STAND_INS.get(kind) ?? {};
      const system = systemInWords(kind);
      const held = fake?.tickets?.() ?? [];
      return held.map((ticket) => ({ ...ticket, target: name, system, isMarkdown, isClosed: closed.has(ticket.id) }));
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#fakes.values()].map(({ fake }) => fake.stop()));
  }
}

/** A system as people call it. */
export function systemInWords(kind: string): string {
  return STAND_INS.get(kind)?.called ?? kindInWords(kind);
}

/** A target as it is reached here. */
export function localSystem(target: TargetConfig, url: string | undefined): TargetConfig {
  if (url === undefined) return target;
  const { settings = (apiUrl: string) => ({ apiUrl }) } = STAND_INS.get(target.kind) ?? {};
  return { ...target, settings: { ...target.settings, ...settings(url) } };
}

/** What the secret of such a target must hold here. */
export function systemSecret({ kind }: TargetConfig): Readonly<Record<string, string>> {
  return STAND_INS.get(kind)?.secret(TOKEN) ?? {};
}
