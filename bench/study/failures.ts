import { Poisson } from './poisson';
import type { Random } from './random';

/** Requests of one minute. */
export interface Minute {
  readonly total: number;
  readonly bad: number;
}

/** Draws minutes of which some mean number of requests is expected, one after the other. */
export type Minutes = (expected: number) => Minute;

/**
 * Failures come together: what goes wrong hits so many requests within one minute (geometric, `mean` on average). Such moments are
 * Poisson. With a mean of 1 each request fails or not by itself.
 */
export function together(rate: number, mean: number, random: Random): Minutes {
  const distribution = memoized((expected) => new Poisson(expected));
  return (expected) => {
    const good = distribution(expected * (1 - rate)).draw(random);
    let bad = 0;
    for (let moments = distribution((expected * rate) / mean).draw(random); moments > 0; moments -= 1)
      bad += random.tries(1 / mean);
    return { total: good + bad, bad };
  };
}

/**
 * Failures come in a row: so many requests, one after the other, fail (geometric, `mean` on average), whichever minutes they fall into. A
 * Markov chain: a run ends after each failure with probability 1 / mean, and begins after each success with the one that keeps the
 * share of failures at `rate`.
 */
export function inARow(rate: number, mean: number, random: Random): Minutes {
  const distribution = memoized((expected) => new Poisson(expected));
  const ends = 1 / mean;
  const begins = (rate * ends) / (1 - rate);
  let failing = random.fraction() < rate;
  let left = random.tries(failing ? ends : begins);
  return (expected) => {
    const total = distribution(expected).draw(random);
    let bad = 0;
    for (let rest = total; rest > 0; ) {
      const step = Math.min(rest, left);
      if (failing) bad += step;
      rest -= step;
      left -= step;
      if (left > 0) break;
      failing = !failing;
      left = random.tries(failing ? ends : begins);
    }
    return { total, bad };
  };
}

function memoized<Value>(of: (key: number) => Value): (key: number) => Value {
  const known = new Map<number, Value>();
  return (key) => {
    const found = known.get(key) ?? of(key);
    known.set(key, found);
    return found;
  };
}
