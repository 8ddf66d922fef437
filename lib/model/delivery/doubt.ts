import type { Urgency } from '../slo';

/**
 * After a write whose outcome is unknown we look for what we may have created before we create again.
 * Two look-ups must fail, and the deadline must pass, before we create anyway: rather a second object, which is tidied up
 * later, than none.
 */
const LOOK_UP_AT_SECONDS = [15, 60] as const;
const CREATE_ANYWAY_AFTER_SECONDS = { page: 300, ticket: 900 } as const;
const SOONEST_NEXT_SECONDS = 15;

/** Seconds until the first look-up; what was just sent may not be visible at once. */
export const FIRST_LOOK_UP_SECONDS = LOOK_UP_AT_SECONDS[0];

/**
 * What to do after `lookUps` look-ups found nothing.
 * @param elapsedSeconds since the write in doubt began
 * @returns seconds until the next look-up; nothing when it is time to create anyway
 */
export function nextLookUp(lookUps: number, elapsedSeconds: number, urgency: Urgency): number | undefined {
  const deadline = CREATE_ANYWAY_AFTER_SECONDS[urgency];
  if (lookUps >= LOOK_UP_AT_SECONDS.length && elapsedSeconds >= deadline) return undefined;
  const next = lookUps < LOOK_UP_AT_SECONDS.length ? (LOOK_UP_AT_SECONDS[lookUps] as number) : deadline;
  return Math.max(SOONEST_NEXT_SECONDS, next - elapsedSeconds);
}
