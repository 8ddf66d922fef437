import type { FailureReason, TargetResult } from '../contracts/target-result';

/**
 * One target's circuit breaker, shared by all workers through the ledger. It opens after some failures in a row; while it is open nobody
 * calls the target, and after each cool-down exactly one call goes through to see whether it is back. A rate limit does not
 * open it: the target answers, and everybody pauses for as long as it asks.
 */
export interface Breaker {
  /** Failures in a row. */
  readonly failures: number;
  /** Epoch milliseconds of the first of them, 0 when there are none: since when people have not been reached there. */
  readonly failingSince: number;
  /** How often it opened in a row; 0 means closed. */
  readonly trips: number;
  readonly openUntil: number;
  /** Somebody tries whether the target is back; the others wait for the outcome until then. */
  readonly probeUntil: number;
  /** Nobody calls before: the target's own rate limit. */
  readonly pausedUntil: number;
}

export const CLOSED: Breaker = {
  failures: 0,
  failingSince: 0,
  trips: 0,
  openUntil: 0,
  probeUntil: 0,
  pausedUntil: 0,
};

/** One or two bad answers are a vendor's ordinary day. */
export const FAILURES_TO_OPEN = 3;
/** Doubling, with a cap that says how long after its return a target may still wait for us. */
export const COOL_DOWN_SECONDS = [30, 60, 120, 240, 480, 600] as const;
/** A delivery of several calls, each given up after 8 s; a probe that dies holds the others up for no longer. */
export const PROBE_SECONDS = 45;

/** Two limits that end so close together are one. */
const SAME_PAUSE_MS = 1000;

/** What one call tells about the target. */
export type Observation =
  | { readonly kind: 'answered' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'limited'; readonly seconds: number };

/** No answer, no answer that means anything, or a token that opens nothing: the next call would end the same way. */
const OUTAGE: ReadonlySet<FailureReason> = new Set(['auth', 'serverError', 'network', 'timeout', 'badAnswer']);

export function observationOf(result: TargetResult<unknown>): Observation {
  if (result.outcome === 'ok') return { kind: 'answered' };
  if (result.outcome === 'retryLater' && result.reason === 'rateLimited')
    return { kind: 'limited', seconds: result.afterSeconds };
  return { kind: OUTAGE.has(result.reason) ? 'failed' : 'answered' };
}

/** The breaker after a call; the same object when nothing changes. */
export function observe(breaker: Breaker, observation: Observation, now: number): Breaker {
  switch (observation.kind) {
    case 'answered':
      return breaker.failures === 0 ? breaker : { ...CLOSED, pausedUntil: breaker.pausedUntil };
    case 'limited': {
      const until = now + observation.seconds * 1000;
      // Many calls may hit the same limit at once.
      const isKnown = breaker.failures === 0 && until < breaker.pausedUntil + SAME_PAUSE_MS;
      return isKnown ? breaker : { ...CLOSED, pausedUntil: Math.max(breaker.pausedUntil, until) };
    }
    case 'failed':
      return failed(breaker, now);
  }
}

function failed(breaker: Breaker, now: number): Breaker {
  // A call that was under way when the breaker opened says nothing new.
  if (isOpen(breaker) && now < breaker.openUntil) return breaker;
  const failures = breaker.failures + 1;
  const failing = { ...breaker, failures, failingSince: breaker.failingSince || now };
  if (failures < FAILURES_TO_OPEN) return failing;
  const coolDown = COOL_DOWN_SECONDS[Math.min(breaker.trips, COOL_DOWN_SECONDS.length - 1)]!;
  return { ...failing, trips: breaker.trips + 1, openUntil: now + coolDown * 1000, probeUntil: 0 };
}

export type Admission =
  | { readonly decision: 'go' }
  /** Whoever stores `claimed` first may call; the others have to ask again. */
  | { readonly decision: 'probe'; readonly claimed: Breaker }
  | { readonly decision: 'wait'; readonly reason: 'breakerOpen' | 'paused'; readonly seconds: number };

/** Whether the target may be called now. */
export function admit(breaker: Breaker, now: number): Admission {
  const wait = (reason: 'breakerOpen' | 'paused', until: number): Admission => ({
    decision: 'wait',
    reason,
    seconds: (until - now) / 1000,
  });
  if (breaker.pausedUntil > now) return wait('paused', breaker.pausedUntil);
  if (!isOpen(breaker)) return { decision: 'go' };
  const closedFor = Math.max(breaker.openUntil, breaker.probeUntil);
  if (closedFor > now) return wait('breakerOpen', closedFor);
  return { decision: 'probe', claimed: { ...breaker, probeUntil: now + PROBE_SECONDS * 1000 } };
}

export function isOpen(breaker: Breaker): boolean {
  return breaker.trips > 0;
}
