import {
  OUTCOME_METRICS,
  type OutcomeSubject,
  outcomeDimensions,
  outcomeNamespaceFault,
  outcomeValueFault,
} from '../model/contracts/outcomes';
import { metricsLine } from '../model/emf';
import { traceIdOf } from '../model/trace';

export type { OutcomeSubject };

/** Options of a counter of outcomes. */
export interface OutcomesOptions {
  /** Namespace of the metrics, which `Sli.outcomes` names, too. One per application and stage: two stages in one account must not mix. */
  readonly namespace: string;
  /**
   * Takes a line, its end included, to CloudWatch Logs; for applications whose standard output goes elsewhere.
   * @default - standard output
   */
  readonly write?: (line: string) => void;
}

/** Many outcomes at once. */
export interface OutcomeCount extends OutcomeSubject {
  /** How many kept the promise: a whole number of at least 0, at most `total`. */
  readonly good: number;
  /** How many there were: a whole number of at least 0. */
  readonly total: number;
}

/** What the log says of an outcome that was not counted. */
export const OUTCOME_NOT_COUNTED = 'outcome not counted';

/**
 * Counts good and bad outcomes of application code as the metrics `Good` and `Total`, on which `Sli.outcomes` builds an SLO. Each count
 * is one line in CloudWatch's embedded metric format on standard output: no call, nothing to flush, no dependency. Lines carry
 * sums, so the format's limit of 100 values is never met.
 *
 * Make it once, where the module is loaded: it throws for a wrong namespace. Its methods never throw, because they are called while a
 * customer waits. What cannot be counted is told in the log (`outcome not counted`, with what is wrong) and counts as neither.
 *
 * Each feature and each pair of feature and segment is two metrics, which cost about 0.60 USD a month: never use ids of users. A segment's
 * outcomes are not part of its feature's: count both where both have an SLO.
 */
export class Outcomes {
  readonly #namespace: string;
  readonly #write: (line: string) => void;

  /** @throws TypeError for a namespace that CloudWatch does not take */
  constructor({ namespace, write = toStandardOutput }: OutcomesOptions) {
    const fault = outcomeNamespaceFault(namespace);
    if (fault !== undefined) throw new TypeError(fault);
    this.#namespace = namespace;
    this.#write = write;
  }

  /** One outcome that kept the promise. */
  good(subject: OutcomeSubject): void {
    this.count({ ...subject, good: 1, total: 1 });
  }

  /** One outcome that did not. */
  bad(subject: OutcomeSubject): void {
    this.count({ ...subject, good: 0, total: 1 });
  }

  /** Many outcomes, say of a batch. */
  count(count: OutcomeCount): void {
    try {
      const faults = faultsOf(count ?? {});
      if (faults.length > 0) console.error(JSON.stringify({ message: OUTCOME_NOT_COUNTED, faults, ...trace() }));
      else this.#write(this.#line(count));
    } catch {
      // A log that cannot be written must not fail the request that it is about.
    }
  }

  #line({ good, total, ...subject }: OutcomeCount): string {
    const dimensions = outcomeDimensions(subject);
    return metricsLine({
      namespace: this.#namespace,
      at: Date.now(),
      values: [
        { name: OUTCOME_METRICS.good, value: good, unit: 'Count' },
        { name: OUTCOME_METRICS.total, value: total, unit: 'Count' },
      ],
      dimensions,
      dimensionSets: [Object.keys(dimensions)],
      ...trace(),
    });
  }
}

/** Past the console, which Lambda wraps into log records. */
function toStandardOutput(line: string): void {
  process.stdout.write(line);
}

/** Lambda sets the variable for each invocation; elsewhere there is none. */
function trace(): { readonly traceId?: string } {
  const traceId = traceIdOf(process.env._X_AMZN_TRACE_ID);
  return traceId === undefined ? {} : { traceId };
}

function faultsOf({ feature, segment, good, total }: Partial<OutcomeCount>): string[] {
  const faults = [
    outcomeValueFault('feature', feature),
    segment === undefined ? undefined : outcomeValueFault('segment', segment),
    countFault('good', good),
    countFault('total', total),
    Number(good) > Number(total) ? `good: got ${good} of ${total}, allowed is at most total` : undefined,
  ];
  return faults.filter((fault) => fault !== undefined);
}

function countFault(what: string, value: unknown): string | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0
    ? undefined
    : `${what}: got ${typeof value === 'number' ? value : typeof value}, allowed are whole numbers from 0`;
}
