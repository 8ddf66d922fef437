import type { ObjectiveInterval } from '../assembly';
import {
  budgetRequests,
  burnRateOf,
  DEFAULT_WARNING_THRESHOLD,
  exact,
  type Fraction,
  type Goal,
  parseGoal,
  toNumber,
} from '../model/slo';
import { intervalOf } from './interval-of';
import type { Outcomes, Stretch } from './outcomes';

/** As GetServiceLevelObjectiveBudgetReport names them. Source: Application Signals API, BudgetStatus. */
export type BudgetStatus = 'OK' | 'WARNING' | 'BREACHED' | 'INSUFFICIENT_DATA';

export interface BudgetReport {
  /** Bad requests that the goal allows over the interval so far; bad periods that it allows over the whole interval. */
  readonly total: number;
  /** Bad ones of the interval as a share of `total`; above 1 when the budget is blown. */
  readonly usedFraction: number;
  /** What may still go bad; negative when the budget is blown. */
  readonly remaining: number;
  readonly bad: number;
  /** Requests, or periods, of the interval so far. */
  readonly outcomes: number;
  readonly status: BudgetStatus;
}

export interface ErrorBudgetOptions {
  /** Minutes in which exclusion windows of the SLO hold; the outcomes know of them already. */
  readonly excluded?: readonly Stretch[];
  /**
   * Percent of the budget left at which the SLO counts as in danger.
   *
   * @default DEFAULT_WARNING_THRESHOLD
   */
  readonly warningThreshold?: number;
}

/**
 * What Application Signals computes from an SLO over its interval: the last so many minutes, or the calendar interval as far as it
 * has gone. Source, unless marked: CloudWatch user guide, "Service level objectives (SLOs)".
 *
 * - Burn rate = (bad / all outcomes of the look-back) / (1 - goal).
 * - Without data in the look-back, the burn rate is computed from attainment, that is with the outcomes of the whole interval. A
 *   look-back whose minutes all count zero requests is treated the same way [inferred].
 * - An interval of requests that is excluded as a whole has an attainment of 100 %; one of periods has data, of which nothing is bad.
 * - Without data in the whole interval nothing is published [field report].
 * - What lies before the first recorded minute counts as nothing [ours].
 * - The budget of requests grows with them; that of periods is time, and fixed.
 *
 * Sums come from running totals, so every answer takes constant time, and whole numbers stay exact.
 */
export class ErrorBudgetHistory {
  readonly #startMinute: number;
  readonly #bad: Float64Array;
  readonly #total: Float64Array;
  readonly #known: Float64Array;
  readonly #excluded: Float64Array | undefined;
  readonly #periodMinutes: number | undefined;
  readonly #intervalOf: (minute: number) => Stretch;
  readonly #goal: Goal;
  readonly #warningThreshold: Fraction;
  readonly #burnOf: (bad: number, total: number) => number | undefined;

  /**
   * @param goal exact decimal percent, `99.9`
   * @throws RangeError for a goal that is none
   */
  constructor(
    readonly outcomes: Outcomes,
    goal: string,
    interval: ObjectiveInterval,
    options: ErrorBudgetOptions = {},
  ) {
    const { startMinute, bad, total, known, periodMinutes } = outcomes;
    this.#startMinute = startMinute;
    this.#intervalOf = intervalOf(interval);
    this.#goal = parseGoal(goal);
    this.#burnOf = burnRateOf(this.#goal);
    this.#periodMinutes = periodMinutes;
    this.#warningThreshold = exact(options.warningThreshold ?? DEFAULT_WARNING_THRESHOLD);
    this.#bad = runningTotal(bad);
    this.#total = runningTotal(total);
    this.#known = known === total ? this.#total : runningTotal(known);
    const excluded = periodMinutes === undefined ? (options.excluded ?? []) : [];
    this.#excluded = excludedMinutes(excluded, startMinute, total.length);
  }

