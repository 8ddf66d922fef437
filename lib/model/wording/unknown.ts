import type { IncidentState } from '../incident';
import { isCurrent } from './known';
import { line, truncated } from './text';

/** Longer reasons help nobody. */
const LONGEST_REASON = 150;

/**
 * What nobody knows is said, with the reason.
 *
 * @param about what the reason is filed under, in the words of `findings.missing`
 * @param slo whose own reason goes before that of all
 */
export function notKnown(state: IncidentState, about?: RegExp, slo?: string): string {
  const { missing = [] } = state.findings;
  const its = about === undefined ? [] : missing.filter(({ what }) => about.test(what));
  const reason = its.find(({ what }) => what.endsWith(` of ${slo}`)) ?? its.find(({ what }) => !isOfOne(state, what));
  if (reason !== undefined) return `not known (${truncated(line(reason.why), LONGEST_REASON)})`;
  if (isCurrent(state)) return 'not known (nothing was found)';
  return state.status === 'resolved' ? 'not known (it was not looked up)' : 'not known yet (it is being looked up)';
}

function isOfOne({ objectives }: IncidentState, what: string): boolean {
  return Object.keys(objectives).some((slo) => what.endsWith(` of ${slo}`));
}

/** How enrichments call the numbers that they did not find. */
export const ABOUT = { budget: /error budget/, lately: /fail now/ } as const;
