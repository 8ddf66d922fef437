import { firstSign, type IncidentState, isCauseOpen, memberObjectives, needsConfirmation } from '../incident';
import { timeZone } from './facts';
import { presenceInWords } from './outcomes';
import { capital, line, truncated } from './text';
import { durationInWords, listInWords, timeInWords } from './words';

const LONGEST_REASON = 400;

/** How it ended, or what it still waits for; for engineers. */
export function endInWords(state: IncidentState): string {
  if (state.status === 'mitigated') return [howMitigated(state), ...waitsFor(state)].join(' ');
  return [howOver(state), ...confirmedBy(state), ...reviewedBy(state)].join(' ');
}

/** Why it counts as over: `every alarm has been clear, with traffic. It lasted 30 min.` */
export function clearInWords(state: IncidentState): string {
  const began = firstSign(state);
  const lasted = `It lasted ${durationInWords((state.clearedAt ?? began) - began)}.`;
  if (state.resolvedBy !== undefined) return `${state.resolvedBy.name} resolved it at the pager. ${lasted}`;
  const present = [...new Set(memberObjectives(state).map(({ measurement }) => presenceInWords(measurement)))];
  return `every alarm has been clear, with ${listInWords(present)}. ${lasted}`;
}

function howMitigated(state: IncidentState): string {
  const { mitigatedBy, mitigatedAt = state.openedAt } = state;
  return mitigatedBy === undefined
    ? 'Customers are served again; the incident stays open until every alarm is clear.'
    : `${mitigatedBy.name} says that it is mitigated, at ${timeInWords(mitigatedAt, timeZone(state))}. If it still burns after ${durationInWords(state.rules.snoozeMs)}, somebody is woken again.`;
}

function waitsFor(state: IncidentState): string[] {
  const confirmed = confirmedBy(state);
  const asked = state.confirmation !== undefined && needsConfirmation(state) && confirmed.length === 0;
  return [
    ...confirmed,
    ...(asked ? ['Support was asked to have a customer confirm that it works again.'] : []),
    ...(isCauseOpen(state) ? ['It cannot end before its cause is dealt with.'] : []),
  ];
}

export function confirmedBy({ confirmation }: IncidentState): string[] {
  const confirmed = confirmation?.confirmed;
  if (confirmed === undefined) return [];
  return [`Confirmed by ${truncated(line(confirmed.customer), LONGEST_REASON)}, says ${confirmed.by.name}.`];
}

function howOver(state: IncidentState): string {
  const { end, resolvedBy, rules } = state;
  switch (end?.kind) {
    case 'falsePositive':
      return `False positive, says ${end.by.name}: "${truncated(line(end.reason), LONGEST_REASON)}"`;
    case 'merged':
      return `Merged into ${end.into}: go on there.`;
    case 'unconfirmed':
      return `Over, unconfirmed: no customer said${resolvedBy === undefined ? ` within ${durationInWords(rules.confirmationMs)}` : ''} that it works again. ${capital(clearInWords(state))}`;
    default:
      return `Over: ${clearInWords(state)}`;
  }
}

function reviewedBy({ reviewed }: IncidentState): string[] {
  return reviewed === undefined ? [] : [`Reviewed by ${reviewed.by.name}.`];
}
