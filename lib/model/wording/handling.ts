import type { CatalogueEntry } from '../contracts/catalogue';
import type { Unreachable } from '../delivery/notice';
import { firingOf, type IncidentState, isInShadow, tierOf, wouldPage } from '../incident';
import { endInWords } from './ending';
import { timeZone } from './facts';
import { outcomesInWords } from './outcomes';
import { incidentInWords } from './related';
import { durationInWords, timeInWords } from './words';

export const NOBODY_WATCHES =
  'No alarm will say when this is over, so the incident stays open: find out, and deploy the SLO again so that it is watched.';

/** What is being done about it: who was called, who is on it, what nobody watches, where it is not told. */
export function handlingInWords(state: IncidentState, unreachable: readonly Unreachable[]): string[] {
  return [...unanswered(state), decision(state), ...unreachable.map((there) => notReached(state, there))];
}

/** Who is on it: `Dana, since 14 Nov, 21:05 (Europe/Paris)`. */
export function onIt(state: IncidentState): string {
  const { acknowledged, cycle, notifiedAgainAt, paged } = state.episode;
  if (acknowledged !== undefined)
    return `${acknowledged.by.name}, since ${timeInWords(acknowledged.at, timeZone(state))}`;
  if (notifiedAgainAt !== undefined)
    return `nobody yet, called again at ${timeInWords(notifiedAgainAt, timeZone(state))}`;
  return paged && cycle !== undefined ? 'nobody yet, the on-call engineer was called' : 'nobody yet';
}

/** Deleted alarms: whether what they saw is over, a person must find out. */
function unanswered(state: IncidentState): string[] {
  return Object.values(state.registers)
    .filter(({ gone, slo }) => gone && !isInShadow(state, slo))
    .map(({ slo, alarm }) => `The alarm ${alarm} of ${slo} was deleted while it was on. ${NOBODY_WATCHES}`);
}

function decision(state: IncidentState): string {
  if (state.status !== 'open') return endInWords(state);
  const { cycle, paged, pageSharedWith } = state.episode;
  if (pageSharedWith !== undefined)
    return `The on-call engineer was woken a moment before for ${incidentInWords(state, pageSharedWith)}, and not once more for this.`;
  if (cycle !== undefined) return 'The on-call engineer was woken.';
  if (paged) return `Nobody was woken once more: it came back within ${durationInWords(state.rules.pageAgainAfterMs)}.`;
  return state.downgraded ? downgrade(state) : 'Filed as a ticket: nobody was woken.';
}

function downgrade(state: IncidentState): string {
  const held = firingOf(state).find(
    (register) => tierOf(state, register)?.urgency === 'page' && !wouldPage(state, register),
  );
  const counted = countedBy(state, held?.slo);
  const many = outcomesInWords(counted);
  const [few, happened] = counted.kind === 'requests' ? [many, `${many} failed`] : [`bad ${many}`, `${many} were bad`];
  return `Filed as a ticket (downgraded: few ${few}): an alarm that wakes people is on, but too few ${happened} to wake anyone.`;
}

/** Whoever reads this one is told not to wait for the other. */
function notReached(state: IncidentState, { label, since }: Unreachable): string {
  return `${label} has been unreachable since ${timeInWords(since, timeZone(state))}: what is told there is missing or out of date.`;
}

/** An SLO without a catalogue entry is taken to count requests. */
export function countedBy(
  { objectives }: IncidentState,
  slo = '',
): Pick<CatalogueEntry['measurement'], 'kind' | 'periodSeconds'> {
  return objectives[slo]?.measurement ?? { kind: 'requests', periodSeconds: 60 };
}
