import { type IncidentState, type Milestone, needsConfirmation, nextUpdateBy } from '../incident';
import type { NeutralNote } from './document';
import { timeZone } from './facts';
import { isBlind, isUndeclared } from './known';
import { noticedObjectives } from './noticed';
import { line, truncated } from './text';
import { timeInWords } from './words';

const LONGEST_SAID = 2500;

/** What changed for customers, each in one or two sentences with its time. */
export function supportNote(state: IncidentState, told: readonly Milestone[]): NeutralNote {
  const paragraphs = told.flatMap((milestone) => {
    const sentence = SENTENCES[milestone.kind](state, milestone);
    return sentence === undefined ? [] : [`${timeInWords(milestone.at, timeZone(state))}: ${sentence}`];
  });
  return { paragraphs: paragraphs.length > 0 ? paragraphs : [NO_CHANGE] };
}

/** Whether a milestone is news for agents. */
export function isNewsForSupport(state: IncidentState, milestone: Milestone): boolean {
  return SENTENCES[milestone.kind](state, milestone) !== undefined;
}

/** Of a note that was begun when there was more to tell. */
const NO_CHANGE = 'No change for customers.';

function beganInWords(state: IncidentState): string {
  if (isUndeclared(state)) return 'Something is wrong. We do not know yet what customers notice.';
  if (noticedObjectives(state).length === 0) return 'Something is broken that customers should not notice.';
  return isBlind(state) ? 'We cannot see whether all is well for customers.' : 'Customers may notice a problem.';
}

type Sentence = (state: IncidentState, milestone: Milestone) => string | undefined;

/** How engineers work is no news for agents. */
const nothing: Sentence = () => undefined;

const SENTENCES: Readonly<Record<Milestone['kind'], Sentence>> = {
  opened: (state) => `${beganInWords(state)} Engineers know about it.`,
  joined: (state, { slo = '' }) =>
    state.objectives[slo]?.customerFacing === false
      ? undefined
      : `Customers may notice this, too: "${state.objectives[slo]?.promise ?? ''}"`,
  paged: () => 'The engineer on duty was called.',
  pageShared: () => 'The engineer on duty knows about it.',
  pageSpared: () => 'The engineer on duty knows about it.',
  heldBack: nothing,
  alarmDeleted: nothing,
  worse: () => 'It has become worse. Engineers know about it.',
  acknowledged: (_, { by }) => `${by?.name ?? 'An engineer'} is working on it.`,
  notifiedAgain: () => 'Nobody has answered our call yet. The engineer on duty was called again.',
  reminded: nothing,
  updateMissed: (state, { at }) => {
    const next = at === state.updatedAt ? nextUpdateBy(state) : undefined;
    const by = next === undefined ? '' : ` Next update by ${timeInWords(next, timeZone(state))}.`;
    return `We promised you news by now and have none. We are sorry.${by}`;
  },
  noted: (_, { by, text = '', support }) =>
    support === true ? `${by?.name ?? 'An engineer'} says: ${truncated(text, LONGEST_SAID)}` : undefined,
  causeNamed: nothing,
  causeClosed: (_, { text }) =>
    text === 'fixed'
      ? 'What caused it is repaired.'
      : 'What caused it will be repaired later. Engineers have written it down.',
  repeated: () => 'This has happened before, for the same reason. Engineers know.',
  related: () => 'Other parts of the service have trouble at the same time.',
  absorbed: () => 'Another problem that you know of turned out to be this one. News of both comes here from now on.',
  mitigated: (state, { by }) => {
    const works = by === undefined ? 'It works again for customers.' : 'It should work again for customers.';
    const ask = needsConfirmation(state) ? ' Please ask a customer whether it works again.' : '';
    return `${works} We keep watching.${ask}`;
  },
  confirmed: (_, { text = '' }) => `Confirmed that it works again: ${truncated(line(text), LONGEST_SAID)}`,
  reopened: () => 'The problem is back. Engineers know about it.',
  resolved: () => 'It is over. Customers can be told that it works again.',
  unconfirmed: () => 'It should be over. No customer has confirmed it in time, so we closed it without.',
  falsePositive: () => 'There was no problem for customers: our alarms were wrong.',
  merged: () => 'This is part of a problem that you know already. News comes in the message about that one.',
  reviewed: () => 'We have looked back at what happened, and at what we learn from it.',
};
