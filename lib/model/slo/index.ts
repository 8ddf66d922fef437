/**
 * SLO arithmetic: goals, intervals, budgets, burn rates and the alert policies made of them. Exact; no clock, no I/O.
 */

export { type Allowance, allowance, allowanceInWords } from './allowance';
export { binomialTail, errorRatioLowerBound, minBad } from './binomial';
export {
  type Attainment,
  attainment,
  budgetMinutes,
  budgetRequests,
  consumedShare,
  type Outcomes,
  remainingRequests,
  remainingShare,
} from './budget';
export {
  budgetShareSpent,
  burnRate,
  burnRateOf,
  burnToEmptyIn,
  hoursToEmpty,
  maxBurn,
  minGoalForBurn,
} from './burn-rate';
export {
  clearingMinutes,
  crossingMinutes,
  detectMinutes,
  type Fault,
  resetMinutes,
  type TierAndFault,
  type WindowAndFault,
} from './detection';
export {
  EVIDENCE_RULE,
  type EvidenceQuestion,
  type EvidenceSpan,
  evidenceSpan,
  evidenceUnnecessary,
  heldMinutes,
} from './evidence';
export { exact, type Fraction, formatDecimal, toNumber } from './exact';
export { DEFAULT_WARNING_THRESHOLD, dependencyCeiling, type Goal, goalFault, parseGoal } from './goal';
export { calendarMinutes, type Interval, intervalFault, intervalMinutes } from './interval';
export { badNeeded, badNeededAtLeast, eventsPerPage, type TierInUse } from './low-traffic';
export { noDataMinutes } from './no-data';
export { pagingDelayMinutes } from './paging-delay';
export { type CompositePer, type PairInventory, pairInventory } from './pair-inventory';
export { isReachable, lookbacks, type PolicyUse, policyFaults } from './policy';
export { type AlertRecipe, AWS_RECIPE, DATADOG_90_DAYS, GOOGLE_RECIPE, SLOTH_7_DAYS } from './recipes';
export { recommendedTiers } from './recommended';
export { reviewDueAt } from './review';
export { errorRatioThreshold, type Tier, threshold, tierFaults, type Urgency } from './tier';
