import type { ObjectiveInterval } from '../../../lib/assembly';
import type { BudgetReport } from '../../../lib/simulate';
import { intervalsOver, type Span } from './intervals';

/**
 * What Application Signals computes, written down as its pages define it and summed anew for every minute: slow, and nothing to
 * get wrong. Sources: CloudWatch user guide, "Service level objectives (SLOs)"; what that leaves open is decided as in the
 * comments of lib/simulate/outcomes.ts and error-budget-history.ts.
 */
export interface Slo {
  readonly kind: 'requests' | 'periods';
  /** Exact decimal percent. */
  readonly goal: string;
  readonly interval: ObjectiveInterval;
  readonly warningThreshold: number;
  /** When exclusion windows hold. */
  readonly excluded: readonly Span[];
  readonly startMinute: number;
  /**
   * What is counted in a minute, requests or a period as a whole in its last one; nothing without data. A period is bad (1), good (0)
   * or not known (NaN).
   */
  readonly minutes: readonly (Counted | undefined)[];
  /** 1 where requests are counted. */
  readonly periodMinutes: number;
}

export interface Counted {
  readonly bad: number;
  readonly total: number;
}

interface Sum extends Counted {
  /** Outcomes about which there is data. */
  readonly known: number;
}

const NOTHING: Sum = { bad: 0, total: 0, known: 0 };

export class DefinedSlo {
  readonly #intervalAt: (minute: number) => Span;
  readonly #counts: readonly Sum[];
  readonly #budget: ReturnType<typeof budgetOf>;

  /** @param asked minutes that will be asked for */
  constructor(
    readonly slo: Slo,
    asked: Span,
  ) {
    this.#intervalAt = intervalsOver(slo.interval, asked);
    this.#budget = budgetOf(slo.goal);
    this.#counts = slo.minutes.map((found, at) => (found === undefined ? NOTHING : this.#countsOf(found, at)));
  }

  /** "burn rate = error rate over the look-back window / (100% - attainment goal)"; without data "based on attainment". */
  burn(lookBackMinutes: number, minute: number): number {
    const lookBack = this.#sum(minute + 1 - lookBackMinutes, minute + 1);
    const { bad, total, known } = lookBack.known > 0 ? lookBack : this.#soFar(minute);
    if (known > 0) return quotient(bad * this.#budget.of, total * this.#budget.parts);
    return this.#isExcluded(minute) ? 0 : Number.NaN;
  }

  /** Percent of good ones: periods of all periods, requests of the requests that came. */
  attainment(minute: number): number {
    const { bad, total, known } = this.#soFar(minute);
    if (known > 0) return quotient(100 * (total - bad), total);
    return this.#isExcluded(minute) ? 100 : Number.NaN;
  }

  /** A budget of time is that of the whole interval, one of requests that of those that came. */
  budget(minute: number): BudgetReport {
    const { from, to } = this.#intervalAt(minute);
    const { bad, total } = this.#soFar(minute);
    const allowed = this.slo.kind === 'periods' ? (to - from) / this.slo.periodMinutes : total;
    const { parts, of } = this.#budget;
    return {
      total: quotient(allowed * parts, of),
      usedFraction: allowed === 0 ? 0 : quotient(bad * of, allowed * parts),
      remaining: quotient(allowed * parts - bad * of, of),
      bad,
      outcomes: total,
      status: this.#status(bad * of, allowed * parts, this.attainment(minute)),
    };
  }

  interval(minute: number): Span {
    return this.#intervalAt(minute);
  }

  /** Breached when more than the budget is used, in danger when no more than the warning threshold is left; no requests use none. */
  #status(used: number, budget: number, attainment: number): BudgetReport['status'] {
    if (Number.isNaN(attainment)) return 'INSUFFICIENT_DATA';
    if (used > budget) return 'BREACHED';
    const [left, whole] = budget === 0 ? [1, 1] : [budget - used, budget];
    return left * 100 <= whole * this.slo.warningThreshold ? 'WARNING' : 'OK';
  }

  #soFar(minute: number): Sum {
    return this.#sum(this.#intervalAt(minute).from, minute + 1);
  }

  #sum(from: number, to: number): Sum {
    const first = Math.max(from - this.slo.startMinute, 0);
    const end = Math.min(to - this.slo.startMinute, this.#counts.length);
    let [bad, total, known] = [0, 0, 0];
    for (let at = first; at < end; at += 1) {
      const found = this.#counts[at]!;
      bad += found.bad;
      total += found.total;
      known += found.known;
    }
    return { bad, total, known };
  }

  #countsOf({ bad, total }: Counted, at: number): Sum {
    const end = this.slo.startMinute + at + 1;
    const isExcluded = this.#excludes({ from: end - this.slo.periodMinutes, to: end });
    // "All good and bad requests in the exclusion window are excluded."
    if (this.slo.kind === 'requests') return isExcluded ? NOTHING : { bad, total, known: total };
    if (Number.isNaN(bad)) return { bad: 0, total, known: 0 };
    // "SLI data in the exclusion window is considered as non-breaching."
    return { bad: isExcluded ? 0 : bad, total, known: total };
  }

  /** "When an interval for a request-based SLO is completely excluded": as far as it is recorded. */
  #isExcluded(minute: number): boolean {
    const { kind, startMinute, minutes, excluded } = this.slo;
    const from = Math.max(this.#intervalAt(minute).from, startMinute);
    const to = Math.min(minute + 1, startMinute + minutes.length);
    if (kind === 'periods' || excluded.length === 0 || from >= to) return false;
    return Array.from({ length: to - from }, (_, at) => from + at).every((at) =>
      this.#excludes({ from: at, to: at + 1 }),
    );
  }

  #excludes({ from, to }: Span): boolean {
    return this.slo.excluded.some((span) => span.from < to && from < span.to);
  }
}

/** Error budget as `parts` of `of`: 99.9 % leaves 1 of 1000. */
function budgetOf(goal: string): { readonly parts: number; readonly of: number } {
  const [whole = '', decimals = ''] = goal.split('.');
  const of = 100 * 10 ** decimals.length;
  return { parts: of - Number(`${whole}${decimals}`), of };
}

/** The double that is nearest to the exact quotient of two whole numbers. */
function quotient(numerator: number, denominator: number): number {
  if (![numerator, denominator].every(Number.isSafeInteger)) throw new RangeError(`got ${numerator} / ${denominator}`);
  return numerator / denominator;
}
