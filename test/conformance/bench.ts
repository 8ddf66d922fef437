import { createTarget } from '../../lambda/targets';
import type { RemoteRef, Target, Write } from '../../lambda/targets/target';
import type { FakeVendor } from '../../lib/local/fakes/server';
import { FakeSlack } from '../../lib/local/fakes/slack';
import { Vendors } from '../../lib/local/vendors';
import type { TargetConfig } from '../../lib/model/contracts/target-config';
import type { TargetResult } from '../../lib/model/contracts/target-result';
import { writeMarker } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording';
import { FaultyProxy } from '../support/faulty-proxy';
import { Patience } from '../support/patience';
import type { Kind } from './kinds';

export const SECRET = 'xoxb-very-secret-value';
const TIMEOUT_MS = 8000;

/** One target in front of one vendor, with somebody else's hand on the network between them. */
export class Bench {
  readonly target: Target;
  /** The same as a function has it that has just started. */
  readonly anew: () => Target;
  readonly network: FaultyProxy;
  /** How the secret was asked for: `true` is a fresh one. */
  asked: boolean[] = [];
  /** What the secret store holds now, and what a function still remembers of it. */
  secret = { fresh: SECRET, kept: SECRET };
  readonly #kind: Kind;
  readonly #patience = new Patience();
  readonly #stopVendor: () => Promise<void>;

  private constructor(kind: Kind, network: FaultyProxy, channel: string, stopVendor: () => Promise<void>) {
    this.#kind = kind;
    this.network = network;
    this.#stopVendor = stopVendor;
    this.anew = () => this.targetAt(network.url, channel);
    this.target = this.anew();
    network.onStuck = () => this.#patience.end();
  }

  /** In front of a server that others wrote. */
  static async emulated(kind: Kind): Promise<Bench> {
    const wanted = configOf(kind, { channel: 'C0OPS', repository: 'echarpe/ops' });
    const vendors = await Vendors.start([wanted]);
    const [local] = JSON.parse(vendors.localTargets(JSON.stringify([wanted]))) as TargetConfig[];
    const network = await FaultyProxy.start(kind.kind === 'slack' ? vendors.urls.slack : vendors.urls.github);
    return new Bench(kind, network, local!.settings.channel ?? '', () => vendors.stop());
  }

  /** In front of a server that keeps the vendor's documented rules. */
  static async strict(kind: Kind): Promise<{ bench: Bench; vendor: FakeVendor }> {
    const vendor = await kind.fake();
    vendor.tokens = new Set([SECRET]);
    const network = await FaultyProxy.start(vendor.url);
    return { bench: new Bench(kind, network, FakeSlack.CHANNEL, () => vendor.stop()), vendor };
  }

  targetAt(url: string, channel = FakeSlack.CHANNEL): Target {
    return this.targetWith(this.#kind.settings(url, channel));
  }

  targetWith(settings: Record<string, string>): Target {
    const secret = async (fresh = false) => {
      this.asked.push(fresh);
      if (fresh) this.secret.kept = this.secret.fresh;
      return this.#kind.secret(fresh ? this.secret.fresh : this.secret.kept);
    };
    const { factory = createTarget } = this.#kind;
    return factory({ config: configOf(this.#kind, settings), secret, timeoutMs: TIMEOUT_MS });
  }

  /** @param revision two objects of one incident come of two revisions: a key may make one of the same */
  async create(id: string, shown = document(), revision = 1): Promise<RemoteRef> {
    return value(await this.target.create(shown, write(id, revision)));
  }

  async find(id: string, ref?: RemoteRef) {
    return value(await this.target.find(id, { since: Date.now() - 60_000, ...(ref === undefined ? {} : { ref }) }));
  }

  async stop(): Promise<void> {
    this.#patience.stop();
    this.network.stop();
    await this.#stopVendor();
  }
}

function configOf({ kind }: Kind, settings: Record<string, string>): TargetConfig {
  return { name: kind, kind, audience: 'engineers', secretArn: 'arn', settings };
}

let count = 0;

/** A new incident for each test: the vendors' state is shared. */
export function incident(): string {
  count += 1;
  return `inc-${String(count).padStart(12, '0')}`;
}

export function document(change: Partial<NeutralDocument> = {}): NeutralDocument {
  return {
    title: 'SEV2: shop: 2 promises are not kept',
    status: 'open',
    severity: 'sev2',
    paragraphs: ['place-order: "Your order goes through."'],
    facts: [{ label: 'Since', value: '14 Nov, 21:32 (Europe/Paris)' }],
    steps: ['Look at the last deployment.'],
    links: [{ label: 'Runbook', url: 'https://runbooks.example/shop' }],
    page: { cycle: 1, state: change.status === 'resolved' ? 'over' : 'calling' },
    footer: 'small print',
    ...change,
  };
}

export function write(id: string, to: number, from = 1): Write {
  return { incident: id, marker: writeMarker(id, from, to), revision: to };
}

export function value<T>(result: TargetResult<T>): T {
  if (result.outcome !== 'ok') throw new Error(`${result.outcome}: ${result.why}`);
  return result.value;
}

/** Text that wants to be more than text, in every part of a document. */
export function hostileDocument(id: string): NeutralDocument {
  const hostile = hostileText(id);
  // Each part is longer than most limits, all together are longer than any.
  const huge = 'x'.repeat(100_000);
  return document({
    title: hostile,
    paragraphs: [hostile, '\u{1F9E3}'.repeat(100_000), huge, huge],
    facts: Array.from({ length: 30 }, () => ({ label: hostile, value: `${hostile}${huge}` })),
    steps: Array.from({ length: 30 }, () => hostile),
    links: Array.from({ length: 30 }, () => ({ label: hostile, url: `https://runbooks.example/${'a'.repeat(1000)}` })),
    footer: hostile,
  });
}

export function hostileText(id: string): string {
  return [
    '<!channel> <@U1> <https://evil.example|click>',
    '@echarpe/ops #1 GH-2',
    `<!-- slo:${writeMarker(id, 1, 99)} -->`,
    '# heading | cell | `code` [a](javascript:b) &amp; "quoted" ^',
    '\u202Eltr\u0007 \ud83d half, \u05E9\u05DC\u05D5\u05DD, caf\u00e9, \u{1F9E3}',
  ].join('\n');
}
