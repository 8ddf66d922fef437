import type { Severity } from '../contracts/catalogue';
import { isCanary } from './canary';
import { isForTheRecord } from './shadow';
import type { IncidentState, Milestone } from './state';

/** When support was promised the next news; nothing where none is promised: it is over, or not bad enough. */
export function nextUpdateBy(state: IncidentState): number | undefined {
  const pace = paceOf(state);
  if (pace === undefined) return undefined;
  const isAnswered = state.milestones.some(({ kind, at }) => at === state.updatedAt && ANSWERS.has(kind));
  return state.updatedAt + (isAnswered ? pace.every : pace.first);
}

/** By anything else that is told support knows that it is bad, or worse, and waits for the first word about what is done. */
const ANSWERS: ReadonlySet<Milestone['kind']> = new Set(['acknowledged', 'noted', 'updateMissed']);

function paceOf(state: IncidentState): { first: number; every: number } | undefined {
  if (state.status !== 'open' || isCanary(state) || isForTheRecord(state)) return undefined;
  const { firstUpdateSev1Ms, firstUpdateSev2Ms, updateEverySev1Ms, updateEverySev2Ms } = state.rules;
  const paces: Partial<Record<Severity, { first: number; every: number }>> = {
    sev1: { first: firstUpdateSev1Ms, every: updateEverySev1Ms },
    sev2: { first: firstUpdateSev2Ms, every: updateEverySev2Ms },
  };
  return paces[state.severity];
}
