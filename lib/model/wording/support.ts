import type { Unreachable } from '../delivery/notice';
import { firstSign, type IncidentState, needsConfirmation, nextUpdateBy, reportedBy, stateName } from '../incident';
import { actionsOf } from './actions';
import type { NeutralDocument } from './document';
import { pageLinks, timeZone } from './facts';
import { isBack } from './known';
import { noticedObjectives } from './noticed';
import { replyInWords } from './reply';
import { customersInWords } from './reports';
import { noticedInWords, supportTitle } from './support-notice';
import { line, truncated } from './text';
import { timeInWords } from './words';

const MOST_NOTES = 3;
const LONGEST_SAID = 600;

/** What a support agent needs: what customers notice, since when, what to say, when the next news comes. No metric, no acronym, no guess. */
export function supportDocument(
  incident: string,
  state: IncidentState,
  unreachable: readonly Unreachable[],
): NeutralDocument {
  const since = timeInWords(isBack(state) ? state.episode.since : firstSign(state), timeZone(state));
  const heard = reportedBy(state);
  return {
    title: supportTitle(state),
    status: state.status,
    severity: state.status === 'open' ? state.severity : state.peakSeverity,
    paragraphs: [
      ...noticedInWords(state, since),
      ...whereItStands(state),
      ...notesOf(state),
      `What you can tell customers: ${replyInWords(state)}`,
      ...nextNews(state),
      ...whatToDo(state),
      ...unreachable.map((there) => readHere(state, there)),
    ],
    facts: [
      { label: 'Since', value: since },
      { label: 'Told us', value: heard === 0 ? 'no customer so far' : customersInWords(heard) },
    ],
    steps: [],
    links: pageLinks(noticedObjectives(state), 'About this promise', ({ promise }) => `About "${promise}"`),
    actions: actionsOf(state, 'support'),
    footer: `Reference ${incident}`,
  };
}

function whereItStands(state: IncidentState): string[] {
  const { acknowledged } = state.episode;
  const confirmed = state.confirmation?.confirmed;
  const byCustomer =
    confirmed === undefined
      ? []
      : [
          `Confirmed at ${timeInWords(confirmed.at, timeZone(state))}: ${truncated(line(confirmed.customer), LONGEST_SAID)}`,
        ];
  switch (stateName(state)) {
    case 'open':
      return ['Engineers know about it.'];
    case 'acknowledged':
      return acknowledged === undefined
        ? []
        : [`${acknowledged.by.name} has been working on it since ${timeInWords(acknowledged.at, timeZone(state))}.`];
    case 'merged':
      return ['Engineers go on with it in one place. You find the news in the message about the other problem.'];
    case 'unconfirmed':
      return ['Our measurements say that it works. No customer has confirmed it in time, so we closed it without.'];
    default:
      return byCustomer;
  }
}

/** A promise of news that was not kept is said before the next one is made. */
function nextNews(state: IncidentState): string[] {
  if (state.status !== 'open') return [];
  const next = nextUpdateBy(state);
  if (next === undefined) return ['No news is promised by a certain time: engineers look into it in working hours.'];
  const missed = state.milestones.findLast(({ kind }) => kind === 'updateMissed')?.at === state.updatedAt;
  const late = missed ? 'The news that we promised did not come in time. We are sorry. ' : '';
  return [`${late}Next update by ${timeInWords(next, timeZone(state))}.`];
}

function whatToDo(state: IncidentState): string[] {
  const { status, confirmation, rules } = state;
  if (status !== 'mitigated' || !needsConfirmation(state) || confirmation?.confirmed !== undefined) return [];
  const until = timeInWords((confirmation?.askedAt ?? state.updatedAt) + rules.confirmationMs, timeZone(state));
  return [
    `Please ask a customer whether it works again, and say here who confirmed it. Without an answer we close it at ${until}.`,
  ];
}

/** What engineers wrote for support, the newest last. */
function notesOf(state: IncidentState): string[] {
  return state.milestones
    .filter(({ kind, support }) => kind === 'noted' && support === true)
    .slice(-MOST_NOTES)
    .map(
      ({ at, by, text = '' }) =>
        `${by?.name ?? 'An engineer'}, ${timeInWords(at, timeZone(state))}: ${truncated(text, LONGEST_SAID)}`,
    );
}

/** Agents look where they are used to look: they must know that no news there does not mean good news. */
function readHere(state: IncidentState, { label, since }: Unreachable): string {
  return `${label} has not worked for us since ${timeInWords(since, timeZone(state))}: news may be missing there, not here.`;
}
