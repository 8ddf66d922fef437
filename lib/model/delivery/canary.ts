/**
 * Whether a canary arrived: every target that should hear of it showed a revision that covers it within a minute of the
 * alarm. It is judged from what the ledger recorded, so it may be judged late and comes out the same.
 */

/** Within so long a broken promise is told. */
export const TOLD_WITHIN_MS = 60_000;
/** Canaries are so far apart; a second call within the gap is a repetition of the schedule, not a canary. */
export const CANARY_EVERY_MINUTES = 15;
export const LEAST_GAP_MS = 5 * 60_000;
/** By how much the alarm's clock may lag behind ours. */
const CLOCK_SKEW_MS = 60_000;

/** A confirmed write of an object: which revision it showed, and when that was confirmed. */
export interface Shown {
  readonly revision: number;
  readonly at: number;
}

/** So many confirmed writes are kept: the one of a canary, and what may follow before it is judged. */
const KEPT = 3;

export function withShown(before: readonly Shown[] = [], write: Shown): readonly Shown[] {
  return [...before, write].slice(-KEPT);
}

/** A canary that reached the ledger. */
export interface CanarySignal {
  /** The alarm's own timestamp. */
  readonly at: number;
  /** Number of its event in the incident's log. */
  readonly revision: number;
}

export interface ShownTarget {
  readonly name: string;
  readonly shown: readonly Shown[];
}

export type CanaryVerdict =
  | { readonly good: true; readonly seconds: number }
  | { readonly good: false; readonly why: string };

/** The signals of a log that belong to a canary sent at `sentAt`, first one. */
export function signalOf(sentAt: number, signals: readonly CanarySignal[]): CanarySignal | undefined {
  return signals.find(({ at }) => at >= sentAt - CLOCK_SKEW_MS);
}

export function judgeCanary(signal: CanarySignal | undefined, targets: readonly ShownTarget[]): CanaryVerdict {
  if (signal === undefined) return { good: false, why: 'the ledger never heard of it' };
  const arrivals = targets.map(({ name, shown }) => ({ name, at: shownAt(signal, shown) }));
  const lost = arrivals.filter(({ at }) => at === undefined);
  if (lost.length > 0) return { good: false, why: `not confirmed by ${names(lost)}` };
  const late = arrivals.filter(({ at }) => at! - signal.at > TOLD_WITHIN_MS);
  if (late.length > 0) return { good: false, why: `later than ${TOLD_WITHIN_MS / 1000} s at ${names(late)}` };
  return { good: true, seconds: Math.max(0, ...arrivals.map(({ at }) => at! - signal.at)) / 1000 };
}

/** The first confirmed write that covered the signal; a later one says nothing about it. */
function shownAt({ revision }: CanarySignal, shown: readonly Shown[]): number | undefined {
  return shown.find((write) => write.revision >= revision)?.at;
}

function names(targets: readonly { readonly name: string }[]): string {
  return targets.map(({ name }) => name).join(', ');
}
