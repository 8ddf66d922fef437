/** What a small sample proves. Probabilities are doubles: sums of n terms, good to about 1e-9. */

/** More is not a small sample, and the sums would take seconds. */
const MOST_REQUESTS = 1_000_000;

/** Bisection steps that shrink the unit interval to the resolution of a double. */
const BISECTIONS = 60;

/**
 * P(X >= bad) of n independent requests that each fail with probability p.
 * @throws RangeError unless n and bad are whole numbers from 0 to 1,000,000 and p is between 0 and 1
 */
export function binomialTail(n: number, bad: number, p: number): number {
  check(n, bad, p);
  if (bad === 0) return 1;
  if (bad > n || p === 0) return 0;
  if (p === 1) return 1;
  const odds = Math.log(p) - Math.log1p(-p);
  let logTerm = n * Math.log1p(-p);
  let tail = 0;
  for (let k = 0; k <= n; k += 1) {
    if (k >= bad) tail += Math.exp(logTerm);
    logTerm += Math.log(n - k) - Math.log(k + 1) + odds;
  }
  return Math.min(1, tail);
}

/**
 * The smallest number of bad requests of n that shows, at significance alpha, that the true error ratio exceeds p:
 * the least k with P(X >= k) < alpha. It may be n + 1: not even n bad of n prove it.
 */
export function minBad(n: number, p: number, alpha: number): number {
  check(n, 0, alpha);
  let low = 0;
  let high = n + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialTail(n, middle, p) < alpha) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One-sided lower confidence bound of the true error ratio for `bad` of n (Clopper-Pearson). */
export function errorRatioLowerBound(n: number, bad: number, confidence: number): number {
  check(n, bad, confidence);
  if (bad === 0) return 0;
  let low = 0;
  let high = 1;
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    if (binomialTail(n, bad, middle) > 1 - confidence) high = middle;
    else low = middle;
  }
  return low;
}

function check(n: number, bad: number, probability: number): void {
  for (const value of [n, bad]) {
    if (!Number.isInteger(value) || value < 0 || value > MOST_REQUESTS) {
      throw new RangeError(`requests: got ${value}, allowed are whole numbers from 0 to ${MOST_REQUESTS}`);
    }
  }
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability: got ${probability}, allowed are values from 0 to 1`);
  }
}
