import type { Tier } from '../../../lib/model/slo';

export interface Seen {
  readonly detectSeconds: number;
  readonly resetSeconds: number;
}

/**
 * Counts errors second by second in both windows, without any formula: a fault that begins in clean windows and stops
 * once the tier fired.
 * @returns nothing when the tier has not fired after the long window is full
 */
export function watch(tier: Tier, errorRatioThreshold: number, errorRatio: number): Seen | undefined {
  const windows = [tier.longMinutes * 60, tier.shortMinutes * 60];
  // Doubles are compared with a margin far below one second of errors.
  const fires = (from: number, until: number, now: number) =>
    windows.every((length) => {
      const badSeconds = Math.max(0, Math.min(until, now) - Math.max(from, now - length));
      return (badSeconds * errorRatio) / length > errorRatioThreshold + 1e-9;
    });
  const longest = windows[0]! + 1;
  for (let now = 1; now <= longest; now += 1) {
    if (!fires(0, now, now)) continue;
    for (let after = 0; ; after += 1) {
      if (!fires(0, now, now + after)) return { detectSeconds: now, resetSeconds: after };
    }
  }
  return undefined;
}
