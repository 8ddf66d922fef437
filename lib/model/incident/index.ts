export { isCanary } from './canary';
export { fold } from './fold';
export { type Addressee, targetsOf } from './routing';
export { RULES } from './rules';
export { opensIncident, severityNow, worse } from './severity';
export type { Episode, IncidentState, Milestone, Register, Status } from './state';
export { registerKey } from './state';
export { type Answer, decide, type Pending, pending, type Question } from './timers';
