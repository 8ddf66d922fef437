import type { Fields, TargetFactory } from '../../../lambda/targets/target';
import type { FakeVendor } from '../../../lib/local/fakes/server';
import type { TargetResult } from '../../../lib/model/contracts/target-result';

/** One kind of target and what the suite must know of its vendor. A new target adds a file here, a row to KINDS and a fake. */
export interface Kind {
  readonly kind: string;
  /** @param channel of Slack; others have no use for it */
  readonly settings: (url: string, channel: string) => Record<string, string>;
  /** What its secret holds, with the token that is good now, or another; nothing where it needs none. */
  readonly secret: (token: string) => Record<string, string>;
  /** Who builds it, where that is not `createTarget`: a target of one's own. */
  readonly factory?: TargetFactory;
  /** What it cannot do, with the reason: rows that need it do not apply. */
  readonly cannot?: Readonly<Partial<Record<Ability, string>>>;
  /** Writes that the other side takes for one however often they arrive, by a key of its own: after a lost answer they are made again. */
  readonly repeats?: readonly Repeated[];
  /** Writes whose answer says nothing but its status: one with something else in it cannot be told from it. */
  readonly mute?: readonly ('create' | 'edit' | 'note')[];
  /** Writes as the faulty network sees them, `METHOD path`. */
  readonly calls: {
    readonly create: RegExp;
    readonly edit: RegExp;
    readonly note: RegExp;
    readonly look: RegExp;
    readonly remove: RegExp;
  };
  /** The call that carries its credentials. @default - each does */
  readonly login?: RegExp;
  /** Calls by which a picture is handed over; none where pictures are not taken. */
  readonly handOver: readonly RegExp[];
  /** @param now what time it is for the vendor */
  readonly fake: (now?: () => number) => Promise<FakeVendor>;
  /** What a person writes into fields that we write, too, as a look-up shows it; `title` alone where it is missing. */
  readonly byPeople?: Fields;
  /** Calls of a delivery when nothing fails, where the vendor's API needs more than three, and what for. */
  readonly mostCalls?: { readonly calls: number; readonly why: string };
  /** How readers are told that something may stand there twice, where nobody can look. */
  readonly doubled?: RegExp;
  /** Whether somebody else's server stands in for the vendor, too (`emulate`). */
  readonly isEmulated?: boolean;
  /** How this vendor says that a token is not valid. */
  readonly unauthorised: { readonly status: number; readonly body: string };
  /** How this vendor refuses a creation, beyond what every vendor's HTTP statuses say. */
  readonly refusals: readonly Refusal[];
}

/** What a row may need: the target's own abilities, and others. */
export type Ability =
  | 'find'
  | 'edit'
  | 'note'
  | 'remove'
  /** It has credentials that can be wrong. */
  | 'token'
  /** The end can be told from the beginning at the other side. */
  | 'close'
  /** What the other side says beside the status is needed. */
  | 'answer'
  /** The place can be closed to all writing while it can be read. */
  | 'archive'
  /** People edit there what we write. */
  | 'people'
  /** What stands there is what we last wrote, whatever that is; without it, only the state of what was begun changes. */
  | 'text';

/** Writes after which it matters whether they can be repeated; an edit is, anyhow. */
export type Repeated = 'create' | 'note';

export interface Refusal {
  readonly what: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
  readonly expected: Partial<TargetResult<never>> & { readonly afterSeconds?: number };
}
