import { type IncidentState, type Milestone, nextUpdateBy } from '../incident';
import { CAUSE_IN_WORDS } from './cause';
import type { NeutralNote } from './document';
import { clearInWords } from './ending';
import { timeZone } from './facts';
import { countedBy, NOBODY_WATCHES } from './handling';
import { badInWords, outcomeInWords } from './outcomes';
import { incidentInWords, incidentsInWords } from './related';
import { capital, truncated } from './text';
import { durationInWords, timeInWords } from './words';

/** More than a conversation takes; whoever wrote it has the rest. */
const LONGEST_SAID = 2500;

/** What changed, each in one sentence with its time. */
export function engineersNote(state: IncidentState, told: readonly Milestone[]): NeutralNote {
  const paragraphs = told.map(
    (milestone) => `${timeInWords(milestone.at, timeZone(state))}: ${happened(state, milestone)}`,
  );
  return told.some((milestone) => isUrgent(state, milestone)) ? { urgent: true, paragraphs } : { paragraphs };
}

/** Somebody must do something now. */
function isUrgent(state: IncidentState, { kind }: Milestone): boolean {
  return (
    kind === 'paged' ||
    kind === 'pageSpared' ||
    kind === 'notifiedAgain' ||
    kind === 'updateMissed' ||
    (kind === 'reopened' && state.episode.paged)
  );
}

function happened(state: IncidentState, milestone: Milestone): string {
  return `${SENTENCES[milestone.kind](state, milestone)}`;
}

type Sentence = (state: IncidentState, milestone: Milestone) => string;

const SENTENCES: Readonly<Record<Milestone['kind'], Sentence>> = {
  opened: () => 'The incident was opened.',
  joined: (state, { slo = '' }) => `${slo} broke its promise, too: "${state.objectives[slo]?.promise ?? ''}"`,
  paged: (state, { slo, alarm, severity }) =>
    alarm === undefined
      ? `The on-call engineer is woken: customers report it (${severity.toUpperCase()}).`
      : `The on-call engineer is woken: many ${badInWords(countedBy(state, slo))} in ${slo} (${severity.toUpperCase()}).`,
  pageShared: (state, { text = '' }) =>
    `Nobody is woken once more: the on-call engineer was woken a moment before for ${incidentInWords(state, text)}.`,
  pageSpared: ({ rules }, { severity }) =>
    `Nobody is woken once more: it came back within ${durationInWords(rules.pageAgainAfterMs)} (${severity.toUpperCase()}).`,
  heldBack: (state, { slo, alarm }) => {
    const measurement = countedBy(state, slo);
    return `Nobody is woken for alarm "${alarm}" of ${slo}: no ${outcomeInWords(measurement)} ${measurement.kind === 'requests' ? 'failed' : 'was bad'} lately, the burn rate is stale.`;
  },
  alarmDeleted: (_, { slo, alarm }) => `The alarm ${alarm} of ${slo} was deleted while it was on. ${NOBODY_WATCHES}`,
  worse: (_, { severity }) => `It is worse than it was: ${severity.toUpperCase()} now.`,
  acknowledged: (_, milestone) => `${who(milestone)} is on it.`,
  notifiedAgain: ({ rules }) =>
    `Nobody has acknowledged this within ${durationInWords(rules.notifyAgainAfterMs)}: the on-call engineer is called again. Press "Acknowledge" if you are on it.`,
  reminded: ({ status, rules }) =>
    status === 'open'
      ? `Still open, and nothing was said for ${durationInWords(rules.remindAfterMs)} of working time. What is next?`
      : `Its cause is still not dealt with after ${durationInWords(rules.remindAfterMs)} of working time. Say that it is fixed or followed up.`,
  updateMissed: (state, { at }) => {
    // Told late, together with a later one, that one says when the next is due.
    const next = at === state.updatedAt ? nextUpdateBy(state) : undefined;
    const again = next === undefined ? '' : ` The next one is promised by ${timeInWords(next, timeZone(state))}.`;
    return `Support was promised news by now, and got none. Write a note for them: what is being done is enough.${again}`;
  },
  noted: (_, milestone) =>
    `${who(milestone)} says${milestone.support ? ' (support reads it, too)' : ''}: ${said(milestone)}`,
  causeNamed: ({ cause }, milestone) =>
    `${who(milestone)} names the cause${cause === undefined ? '' : `, ${CAUSE_IN_WORDS[cause.tag]}`}: ${said(milestone)}`,
  causeClosed: (_, milestone) =>
    `${who(milestone)} has dealt with the cause: ${milestone.text === 'fixed' ? 'it is fixed.' : 'it is followed up elsewhere.'}`,
  repeated: (_, { text, by }) =>
    by === undefined
      ? `This is a REPEAT of ${text}: the same operation fails in the same way. The ticket's priority is raised.`
      : `This is a REPEAT of ${text}, says ${by.name}. The ticket's priority is raised.`,
  related: (state, { text = '' }) =>
    `In trouble at the same time along a dependency: ${incidentsInWords(state, text.split(', '))}.`,
  absorbed: (_, { text }) => `${text} was merged into this incident: go on here.`,
  mitigated: (_, { by }) =>
    by === undefined
      ? 'Mitigated: customers have been served well for a while.'
      : `Mitigated, says ${by.name}. Alarms have the last word: if it still burns, it comes back.`,
  confirmed: (_, milestone) => `Confirmed by ${said(milestone)}: it works again (${who(milestone)}).`,
  reopened: (_, { slo }) =>
    slo === undefined ? 'Open again: it still burns.' : `Open again: ${slo} breaks its promise once more.`,
  resolved: (state) => `Resolved: ${clearInWords(state)}`,
  unconfirmed: (state) =>
    `Resolved, but unconfirmed: no customer said that it works again. ${capital(clearInWords(state))}`,
  falsePositive: (_, milestone) => `False positive, says ${who(milestone)}: ${said(milestone)}`,
  merged: (_, { text }) => `Merged into ${text}: go on there.`,
  reviewed: (_, milestone) =>
    `Reviewed by ${who(milestone)}${milestone.text === undefined ? '' : `: ${milestone.text}`}.`,
};

function who({ by }: Milestone): string {
  return by?.name ?? 'Somebody';
}

function said({ text = '' }: Milestone): string {
  return truncated(text, LONGEST_SAID);
}
