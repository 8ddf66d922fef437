import type { CatalogueEntry } from '../contracts/catalogue';
import type { Unreachable } from '../delivery/notice';
import { type IncidentState, type Milestone, type Register, registerKey } from '../incident';
import { NO_DATA } from '../names';
import type { NeutralDocument, NeutralNote } from './document';
import { leadEntry, memberEntries, timeZone } from './facts';
import { burnInWords, durationInWords, listInWords, SEVERITY_IN_WORDS, timeInWords } from './words';

/** What an engineer needs to act: what is broken, since when, how bad, what to do first, where to look. */
export function engineersDocument(
  incident: string,
  state: IncidentState,
  unreachable: readonly Unreachable[],
): NeutralDocument {
  const entries = memberEntries(state);
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
    links: lead === undefined || lead.runbook.url === '' ? [] : [{ label: 'Runbook', url: lead.runbook.url }],
    footer: `${incident} · ${lead?.stage ?? ''} · ${state.members.join(', ')}`,
  };
}

export function engineersNote(state: IncidentState, told: readonly Milestone[]): NeutralNote {
  return {
    paragraphs: told.map((milestone) => `${timeInWords(milestone.at, timeZone(state))}: ${happened(state, milestone)}`),
  };
}

function title(state: IncidentState, lead: CatalogueEntry | undefined): string {
  const what = state.members.length === 1 && lead ? `"${lead.promise}"` : `${state.members.length} promises`;
  const broken = state.status === 'open' ? (state.members.length === 1 ? 'is not kept' : 'are not kept') : '';
  const head =
    state.status === 'open' ? state.severity.toUpperCase() : state.status === 'mitigated' ? 'Mitigated' : 'Resolved';
  return `${head}: ${lead?.service ?? 'unknown service'}: ${what} ${broken}`.trim();
}

/** One SLO: the promise, since when it is broken, how fast, and which of its alarms are on. */
function aboutObjective(state: IncidentState, entry: CatalogueEntry): string {
  const days =
    entry.interval.kind === 'rolling' ? `${entry.interval.days} days` : `${entry.interval.months} calendar month(s)`;
  const promise = `${entry.slo}: "${entry.promise}" (${entry.attainmentGoal} % over ${days})`;
  const firing = [...entry.tiers.map((tier) => tier.alarm), NO_DATA]
    .map((alarm) => state.registers[registerKey(entry.slo, alarm)])
    .filter((register) => register?.firing);
  const [first] = firing;
  if (first === undefined) return `${promise}: all of its alarms are clear.`;
  const names = listInWords(firing.map((register) => register!.alarm));
  return `${promise} is broken since ${timeInWords(first.since, entry.timeZone)}: ${howBad(first)}. In alarm: ${names}.`;
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
    .filter(({ gone }) => gone)
    .map(({ slo, alarm }) => `The alarm ${alarm} of ${slo} was deleted while it was on. ${NOBODY_WATCHES}`);
}

const NOBODY_WATCHES =
  'No alarm will say when this is over, so the incident stays open: find out, and deploy the SLO again so that it is watched.';

function decision(state: IncidentState): string {
  if (state.status === 'resolved') return `Over: every alarm has been clear, with traffic. It lasted ${lasted(state)}.`;
  if (state.status === 'mitigated')
    return 'Customers are served again; the incident stays open until every alarm is clear.';
  if (state.episode.paged) return 'The on-call engineer was woken.';
  if (state.downgraded)
    return 'Filed as a ticket (downgraded: few requests): a fast alarm is on, but too few requests failed to wake anyone.';
  return 'Filed as a ticket: nobody was woken.';
}

/** Whoever reads this one is told not to wait for the other. */
function notReached(state: IncidentState, { label, since }: Unreachable): string {
  return `${label} has been unreachable since ${timeInWords(since, timeZone(state))}: what is told there is missing or out of date.`;
}

/** Until the first page tier of every member was clear again; the slower ones need longer to forget by design. */
function lasted(state: IncidentState): string {
  const cleared = memberEntries(state).map((entry) =>
    Math.min(...entry.tiers.flatMap(({ alarm }) => state.registers[registerKey(entry.slo, alarm)]?.since ?? [])),
  );
  const until = Math.max(...cleared.filter(Number.isFinite), state.openedAt);
  return durationInWords(until - state.openedAt);
}

function happened(state: IncidentState, { kind, slo, alarm, severity }: Milestone): string {
  switch (kind) {
    case 'opened':
      return 'The incident was opened.';
    case 'joined':
      return `${slo} broke its promise, too: "${state.objectives[slo ?? '']?.promise ?? ''}"`;
    case 'paged':
      return `The on-call engineer is woken: ${slo} fails many requests (${severity.toUpperCase()}).`;
    case 'heldBack':
      return `Nobody is woken for alarm "${alarm}" of ${slo}: no request failed lately, the burn rate is stale.`;
    case 'alarmDeleted':
      return `The alarm ${alarm} of ${slo} was deleted while it was on. ${NOBODY_WATCHES}`;
    case 'mitigated':
      return 'Mitigated: customers have been served well for a while.';
    case 'reopened':
      return `Open again: ${slo} breaks its promise once more.`;
    case 'resolved':
      return `Resolved: every alarm has been clear, with traffic. It lasted ${lasted(state)}.`;
  }
}
