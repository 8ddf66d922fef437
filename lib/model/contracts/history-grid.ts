/** CloudWatch's standard resolution; nothing finer is recorded or evaluated. */
export const LEAST_STEP_MS = 60_000;

/** Where rows may lie: `originMs + n * stepMs`. */
export interface Grid {
  readonly stepMs: number;
  readonly originMs: number;
}

/**
 * The regular step of ascending timestamps (milliseconds, at least 60 s apart).
 *
 * Every distance is a multiple of the step when rows are only missing. The most common distance is the step, unless the
 * greatest common divisor of all distances occurs too: a check every 5 min with a few requests between is a file of
 * 60 s with gaps. A single row that lies off the common grid does not change the step; it is that row's fault.
 */
export function gridOf(times: readonly number[]): Grid {
  const originMs = times[0] ?? 0;
  const distances = times.slice(1).map((time, index) => time - times[index]!);
  if (distances.length === 0) return { stepMs: LEAST_STEP_MS, originMs };
  const divisor = distances.reduce(greatestCommonDivisor);
  const stepMs = distances.includes(divisor) ? divisor : mostCommon(distances);
  return { stepMs, originMs: originMs + mostCommon(times.map((time) => (time - originMs) % stepMs)) };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Of equally common ones the smallest. */
function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((best, next) =>
    next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best,
  )[0];
}
