import { burnRateOf, eventsPerPage, parseGoal, threshold, toNumber } from '../../../lib/model/slo';
import { days, googleTiers } from './facts';

export const strategies = ['static', 'minBad2', 'minBad3', 'minBad6', 'trafficScaled'] as const;
export type Strategy = (typeof strategies)[number];

// Taken out once: jest runs tests in a sandbox where every look-up of a global costs more than the function itself.
const { imul, exp, sqrt, log, cos, sin, max, round } = Math;
const TURN = 2 * Math.PI;

const WARM_UP = 360;
const MINUTES = 43_200;
const ERROR_RATIO = 0.0005;

const goal = parseGoal(99.9);
const burn = burnRateOf(goal);
const tiers = [googleTiers['page-fast']!, googleTiers['page-slow']!];
const limits = tiers.map((tier) => toNumber(threshold(tier, days(30))));

/** Mulberry32: small, seeded, good enough for counting events. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = imul(state ^ (state >>> 15), 1 | state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Poisson counts: exact by multiplication for small means, rounded normal for large ones, where the two hardly differ.
 */
function poisson(mean: number, next: () => number): number {
  if (mean > 50) {
    const normal = sqrt(-2 * log(1 - next())) * cos(TURN * next());
    return max(0, round(mean + sqrt(mean) * normal));
  }
  const limit = exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}

/** One bit per strategy, in their order. */
const bit = Object.fromEntries(strategies.map((strategy, index) => [strategy, 1 << index])) as Record<Strategy, number>;

/** Pages in 30 days (rising edges of either page tier) by strategy, of a service that spends half of its budget. */
export function falsePages(requestsPerHour: number, diurnal: boolean, seed: number): Record<Strategy, number> {
  const next = random(seed);
  const bad = new Int32Array(WARM_UP + MINUTES + 1);
  const total = new Int32Array(WARM_UP + MINUTES + 1);
  const scaledLimits = tiers.map((tier) => toNumber(eventsPerPage(tier, goal, requestsPerHour * 720)));
  const pages = { static: 0, minBad2: 0, minBad3: 0, minBad6: 0, trafficScaled: 0 };

  /** The strategies by which a tier fires at a minute. */
  function firing(index: number, minute: number): number {
    const { longMinutes, shortMinutes } = tiers[index]!;
    const above = (window: number) => {
      const badInWindow = bad[minute]! - bad[minute - window]!;
      return badInWindow > 0 && burn(badInWindow, total[minute]! - total[minute - window]!)! > limits[index]!;
    };
    if (!above(shortMinutes)) return 0;
    const badLong = bad[minute]! - bad[minute - longMinutes]!;
    const scaled = badLong >= scaledLimits[index]! ? bit.trafficScaled : 0;
    if (!above(longMinutes)) return scaled;
    const enough =
      (badLong >= 2 ? bit.minBad2 : 0) | (badLong >= 3 ? bit.minBad3 : 0) | (badLong >= 6 ? bit.minBad6 : 0);
    return scaled | bit.static | enough;
  }

  let before = 0;
  for (let minute = 1; minute <= WARM_UP + MINUTES; minute += 1) {
    const swing = diurnal ? 1 + 0.95 * sin((TURN * minute) / 1440) : 1;
    const rate = (requestsPerHour / 60) * swing;
    const failed = poisson(rate * ERROR_RATIO, next);
    bad[minute] = bad[minute - 1]! + failed;
    total[minute] = total[minute - 1]! + failed + poisson(rate * (1 - ERROR_RATIO), next);
    if (minute < WARM_UP) continue;
    const now = firing(0, minute) | firing(1, minute);
    const risen = minute > WARM_UP ? now & ~before : 0;
    if (risen !== 0) for (const strategy of strategies) if (risen & bit[strategy]) pages[strategy] += 1;
    before = now;
  }
  return pages;
}
