export { isCanary } from './canary';
export { fold } from './fold';
export { disagreements, type Observation, type ObservedAlarm, observation, orphans, type Unheard } from './observe';
export { type Addressee, targetsOf } from './routing';
export { RULES } from './rules';
export { alarmsOf, breaks, opensIncident, severityNow, worse } from './severity';
export type { Episode, IncidentState, Milestone, Register, Status } from './state';
export { registerKey } from './state';
export { type Answer, decide, type Pending, pending, type Question } from './timers';
