import type { FailureReason, TargetResult } from '../contracts/target-result';

/**
 * One target's circuit breaker, shared by all workers through the ledger. It opens after some failures in a row; while it is open nobody
 * calls the target, and after each cool-down exactly one delivery goes through to see whether it is back.
 *
 * A rate limit does not open it: the target answers. Everybody pauses for as long as it asks, and after that, as after an outage,
 * deliveries go one by one for a while: each takes the next place in a line and comes back for it, so that a crowd does not
 * run into the same limit again.
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
  /** Nobody calls before. */
  readonly pausedUntil: number;
  /** The next free place in the line. */
  readonly nextPlaceAt: number;
}

export const CLOSED: Breaker = {
  failures: 0,
  failingSince: 0,
  trips: 0,
  openUntil: 0,
  probeUntil: 0,
  pausedUntil: 0,
  nextPlaceAt: 0,
};

/** One or two bad answers are a vendor's ordinary day. */
const FAILURES_TO_OPEN = 3;
/** Doubling, with a cap that says how long after its return a target may still wait for us. */
const COOL_DOWN_SECONDS = [30, 60, 120, 240, 480, 600] as const;
/** A delivery of several calls, each given up after 8 s; a probe that dies holds the others up for no longer. */
export const PROBE_SECONDS = 45;
/** Two limits that end so close together are one: many calls may meet it at once. */
const SAME_PAUSE_MS = 1000;
/** Slack takes about one message a second in a channel, GitHub asks for a second between writes, and a delivery may be two. */
const PLACE_MS = 2000;
/** The line stays for so long after a pause, and for as long as anybody stands in it. */
const LINE_MS = 5 * 60_000;

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
      return breaker.failures === 0 ? breaker : answered(breaker, now);
    case 'limited':
      return limited(breaker, now + observation.seconds * 1000);
    case 'failed':
      return failed(breaker, now);
  }
}

/** After an outage many wait: they form a line. */
function answered(breaker: Breaker, now: number): Breaker {
  const { pausedUntil, nextPlaceAt } = breaker;
  return { ...CLOSED, nextPlaceAt, pausedUntil: isOpen(breaker) ? Math.max(pausedUntil, now) : pausedUntil };
}

function limited(breaker: Breaker, until: number): Breaker {
  const { failures, pausedUntil, nextPlaceAt } = breaker;
  if (failures === 0 && until < pausedUntil + SAME_PAUSE_MS) return breaker;
  // Places after the pause stay good; who has an earlier one comes back in vain and lines up again.
  return { ...CLOSED, nextPlaceAt, pausedUntil: Math.max(pausedUntil, until) };
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

/** Why a target must not be called now, and for how long. */
export interface Holding {
  readonly reason: 'breakerOpen' | 'paused';
  readonly seconds: number;
  /** The place in the line to come back for. */
  readonly placeAt?: number;
}

export interface Admission {
  /** Nothing: it may be called. */
  readonly holding?: Holding;
  /** Holds only for whoever stores this first; the others have to ask again. */
  readonly claimed?: Breaker;
}

/**
 * Whether the target may be called now.
 *
 * @param placeAt the place in the line that this delivery was given before
 */
export function admit(breaker: Breaker, now: number, placeAt?: number): Admission {
  const { pausedUntil, openUntil, probeUntil, nextPlaceAt } = breaker;
  if (isOpen(breaker) && pausedUntil <= now) {
    const until = Math.max(openUntil, probeUntil);
    if (until > now) return { holding: { reason: 'breakerOpen', seconds: (until - now) / 1000 } };
    return { claimed: { ...breaker, probeUntil: now + PROBE_SECONDS * 1000 } };
  }
  const isLine = now < Math.max(pausedUntil === 0 ? 0 : pausedUntil + LINE_MS, nextPlaceAt);
  const isTurn = placeAt !== undefined && placeAt >= pausedUntil && placeAt <= now;
  if (!isLine || isTurn) return {};
  const place = Math.max(pausedUntil, nextPlaceAt, now);
  const claimed = { ...breaker, nextPlaceAt: place + PLACE_MS };
  return place <= now
    ? { claimed }
    : { claimed, holding: { reason: 'paused', seconds: (place - now) / 1000, placeAt: place } };
}

export function isOpen(breaker: Breaker): boolean {
  return breaker.trips > 0;
}
