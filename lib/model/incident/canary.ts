import type { IncidentState } from './state';

/**
 * Whether the incident is the day's canary: the test alarm that the response stack raises itself, to see its own way work.
 * It goes the way of every incident, and differs in what it means: it wakes nobody, ends by the clock, makes no notes.
 */
export function isCanary({ objectives, openedBy }: Pick<IncidentState, 'objectives' | 'openedBy'>): boolean {
  return objectives[openedBy.slo]?.canary ?? false;
}
