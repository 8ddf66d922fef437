import type { CatalogueEntry } from '../contracts/catalogue';
import type { Unreachable } from '../delivery/notice';
import {
  firingOf,
  type IncidentState,
  isInShadow,
  leadingMembers,
  type Milestone,
  memberObjectives,
  type Register,
  tierOf,
  wouldPage,
} from '../incident';
import { NO_DATA } from '../names';
import type { NeutralDocument, NeutralNote } from './document';
import { groupInWords, leadEntry, pageLinks, timeZone } from './facts';
import { badInWords, outcomeInWords, outcomesInWords, presenceInWords } from './outcomes';
import { goalInWords } from './promise';
import { burnInWords, durationInWords, listInWords, SEVERITY_IN_WORDS, timeInWords } from './words';

/** What an engineer needs to act: what is broken, since when, how bad, what to do first, where to look. */
export function engineersDocument(
  incident: string,
  state: IncidentState,
  unreachable: readonly Unreachable[],
): NeutralDocument {
  const entries = memberObjectives(state);
  const lead = leadEntry(state);
  return {
    title: title(state, lead),
    status: state.status,
    severity: state.status === 'open' ? state.severity : state.peakSeverity,
    paragraphs: [
      ...entries.map((entry) => aboutObjective(state, entry)),
      ...unanswered(state),
      decision(state),
      ...unreachable.map((there) => notReached(state, there)),
    ],
    facts: [
      { label: 'Severity', value: SEVERITY_IN_WORDS[state.severity] },
      { label: 'Since', value: timeInWords(state.openedAt, timeZone(state)) },
      { label: 'Business impact', value: [...new Set(entries.map((entry) => entry.businessImpact))].join(' ') },
      { label: 'Owner', value: lead === undefined ? 'unknown' : `${lead.owner.team} (${lead.owner.contact})` },
    ],
    steps: state.status === 'open' ? (lead?.runbook.firstSteps ?? []) : [],
    links: [
      ...(lead === undefined || lead.runbook.url === '' ? [] : [{ label: 'Runbook', url: lead.runbook.url }]),
      ...pageLinks(entries, 'About this SLO', ({ slo }) => `About ${slo}`),
    ],
    footer: `${incident} · ${lead?.stage ?? ''} · ${leadingMembers(state).join(', ')}`,
  };
}

export function engineersNote(state: IncidentState, told: readonly Milestone[]): NeutralNote {
  return {
    paragraphs: told.map((milestone) => `${timeInWords(milestone.at, timeZone(state))}: ${happened(state, milestone)}`),
  };
}

function title(state: IncidentState, lead: CatalogueEntry | undefined): string {
  const { length } = leadingMembers(state);
  const what = length === 1 && lead ? `"${lead.promise}"` : `${length} promises`;
  const broken = state.status === 'open' ? (length === 1 ? 'is not kept' : 'are not kept') : '';
  const head =
    state.status === 'open' ? state.severity.toUpperCase() : state.status === 'mitigated' ? 'Mitigated' : 'Resolved';
  return `${head}: ${lead === undefined ? 'unknown service' : groupInWords(lead)}: ${what} ${broken}`.trim();
}

/** One SLO: the promise, since when it is broken, how fast, and which of its alarms are on. */
function aboutObjective(state: IncidentState, entry: CatalogueEntry): string {
  const promise = `${entry.slo}: "${entry.promise}" (${goalInWords(entry)})`;
  const its = firingOf(state).filter(({ slo }) => slo === entry.slo);
  const tiers = [...entry.tiers].sort((a, b) => a.longMinutes - b.longMinutes);
  const firing = [...tiers.map((tier) => tier.alarm), NO_DATA].flatMap((kind) =>
    its.filter(({ alarm }) => alarm === kind),
  );
  const [first] = firing;
  if (first === undefined) return `${promise}: all of its alarms are clear.`;
  const since = Math.min(...firing.map((register) => register.since));
  const names = listInWords(firing.map(({ alarm }) => alarm));
  return `${promise} is broken since ${timeInWords(since, entry.timeZone)}: ${howBad(first)}. In alarm: ${names}.`;
}

function howBad({ alarm, reading }: Register): string {
  if (alarm === NO_DATA) return 'no data arrives';
  return reading === undefined
    ? 'its error budget is used too fast'
    : `its error budget was used ${burnInWords(reading)}`;
}

/** Deleted alarms: whether what they saw is over, a person must find out. */
function unanswered(state: IncidentState): string[] {
  return Object.values(state.registers)
    .filter(({ gone, slo }) => gone && !isInShadow(state, slo))
    .map(({ slo, alarm }) => `The alarm ${alarm} of ${slo} was deleted while it was on. ${NOBODY_WATCHES}`);
}

const NOBODY_WATCHES =
  'No alarm will say when this is over, so the incident stays open: find out, and deploy the SLO again so that it is watched.';

function decision(state: IncidentState): string {
  if (state.status === 'resolved') return `Over: ${itsEnd(state)}`;
  if (state.status === 'mitigated')
    return 'Customers are served again; the incident stays open until every alarm is clear.';
  if (state.episode.paged) return 'The on-call engineer was woken.';
  if (state.downgraded) return downgrade(state);
  return 'Filed as a ticket: nobody was woken.';
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

function itsEnd(state: IncidentState): string {
  const { openedAt, clearedAt = openedAt } = state;
  const present = [...new Set(memberObjectives(state).map(({ measurement }) => presenceInWords(measurement)))];
  return `every alarm has been clear, with ${listInWords(present)}. It lasted ${durationInWords(clearedAt - openedAt)}.`;
}

/** An SLO without a catalogue entry is taken to count requests. */
function countedBy(
  { objectives }: IncidentState,
  slo = '',
): Pick<CatalogueEntry['measurement'], 'kind' | 'periodSeconds'> {
  return objectives[slo]?.measurement ?? { kind: 'requests', periodSeconds: 60 };
}

function happened(state: IncidentState, { kind, slo, alarm, severity }: Milestone): string {
  const measurement = countedBy(state, slo);
  switch (kind) {
    case 'opened':
      return 'The incident was opened.';
    case 'joined':
      return `${slo} broke its promise, too: "${state.objectives[slo ?? '']?.promise ?? ''}"`;
    case 'paged':
      return `The on-call engineer is woken: many ${badInWords(measurement)} in ${slo} (${severity.toUpperCase()}).`;
    case 'heldBack':
      return `Nobody is woken for alarm "${alarm}" of ${slo}: no ${outcomeInWords(measurement)} ${measurement.kind === 'requests' ? 'failed' : 'was bad'} lately, the burn rate is stale.`;
    case 'alarmDeleted':
      return `The alarm ${alarm} of ${slo} was deleted while it was on. ${NOBODY_WATCHES}`;
    case 'mitigated':
      return 'Mitigated: customers have been served well for a while.';
    case 'reopened':
      return `Open again: ${slo} breaks its promise once more.`;
    case 'resolved':
      return `Resolved: ${itsEnd(state)}`;
    default:
      return kind;
  }
}
