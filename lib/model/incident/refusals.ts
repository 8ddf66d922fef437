import type { Command } from '../contracts/command';
import { timeZone } from '../wording/facts';
import { durationInWords, timeInWords } from '../wording/words';
import { isCanary } from './canary';
import { concernsMitigation, firingOf } from './episode';
import { isCauseOpen, needsConfirmation } from './life';
import { pagerDecides } from './pager';
import type { Deed, IncidentState } from './state';

/** What whoever gives a command is told: why nothing came of it, or what did. */

/** Of one incident; merging concerns two, and the ledger decides it. */
export type OwnCommand = Exclude<Command, { readonly type: 'merge' }>;

interface Said extends Partial<Place> {
  readonly command: OwnCommand;
  readonly at: number;
}

interface Place {
  readonly atPager: boolean;
  readonly hasPager: boolean;
}

/** @returns nothing when nothing speaks against it */
export function refusalOf(
  { command, at, atPager = false, hasPager = atPager }: Said,
  state: IncidentState,
): string | undefined {
  const refusal = closed(state, command) ?? elsewhere(command, { atPager, hasPager }, state);
  if (refusal !== undefined) return refusal;
  const { status, episode, cause, confirmation } = state;
  switch (command.type) {
    case 'acknowledge': {
      if (status !== 'open') return `There is nothing to acknowledge: ${over(state)}`;
      const { acknowledged } = episode;
      return acknowledged === undefined ? outdated(at, state) : done(acknowledged, 'acknowledged this', state);
    }
    case 'resolve':
    case 'mitigated':
      return status === 'open' ? outdated(at, state) : `There is nothing to do: ${over(state)}`;
    case 'falsePositive':
      return status === 'resolved' ? `There is nothing to do: ${over(state)}` : outdated(at, state);
    case 'nameCause':
      return state.end?.kind === 'falsePositive' ? `It has no cause: ${over(state)}` : undefined;
    case 'closeCause':
      if (cause === undefined) return 'No cause was named yet: please name it first.';
      return cause.closed && done(cause.closed, `closed the cause (${HOW[cause.closed.how]})`, state);
    case 'confirm': {
      const confirmed = confirmation?.confirmed;
      if (confirmed !== undefined) return done(confirmed, `recorded that ${confirmed.customer} confirmed`, state);
      if (status === 'resolved') return `It is too late for that: ${over(state)} A note can still be added.`;
      return needsConfirmation(state) ? undefined : UNASKED;
    }
    case 'review':
      return twice(command.url, state);
    case 'note':
      return undefined;
  }
}

const HOW = { fixed: 'fixed', followedUp: 'followed up elsewhere' } as const;

const UNASKED =
  'No customer has to confirm this one: none reported it, and it is no SEV1 that customers notice. A note can be added instead.';

/** Nobody writes into a log that is closed. What people learned from an incident may come days later. */
function closed(state: IncidentState, { type }: OwnCommand): string | undefined {
  const { end, sealed, status } = state;
  if (isCanary(state)) return 'This is only a test of the way to you: there is nothing to do.';
  if (end?.kind === 'merged') return `This incident was merged into ${end.into}: please do it there.`;
  if (type === 'review')
    return status === 'resolved' ? undefined : 'It can be reviewed when it is resolved, which it is not yet.';
  return sealed ? `This incident is closed for good: ${over(state)} Only its review can be recorded.` : undefined;
}

/** Where the pager owns the lifecycle of an incident that called it, both are said there and nowhere else. */
function elsewhere({ type }: OwnCommand, { atPager, hasPager }: Place, state: IncidentState): string | undefined {
  const decides = pagerDecides(state, hasPager);
  if (type === 'resolve' && !(atPager && decides) && state.status !== 'resolved')
    return 'Nothing that is said here resolves it: its alarms and its cause do, or the pager where that owns the lifecycle.';
  // What was said at the pager may never have arrived: where nothing burns, there is a way out.
  const isThePagers = (type === 'mitigated' && burns(state)) || (type === 'acknowledge' && !atPager);
  return decides && isThePagers ? 'The pager owns this one: please acknowledge or resolve it there.' : undefined;
}

function over(state: IncidentState): string {
  const { status, end, openedAt, resolvedAt = openedAt, mitigatedAt = openedAt, mitigatedBy } = state;
  const time = (at: number) => timeInWords(at, timeZone(state));
  if (end?.kind === 'falsePositive') return `${end.by.name} called it a false positive at ${time(resolvedAt)}.`;
  if (status === 'resolved') return `it has been resolved since ${time(resolvedAt)}.`;
  if (mitigatedBy !== undefined) return `${mitigatedBy.name} called it mitigated at ${time(mitigatedAt)}.`;
  return `it has been mitigated since ${time(mitigatedAt)}.`;
}

/** A press that waited, or came again from the dead-letter queue, means the trouble that was seen then. */
function outdated(at: number, state: IncidentState): string | undefined {
  const { reopened, since } = state.episode;
  if (!reopened || at >= since) return undefined;
  return `It came back at ${timeInWords(since, timeZone(state))}, after this was pressed: please look again.`;
}

function twice(url: string | undefined, state: IncidentState): string | undefined {
  const { reviewed } = state;
  const isNews = url !== undefined && url !== reviewed?.url;
  return reviewed === undefined || isNews ? undefined : done(reviewed, 'recorded the review', state);
}

function done({ by, at }: Deed, what: string, state: IncidentState): string {
  return `${by.name} ${what} at ${timeInWords(at, timeZone(state))}.`;
}

/** @param state before the command took effect */
export function answerOf(command: OwnCommand, state: IncidentState): string {
  switch (command.type) {
    case 'acknowledge':
      return state.episode.paged
        ? 'Recorded: you are on it. Nobody is called again unless it comes back.'
        : 'Recorded: you are on it. Should it get so bad that somebody must be woken, somebody is.';
    case 'mitigated':
      return `Recorded. ${whatFollows(state)}`;
    case 'falsePositive':
      return 'Recorded: the incident is closed as a false positive.';
    case 'nameCause':
      if (state.cause !== undefined) return `Recorded instead of: ${state.cause.text}`;
      return state.status === 'resolved' ? 'Recorded.' : `Recorded. ${UNTIL_DEALT_WITH}`;
    case 'note':
      return command.support ? 'Recorded: support reads it, too.' : 'Recorded.';
    default:
      return 'Recorded.';
  }
}

/** Whether it would come back after "mitigated". */
function burns(state: IncidentState): boolean {
  return firingOf(state).some((register) => !register.gone && concernsMitigation(state, register));
}

const UNTIL_DEALT_WITH = 'The incident is not resolved before the cause is dealt with.';

function whatFollows(state: IncidentState): string {
  if (burns(state))
    return `But alarms still fire: if they do so in ${durationInWords(state.rules.snoozeMs)}, somebody is woken again.`;
  return isCauseOpen(state) ? UNTIL_DEALT_WITH : 'It is resolved when every alarm has been clear for a while.';
}
