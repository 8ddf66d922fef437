import type { IncidentState } from '../incident';
import { isCurrent } from './known';
import { truncated } from './text';

/** Longer reasons help nobody. */
const LONGEST_REASON = 150;

/**
 * What nobody knows is said, with the reason.
 *
 * @param about what the reason would be filed under, in the words of `findings.missing`
 */
export function notKnown(state: IncidentState, about: RegExp): string {
  const { findings, status } = state;
  const missing = findings.missing?.find(({ what }) => about.test(what));
  if (missing !== undefined) return `not known (${truncated(missing.why, LONGEST_REASON)})`;
  if (isCurrent(state)) return 'not known (nothing was found)';
  return status === 'resolved' ? 'not known (it was not looked up)' : 'not known yet (it is being looked up)';
}

/** How enrichments call what they did not find. */
export const ABOUT = {
  budget: /budget/i,
  lately: /now|lately|last \d+ min|outcomes/i,
  cause: /deployment|change|dependenc|contribut|trace/i,
} as const;
