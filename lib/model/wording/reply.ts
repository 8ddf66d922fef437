import { type IncidentState, stateName } from '../incident';
import { isBlind, isUndeclared } from './known';
import { noticedObjectives } from './noticed';

/** What agents may tell customers now: reviewed by the people of the SLO where they wrote one, neutral otherwise. */
export function replyInWords(state: IncidentState): string {
  const name = stateName(state);
  if (name === 'false positive') return '"Everything works. If you see a problem, please tell us."';
  if (name === 'unconfirmed' || (state.status === 'mitigated' && state.mitigatedBy !== undefined))
    return '"It should work again. If you still see the problem, please tell us."';
  if (state.status !== 'open' && name !== 'merged')
    return '"It works again. If you still see the problem, please tell us."';
  if (noticedObjectives(state).length === 0 && !isUndeclared(state)) return 'nothing: customers should not notice it.';
  if (isBlind(state)) return '"If you see a problem, please tell us."';
  const [written] = noticedObjectives(state).flatMap(({ reply }) => reply ?? []);
  return `"${written ?? 'We know about this and are working on it. We are sorry for the trouble.'}"`;
}
