export { budgetUsed, emptyAt, isBudgetGone } from './budget';
export { isCanary } from './canary';
export { isGivenUp, isNewsOf } from './entries';
export { firingOf } from './episode';
export { advance, fold } from './fold';
export { alarmsOf, breaks, concernsIncidents, opensIncident } from './kinds';
export { isCauseOpen, needsConfirmation, priorityOf, type StateName, stateName } from './life';
export {
  disagreements,
  isUnsure,
  type Observation,
  type ObservedAlarm,
  observation,
  orphans,
  shadowed,
  type Unheard,
} from './observe';
export { type Outlook, outlook } from './outlook';
export { goesOn, isPageLost, pageNow, pagerDecides } from './pager';
export { NOBODY, type People } from './people-timers';
export { asEarlier, exceptionsOf, isSameCause, possibleRepeat, repeatedIncident } from './repeat';
export { lastReportAt, reportedBy, severityOfReports } from './reports';
export { type Addressee, reachesPager, targetsOf } from './routing';
export { CANARY_MS, RULES, rulesOf } from './rules';
export { fastestPageTier, severityNow, tierOf, worse, wouldPage } from './severity';
export { SEVERITY_MATRIX, type Sign, wakes } from './severity-matrix';
export { hasSay, isForTheRecord, isInShadow, leadingMembers, memberObjectives, outOfShadow } from './shadow';
export type { Episode, IncidentState, Milestone, Register, Status } from './state';
export { registerKey } from './state';
export { type Admitted, admissionOf, isOver, type Step, stepOf } from './step';
export { detectionOf, firstSign, suspectOf } from './suspect';
export { type Answer, decide, isEnd, type Pending, pending, type Question } from './timers';
export { nextUpdateBy } from './updates';
