import { maxBurn, minGoalForBurn } from './burn-rate';
import { exact, formatDecimal } from './exact';
import type { Goal } from './goal';
import { type Interval, intervalMinutes } from './interval';
import type { AlertRecipe } from './recipes';
import { type Tier, threshold, tierFaults } from './tier';

/** Look-back windows that one SLO may declare. Source: CloudWatch user guide, "Service level objectives (SLOs)". */
const MOST_LOOKBACKS = 10;

/** A burn up to 1 keeps the promise, so nobody is woken by it. */
const PAGE_FLOOR = exact(1);

/** The AWS recipe's ticket tier is 0.933 over 28 days, known and documented; anything lower fires while all is well. */
const TICKET_FLOOR = exact('0.9');

/** Up to this goal ordinary days come so close to the budget that a ticket tier up to 1 never ends. */
const LOW_GOAL_BUDGET = exact('0.05');

/** What a policy is for. */
export interface PolicyUse {
  readonly goal: Goal;
  readonly interval: Interval;
  /** Length of a data point: 1 for requests, more for periods that are judged as a whole. Look-backs are multiples of it. */
  readonly periodMinutes: number;
}

/** The distinct look-back windows of a recipe in minutes, ascending: what the SLO must declare. */
export function lookbacks({ tiers }: Pick<AlertRecipe, 'tiers'>): readonly number[] {
  const windows = tiers.flatMap(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes]);
  return [...new Set(windows)].sort((a, b) => a - b);
}

/** Whether a total outage can make the tier fire: its threshold is below the greatest burn that exists. */
export function isReachable(tier: Tier, goal: Goal, interval: Interval): boolean {
  return threshold(tier, interval).lt(maxBurn(goal));
}

/**
 * Everything that is wrong with a recipe for this goal and interval, in words; empty when it is fine.
 * @throws RangeError when the interval is not one
 */
export function policyFaults({ id, tiers }: Pick<AlertRecipe, 'id' | 'tiers'>, use: PolicyUse): readonly string[] {
  const faults = tiers.flatMap(tierFaults);
  if (tiers.length === 0) faults.push(`alert recipe ${id}: got no tier, allowed is at least one`);
  const names = tiers.map(({ name }) => name);
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
    faults.push(`alert recipe ${id}: got two tiers named ${name}, allowed is each name once`);
  }
  const windows = lookbacks({ tiers }).length;
  if (windows > MOST_LOOKBACKS) {
    faults.push(`alert recipe ${id}: got ${windows} look-back windows, allowed are ${MOST_LOOKBACKS}`);
  }
  return faults.length > 0 ? faults : tiers.flatMap((tier) => thresholdFaults(tier, use));
}

/** Everything that is wrong with a sound tier for this goal, interval and period, in words; empty when it is fine. */
export function thresholdFaults(tier: Tier, { goal, interval, periodMinutes }: PolicyUse): readonly string[] {
  const faults: string[] = [];
  const length = intervalMinutes(interval);
  const burn = threshold(tier, interval);
  const got = `tier ${tier.name}: got burn threshold ${formatDecimal(burn, 3)}`;
  if (tier.longMinutes >= length) {
    faults.push(
      `tier ${tier.name}: long window: got ${tier.longMinutes} minutes, allowed is less than the interval of ${length}`,
    );
  }
  for (const minutes of [tier.longMinutes, tier.shortMinutes].filter((window) => window % periodMinutes !== 0)) {
    faults.push(
      `tier ${tier.name}: window: got ${minutes} minutes, allowed are multiples of the period of ${periodMinutes} minutes`,
    );
  }
  if (!isReachable(tier, goal, interval)) {
    const limit = formatDecimal(maxBurn(goal), 3);
    const needed = formatDecimal(minGoalForBurn(burn)!.ceil(3), 3);
    faults.push(
      `${got}, allowed is less than ${limit}, the burn of a total outage at ${goal.percent} % (goals above ${needed} % reach it)`,
    );
  }
  const lowGoal = goal.budget.gte(LOW_GOAL_BUDGET);
  const floor = tier.urgency === 'page' || lowGoal ? PAGE_FLOOR : TICKET_FLOOR;
  if (burn.lte(floor)) {
    const kind = tier.urgency === 'page' ? 'a page' : `a ticket at ${goal.percent} %`;
    faults.push(`${got}, allowed for ${kind} is more than ${formatDecimal(floor, 3)}`);
  }
  return faults;
}
