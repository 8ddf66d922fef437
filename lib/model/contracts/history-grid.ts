/** CloudWatch's standard resolution; nothing finer is recorded or evaluated. */
export const LEAST_STEP_MS = 60_000;

/** Where rows may lie: `originMs + n * stepMs`. */
export interface Grid {
  readonly stepMs: number;
  readonly originMs: number;
}

/** A finer step than the usual one is believed when at least so many of all distances have it [ours]. */
const FINER_SHARE = 0.01;

/**
 * The regular step of ascending timestamps (milliseconds, at least 60 s apart).
 *
 * Every distance is a multiple of the step when rows are only missing. The most common distance is the step, unless the
 * greatest common divisor of all distances occurs too, and not as an exception: a check every 5 min with a few requests between is a
 * file of 60 s with gaps. A single row that lies off the common grid does not change the step; it is that row's fault.
 */
export function gridOf(times: Float64Array): Grid {
  const originMs = times[0] ?? 0;
  if (times.length < 2) return { stepMs: LEAST_STEP_MS, originMs };
  const distances = countsOf(times.length - 1, (index) => times[index + 1]! - times[index]!);
  const divisor = [...distances.keys()].reduce(greatestCommonDivisor);
  const isStep = (distances.get(divisor) ?? 0) >= FINER_SHARE * (times.length - 1);
  const stepMs = isStep ? divisor : mostCommon(distances);
  if (stepMs === divisor) return { stepMs, originMs };
  return {
    stepMs,
    originMs: originMs + mostCommon(countsOf(times.length, (row) => (times[row]! - originMs) % stepMs)),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** How often each number occurs. Mostly the next one is the same again. */
function countsOf(length: number, numberAt: (index: number) => number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let run = 0;
  for (let index = 0; index < length; index += 1) {
    const number = numberAt(index);
    run += 1;
    if (index + 1 < length && numberAt(index + 1) === number) continue;
    counts.set(number, (counts.get(number) ?? 0) + run);
    run = 0;
  }
  return counts;
}

/** Of equally common ones the smallest. */
function mostCommon(counts: ReadonlyMap<number, number>): number {
  return [...counts].reduce((best, next) =>
    next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best,
  )[0];
}