  /** Burn rate published for a minute, over the look-back that ends with it; NaN when there is no data point. */
  burn(lookBackMinutes: number, minute: number): number {
    const [bad, total, known] = [this.#bad, this.#total, this.#known];
    const [from, to] = [this.#index(minute + 1 - lookBackMinutes), this.#index(minute + 1)];
    if (known[to] === known[from]) return this.#burnOfInterval(minute);
    return this.#burnOf(bad[to]! - bad[from]!, total[to]! - total[from]!) ?? Number.NaN;
  }

  /** Percent of good outcomes over the interval up to the minute; NaN without data. */
  attainment(minute: number): number {
    const { from } = this.#intervalOf(minute);
    const total = this.#sum(this.#total, from, minute + 1);
    if (this.#sum(this.#known, from, minute + 1) === 0) return this.#isExcluded(from, minute + 1) ? 100 : Number.NaN;
    return (100 * (total - this.#sum(this.#bad, from, minute + 1))) / total;
  }

  budget(minute: number): BudgetReport {
    const { from, to } = this.#intervalOf(minute);
    const outcomes = this.#sum(this.#total, from, minute + 1);
    const bad = this.#sum(this.#bad, from, minute + 1);
    const allowed = this.#periodMinutes === undefined ? outcomes : (to - from) / this.#periodMinutes;
    const budget = budgetRequests(this.#goal, allowed);
    const used = allowed === 0 ? exact(0) : budget.inverse().mul(bad);
    return {
      total: toNumber(budget),
      usedFraction: toNumber(used),
      remaining: toNumber(budget.sub(bad)),
      bad,
      outcomes,
      status: this.#status(used, this.attainment(minute)),
    };
  }

  /** The whole interval that a minute belongs to. */
  interval(minute: number): Stretch {
    return this.#intervalOf(minute);
  }

  /** @param used exact: in doubles, 1 - 0.7 is more than 30 % */
  #status(used: Fraction, attainment: number): BudgetStatus {
    if (Number.isNaN(attainment)) return 'INSUFFICIENT_DATA';
    if (used.gt(1)) return 'BREACHED';
    return used.neg().add(1).mul(100).lte(this.#warningThreshold) ? 'WARNING' : 'OK';
  }

  #burnOfInterval(minute: number): number {
    const { from } = this.#intervalOf(minute);
    if (this.#sum(this.#known, from, minute + 1) === 0) return this.#isExcluded(from, minute + 1) ? 0 : Number.NaN;
    return this.#burnOf(this.#sum(this.#bad, from, minute + 1), this.#sum(this.#total, from, minute + 1)) ?? Number.NaN;
  }

  /** Whether exclusion windows cover all of it that is recorded. */
  #isExcluded(from: number, to: number): boolean {
    if (this.#excluded === undefined) return false;
    const excluded = this.#sum(this.#excluded, from, to);
    return excluded > 0 && excluded === this.#index(to) - this.#index(from);
  }

  #sum(running: Float64Array, from: number, to: number): number {
    return running[this.#index(to)]! - running[this.#index(from)]!;
  }

  #index(minute: number): number {
    const index = minute - this.#startMinute;
    const last = this.#total.length - 1;
    // Asked several times a minute and window: globals such as Math are slow where code runs in a context of its own, as in jest.
    return index <= 0 ? 0 : index < last ? index : last;
  }
}

/** `running[i]` = sum of the first i minutes. */
function runningTotal(values: Float64Array): Float64Array {
  const running = new Float64Array(values.length + 1);
  for (let minute = 0; minute < values.length; minute += 1) running[minute + 1] = running[minute]! + values[minute]!;
  return running;
}

function excludedMinutes(excluded: readonly Stretch[], startMinute: number, minutes: number): Float64Array | undefined {
  if (excluded.length === 0) return undefined;
  const flags = new Float64Array(minutes);
  for (const { from, to } of excluded) flags.fill(1, Math.max(from - startMinute, 0), Math.max(to - startMinute, 0));
  return runningTotal(flags);
}
