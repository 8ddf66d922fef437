import { generator } from '../../test/support/schedule';
import type { Fault } from './faults';

const DAY = 1440;
const REQUESTS_PER_MINUTE = 10;
/** By night one request a minute, by day nineteen. */
const SWING = 0.9;
/** Three tenths of what a goal of 99.9 % allows. */
const HEALTHY_ERROR_RATE = 0.0003;

/** Requests of each minute; of a minute of which nothing is known, NaN in both. */
export interface Traffic {
  readonly good: Float64Array;
  readonly total: Float64Array;
}

/** Poisson arrivals over so many minutes from midnight on, with the faults spread evenly over them. The same seed gives the same ones. */
export function trafficOf(minutes: number, faults: readonly Fault[], seed: number): Traffic {
  const random = generator(seed);
  const good = new Float64Array(minutes);
  const total = new Float64Array(minutes);
  const every = minutes / faults.length;
  for (let minute = 0; minute < minutes; minute += 1) {
    const nearest = Math.floor(minute / every);
    const since = minute - Math.floor((nearest + 0.5) * every);
    const fault = since >= 0 && since < faults[nearest]!.minutes ? faults[nearest] : undefined;
    const usual = REQUESTS_PER_MINUTE * (1 - SWING * Math.cos((2 * Math.PI * minute) / DAY));
    const mean = usual * (fault?.requests ?? 1);
    const errorRate = fault?.errorRate(since) ?? HEALTHY_ERROR_RATE;
    good[minute] = Number.isNaN(mean) ? mean : poisson(mean * (1 - errorRate), random);
    total[minute] = Number.isNaN(mean) ? mean : good[minute]! + poisson(mean * errorRate, random);
  }
  return { good, total };
}

export function slice({ good, total }: Traffic, from: number, to: number): Traffic {
  return { good: good.subarray(from, to), total: total.subarray(from, to) };
}

/** Exact by multiplication; means here stay far from where `exp` of them would be nothing. */
function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}
