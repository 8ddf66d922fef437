/** CloudWatch's standard resolution; nothing finer is recorded or evaluated. */
export const LEAST_STEP_MS = 60_000;

/** Where rows may lie: `originMs + n * stepMs`. */
export interface Grid {
  readonly stepMs: number;
  readonly originMs: number;
}

/** So many rows off a grid, or a single one, are faults of these rows and no sign of a finer step [ours]. */
const EXCEPTIONS = 0.001;

/**
 * The regular step of ascending timestamps (milliseconds, at least 60 s apart). Every distance is a multiple of the step when rows
 * are only missing.
 *
 * - The most common distance, where most have it and hardly a row lies off its grid, or where nothing is as close together
 *   as the grid that all rows lie on would have it.
 * - Otherwise the greatest common divisor of all distances: a check every 5 min with requests between, or requests so rare
 *   that no distance is common, is a file of 60 s with gaps.
 */
export function gridOf(times: Float64Array): Grid {
  const originMs = times[0] ?? 0;
  if (times.length < 2) return { stepMs: LEAST_STEP_MS, originMs };
  const distances = countsOf(times.length - 1, (index) => times[index + 1]! - times[index]!);
  const divisor = [...distances.keys()].reduce(greatestCommonDivisor);
  const common = mostCommon(distances);
  if (common.number === divisor) return { stepMs: divisor, originMs };
  const offsets = countsOf(times.length, (row) => (times[row]! - originMs) % common.number);
  const offset = mostCommon(offsets);
  const isRule = common.count > (times.length - 1) / 2;
  const exceptions = times.length - offset.count;
  const areExceptions = exceptions <= Math.max(1, EXCEPTIONS * times.length) || !distances.has(divisor);
  return divisor < LEAST_STEP_MS || (isRule && areExceptions)
    ? { stepMs: common.number, originMs: originMs + offset.number }
    : { stepMs: divisor, originMs };
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
function mostCommon(counts: ReadonlyMap<number, number>): { readonly number: number; readonly count: number } {
  return [...counts]
    .map(([number, count]) => ({ number, count }))
    .reduce((best, next) =>
      next.count > best.count || (next.count === best.count && next.number < best.number) ? next : best,
    );
}
