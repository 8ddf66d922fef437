import type { Earlier } from '../contracts/findings';
import { type IncidentState, possibleRepeat, repeatedIncident } from '../incident';
import { shareInWords } from './amounts';
import { timeZone } from './facts';
import { line, truncated } from './text';
import { dayInWords } from './words';

const LONGEST_CAUSE = 200;

/** That it is, or may be, the same as an earlier incident, and what that one did to the budget. */
export function repeatInWords(state: IncidentState): string[] {
  const { repeatOf } = state;
  if (repeatOf !== undefined) {
    const known = repeatedIncident(state);
    return [`REPEAT of ${repeatOf}${known === undefined ? '.' : detailsOf(known, state)}`];
  }
  const earlier = possibleRepeat(state);
  return earlier === undefined
    ? []
    : [`Possible repeat of ${earlier.incident}${detailsOf(earlier, state)} Nobody has confirmed it.`];
}

function detailsOf({ openedAt, cause, budgetUsed, budgetGone }: Earlier, state: IncidentState): string {
  const why = cause === undefined ? '' : ` Its cause: "${truncated(line(cause.text), LONGEST_CAUSE)}"`;
  const used = budgetUsed === undefined ? '' : ` It used ${shareInWords(budgetUsed)} of the budget.`;
  const gone = budgetGone === true ? ' After it, the budget was gone.' : '';
  return ` of ${dayInWords(openedAt, timeZone(state))}.${why}${used}${gone}`;
}
