/**
 * After something was created in spite of a doubt, there may be two of it: the first may appear late. It is looked for so long
 * after, and the oldest is kept.
 */
const CHECK_AFTER_MINUTES = [5, 60] as const;

/** When to look, for an object that is created now. */
export function checksAfter(now: number): number[] {
  return CHECK_AFTER_MINUTES.map((minutes) => now + minutes * 60_000);
}

export function isCheckDue(checks: readonly number[], now: number): boolean {
  return checks.some((at) => at <= now);
}

/** What remains to be looked for later. */
export function checksLeft(checks: readonly number[], now: number): number[] {
  return checks.filter((at) => at > now);
}
