import type { ObjectiveInterval } from '../assembly';
import {
  budgetRequests,
  burnRateOf,
  consumedShare,
  type Goal,
  parseGoal,
  remainingRequests,
  toNumber,
} from '../model/slo';
import { intervalStart } from './interval-start';
import type { RequestSeries } from './request-series';

export interface BudgetReport {
  /** Bad requests that the goal allows over the interval. */
  readonly total: number;
  /** Bad requests of the interval as a share of `total`; above 1 when the budget is blown. */
  readonly usedFraction: number;
  /** Bad requests left; negative when the budget is blown. */
  readonly remaining: number;
  readonly badRequests: number;
  readonly requests: number;
}

/**
 * What Application Signals computes from a request-based SLO over its interval: the last so many minutes, or the calendar
 * interval as far as it has gone.
 *
 * - Burn rate = (bad / total requests of the look-back) / (1 - goal) [AWS user guide, "Service level objectives"].
 * - Without data in the look-back, the burn rate is computed from attainment [same page], that is with the requests of the
 *   whole interval. A look-back whose minutes all count zero requests is treated the same way [inferred].
 * - Without a request in the whole interval nothing is published [field report].
 * - What lies before the first recorded minute counts as nothing [ours].
 *
 * Sums come from running totals, so every answer takes constant time, and whole numbers of requests stay exact.
 */
export class ErrorBudgetHistory {
  readonly #startMinute: number;
  readonly #bad: Float64Array;
  readonly #total: Float64Array;
  readonly #intervalStart: (minute: number) => number;
  readonly #goal: Goal;
  readonly #burnOf: (bad: number, total: number) => number | undefined;

  /**
   * @param goal exact decimal percent, `99.9`
   * @throws RangeError for a goal that is none
   */
  constructor(series: RequestSeries, goal: string, interval: ObjectiveInterval) {
    this.#startMinute = series.startMinute;
    this.#intervalStart = intervalStart(interval);
    this.#goal = parseGoal(goal);
    this.#burnOf = burnRateOf(this.#goal);
    this.#bad = runningTotal(series.total, series.good);
    this.#total = runningTotal(series.total);
  }

  /** Burn rate published for a minute, over the look-back that ends with it; NaN when there is no data point. */
  burn(lookBackMinutes: number, minute: number): number {
    let from = minute + 1 - lookBackMinutes;
    let total = this.#sum(this.#total, from, minute + 1);
    if (total === 0) {
      from = this.#intervalStart(minute);
      total = this.#sum(this.#total, from, minute + 1);
    }
    return this.#burnOf(this.#sum(this.#bad, from, minute + 1), total) ?? Number.NaN;
  }

  /** Percent of good requests over the interval up to the minute; NaN without requests. */
  attainment(minute: number): number {
    const { badRequests, requests } = this.counts(minute);
    return (100 * (requests - badRequests)) / requests;
  }

  budget(minute: number): BudgetReport {
    const { badRequests, requests } = this.counts(minute);
    const outcomes = { bad: badRequests, total: requests, goal: this.#goal };
    return {
      total: toNumber(budgetRequests(this.#goal, requests)),
      usedFraction: toNumber(consumedShare(outcomes)),
      remaining: toNumber(remainingRequests(outcomes)),
      badRequests,
      requests,
    };
  }

  /** Requests of the interval up to the minute. */
  counts(minute: number): { badRequests: number; requests: number } {
    const from = this.#intervalStart(minute);
    return {
      badRequests: this.#sum(this.#bad, from, minute + 1),
      requests: this.#sum(this.#total, from, minute + 1),
    };
  }

  #sum(running: Float64Array, from: number, to: number): number {
    const last = running.length - 1;
    const first = Math.min(Math.max(from - this.#startMinute, 0), last);
    return running[Math.min(Math.max(to - this.#startMinute, 0), last)]! - running[first]!;
  }
}

/** `running[i]` = sum of the first i minutes; minutes without data add nothing. */
function runningTotal(plus: Float64Array, minus?: Float64Array): Float64Array {
  const running = new Float64Array(plus.length + 1);
  for (let minute = 0; minute < plus.length; minute += 1) {
    const value = plus[minute]! - (minus?.[minute] ?? 0);
    running[minute + 1] = running[minute]! + (Number.isNaN(value) ? 0 : value);
  }
  return running;
}
