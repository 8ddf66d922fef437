import { type IncidentState, reportedBy, type StateName, stateName } from '../incident';
import { leadEntry } from './facts';
import { isBack, isBlind, isUndeclared } from './known';
import { noticedObjectives, promisesInWords } from './noticed';
import { capital } from './text';

/** In one line, where it stands for customers. */
export function supportTitle(state: IncidentState): string {
  const segment = leadEntry(state)?.segment;
  const title = titleOf(state);
  return segment === undefined ? title : `${title} (${segment})`;
}

function titleOf(state: IncidentState): string {
  if (state.status === 'open') {
    if (isUndeclared(state))
      return reportedBy(state) === 0
        ? 'We do not know yet whether customers notice something'
        : 'Customers have a problem, we find out which';
    if (noticedObjectives(state).length === 0) return 'For your information: customers should not notice anything';
    if (isBack(state)) return 'The problem is back for customers';
    if (isBlind(state)) return 'We cannot see at the moment whether all is well for customers';
  }
  if (state.status === 'mitigated' && state.mitigatedBy !== undefined && !isConfirmed(state))
    return 'It should work again for customers, we keep watching';
  return TITLES[stateName(state)];
}

function isConfirmed({ confirmation }: IncidentState): boolean {
  return confirmation?.confirmed !== undefined;
}

const TITLES: Readonly<Record<StateName, string>> = {
  open: 'Customers may notice a problem',
  acknowledged: 'Customers may notice a problem, an engineer is on it',
  mitigated: 'It works again for customers, we keep watching',
  confirmed: 'It works again, a customer has confirmed it',
  resolved: 'The problem is over',
  unconfirmed: 'The problem should be over, no customer has confirmed it',
  'false positive': 'There was no problem for customers',
  merged: 'This is part of a problem that you know already',
  reviewed: 'The problem is over, and we have looked at what we learn from it',
};

/** Which promises are not kept, or kept again; never more than is known. */
export function noticedInWords(state: IncidentState, since: string): string[] {
  if (isUndeclared(state)) return ['We do not know yet what this is about. Engineers find out.'];
  const all = noticedObjectives(state);
  if (all.length === 0) return ['Customers should not notice anything. This is for your information.'];
  const promises = promisesInWords(all);
  if (state.end?.kind === 'falsePositive')
    return [`Our alarms were wrong: nothing was broken. It was about ${promises}`];
  if (state.end?.kind === 'merged') return [`It was about ${promises}`];
  const [which, are, have] = all.length === 1 ? ['this promise', 'is', 'has'] : ['these promises', 'are', 'have'];
  if (state.status !== 'open') return [`${isSure(state) ? 'Kept again' : 'This should work again'}: ${promises}`];
  if (isBlind(state)) return [`Since ${since} we cannot see whether ${which} ${are} kept: ${promises}`];
  const again = isBack(state) ? 'again ' : '';
  return [`${capital(which)} ${have} ${again}not always been kept since ${since}: ${promises}`];
}

/** What a person says while alarms still burn is a hope. */
function isSure({ status, mitigatedBy }: IncidentState): boolean {
  return status === 'resolved' || mitigatedBy === undefined;
}
