import type { Severity } from '../contracts/catalogue';
import { isCanary } from './canary';
import { isForTheRecord } from './shadow';
import type { IncidentState } from './state';

/** When support was promised the next news; nothing where none is promised: it is over, or not bad enough. */
export function nextUpdateBy(state: IncidentState): number | undefined {
  const pace = paceOf(state);
  if (pace === undefined) return undefined;
  const { updatedAt, episode } = state;
  const isFirst = !episode.reopened && updatedAt === episode.since;
  return updatedAt + (isFirst ? pace.first : pace.every);
}

function paceOf(state: IncidentState): { first: number; every: number } | undefined {
  if (state.status !== 'open' || isCanary(state) || isForTheRecord(state)) return undefined;
  const { firstUpdateSev1Ms, firstUpdateSev2Ms, updateEverySev1Ms, updateEverySev2Ms } = state.rules;
  const paces: Partial<Record<Severity, { first: number; every: number }>> = {
    sev1: { first: firstUpdateSev1Ms, every: updateEverySev1Ms },
    sev2: { first: firstUpdateSev2Ms, every: updateEverySev2Ms },
  };
  return paces[state.severity];
}
