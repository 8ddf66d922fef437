import type { CatalogueEntry } from '../contracts/catalogue';
import type { Unreachable } from '../delivery/notice';
import { type IncidentState, leadingMembers, memberObjectives, priorityOf } from '../incident';
import { actionsOf } from './actions';
import { budgetsInWords } from './budget-left';
import { causeInWords } from './cause';
import { chartOf } from './chart';
import { sinceAndFound, whatCustomersNotice, whoIsAffected } from './customers';
import type { NeutralDocument } from './document';
import { engineersLinks } from './evidence-links';
import { groupInWords, leadEntry } from './facts';
import { handlingInWords } from './handling';
import { isBlind } from './known';
import { objectivesInWords } from './objectives';
import { promiseInWords } from './promise';
import { replyInWords } from './reply';
import { factsOf } from './ticket-facts';
import { stepsInWords } from './ways-out';

/**
 * What an engineer needs to act, in nine parts that always stand in the same order: what customers notice, since when, who is affected,
 * each SLO against its promise, the budget, the likely cause; what agents may say; then, in places of their own, the first steps and the
 * links.
 *
 * @param region in which it runs; without it, links into the console are left out
 */
export function engineersDocument(
  incident: string,
  state: IncidentState,
  unreachable: readonly Unreachable[],
  region: string | undefined,
): NeutralDocument {
  const lead = leadEntry(state);
  const chart = chartOf(state);
  return {
    title: engineersTitle(state),
    status: state.status,
    severity: state.status === 'open' ? state.severity : state.peakSeverity,
    priority: priorityOf(state),
    paragraphs: wholeStory(state, unreachable),
    facts: factsOf(state),
    steps: stepsInWords(state, region),
    links: engineersLinks(state, region),
    actions: actionsOf(state, 'engineers'),
    ...(chart === undefined ? {} : { chart }),
    footer: `${incident} · ${lead?.stage ?? ''} · ${leadingMembers(state).join(', ')}`,
  };
}

function wholeStory(state: IncidentState, unreachable: readonly Unreachable[]): string[] {
  const { end } = state;
  const agents = `Agents may say now: ${replyInWords(state)}`;
  const handling = handlingInWords(state, unreachable);
  // What is no incident any more has no impact and no cause of its own.
  if (end?.kind === 'falsePositive' || end?.kind === 'merged') return [sinceAndFound(state), agents, ...handling];
  return [
    whatCustomersNotice(state),
    sinceAndFound(state),
    whoIsAffected(state),
    ...objectivesInWords(state),
    budgetsInWords(state),
    causeInWords(state),
    agents,
    ...handling,
  ];
}

/** `SEV2: shop: "Your order goes through." is not kept` */
export function engineersTitle(state: IncidentState): string {
  const entries = memberObjectives(state);
  const lead = leadEntry(state);
  const what = entries.length === 1 && lead ? promiseInWords(lead) : `${leadingMembers(state).length} promises`;
  return `${headOf(state)}: ${whoseTitle(lead)}: ${what} ${brokenInWords(state)}`.trim();
}

function brokenInWords(state: IncidentState): string {
  if (state.status !== 'open') return '';
  if (isBlind(state)) return 'cannot be seen, no data arrives';
  return memberObjectives(state).length === 1 ? 'is not kept' : 'are not kept';
}

function whoseTitle(lead: CatalogueEntry | undefined): string {
  return lead === undefined ? 'unknown service' : groupInWords(lead);
}

function headOf(state: IncidentState): string {
  const repeat = state.repeatOf === undefined ? '' : ' REPEAT';
  if (state.status === 'open') return `${state.severity.toUpperCase()}${repeat}`;
  if (state.status === 'mitigated') return `Mitigated${repeat}`;
  const ended = {
    falsePositive: 'False positive',
    merged: `Merged into ${mergedInto(state)}`,
    unconfirmed: 'Resolved, unconfirmed',
  };
  const head =
    state.end === undefined ? (state.reviewed === undefined ? 'Resolved' : 'Reviewed') : ended[state.end.kind];
  return `${head}${repeat}`;
}

function mergedInto({ end }: IncidentState): string {
  return end?.kind === 'merged' ? end.into : '';
}
