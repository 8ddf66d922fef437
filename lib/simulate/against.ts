import type { AlarmValue } from '../model/contracts/alarm-event';
import type { RecordedTransition } from '../model/contracts/alarm-history';
import { FreeTransitions, inOrder } from './free-transitions';
import { MINUTE_MS } from './minutes';

/** A change of state that the simulation predicts; a `Transition` is one. */
export type PredictedTransition = RecordedTransition;

export interface ComparisonOptions {
  /** First moment that was simulated, epoch milliseconds. */
  readonly from: number;
  /** Last moment that was simulated. */
  readonly to: number;
  /** Names of the simulated alarms: those that never changed are known here only. */
  readonly alarms: Iterable<string>;
  /**
   * Further apart they are two different changes.
   *
   * @default 15
   */
  readonly toleranceMinutes?: number;
}

/** A predicted change that was recorded, too. */
export interface MatchedTransition {
  readonly value: AlarmValue;
  /** Epoch milliseconds. */
  readonly predictedAt: number;
  /** Epoch milliseconds. */
  readonly recordedAt: number;
  /** Recorded after predicted; negative where CloudWatch was earlier. */
  readonly lagSeconds: number;
}

export interface AlarmComparison {
  readonly alarmName: string;
  /** In order of prediction. */
  readonly matched: readonly MatchedTransition[];
  readonly predictedOnly: readonly PredictedTransition[];
  readonly recordedOnly: readonly RecordedTransition[];
}

export interface TransitionComparison {
  /** One for each simulated alarm, by name. */
  readonly alarms: readonly AlarmComparison[];
  readonly matched: number;
  readonly predictedOnly: number;
  readonly recordedOnly: number;
  /** Nothing without a match. */
  readonly lagSeconds?: { readonly median: number; readonly p95: number };
  /** Matched changes among all changes, those of one side included: a fraction of 1. Nothing when nothing changed on either side. */
  readonly agreement?: number;
  /**
   * First predicted changes out of INSUFFICIENT_DATA that were not recorded: a simulated alarm begins where a real one does
   * when it is created, and a real one that is older has nothing to say there. They count neither for nor against.
   */
  readonly beginnings: number;
  /** Recorded before or after what was simulated, tolerance included. */
  readonly outsideTime: number;
  /** Recorded of alarms that were not simulated. */
  readonly otherAlarms: number;
}

const DEFAULT_TOLERANCE_MINUTES = 15;

/**
 * Compares predicted with recorded changes of state: in order of time, each predicted change takes the nearest recorded one of the
 * same alarm into the same state that is still free; of two that are equally near the later one, because nothing is recorded before
 * it happens.
 *
 * @throws RangeError for a tolerance below 0 and for a time that ends before it begins
 */
export function compareTransitions(
  predicted: readonly PredictedTransition[],
  recorded: readonly RecordedTransition[],
  { from, to, alarms, toleranceMinutes = DEFAULT_TOLERANCE_MINUTES }: ComparisonOptions,
): TransitionComparison {
  if (!(toleranceMinutes >= 0)) throw new RangeError(`toleranceMinutes: got ${toleranceMinutes}, allowed is 0 or more`);
  if (!(to >= from)) throw new RangeError(`to: got ${to}, allowed is ${from} or later`);
  const tolerance = toleranceMinutes * MINUTE_MS;
  const names = [...new Set([...alarms, ...predicted.map(({ alarmName }) => alarmName)])].sort();
  const known = new Set(names);
  const ofSimulated = recorded.filter(({ alarmName }) => known.has(alarmName));
  const within = ofSimulated.filter(({ at }) => at >= from - tolerance && at <= to + tolerance);
  const predictions = byAlarm(predicted);
  const records = byAlarm(within);
  const compared = names.map((name) =>
    compareAlarm(name, predictions.get(name) ?? [], records.get(name) ?? [], { from, to, tolerance }),
  );
  const matched = sum(compared, (one) => one.matched.length);
  const predictedOnly = sum(compared, (one) => one.predictedOnly.length);
  const recordedOnly = sum(compared, (one) => one.recordedOnly.length);
  const all = matched + predictedOnly + recordedOnly;
  return {
    alarms: compared.map(({ alarmName, matched, predictedOnly, recordedOnly }) => ({
      alarmName,
      matched,
      predictedOnly,
      recordedOnly,
    })),
    matched,
    predictedOnly,
    recordedOnly,
    ...lagOf(compared.flatMap(({ matched }) => matched)),
    ...(all === 0 ? {} : { agreement: matched / all }),
    beginnings: sum(compared, ({ beginnings }) => beginnings),
    outsideTime: ofSimulated.length - within.length + sum(compared, ({ outsideTime }) => outsideTime),
    otherAlarms: recorded.length - ofSimulated.length,
  };
}

/** How much later than predicted changes were recorded; nothing without a match. */
export function lagOf(matched: readonly MatchedTransition[]): Pick<TransitionComparison, 'lagSeconds'> {
  const lags = matched.map(({ lagSeconds }) => lagSeconds).sort((a, b) => a - b);
  return lags.length === 0 ? {} : { lagSeconds: { median: rank(lags, 0.5), p95: rank(lags, 0.95) } };
}

interface Limits {
  readonly from: number;
  readonly to: number;
  /** Milliseconds. */
  readonly tolerance: number;
}

function compareAlarm(
  alarmName: string,
  predicted: readonly PredictedTransition[],
  recorded: readonly RecordedTransition[],
  { from, to, tolerance }: Limits,
): AlarmComparison & { readonly beginnings: number; readonly outsideTime: number } {
  const free = new FreeTransitions(recorded);
  const matched: MatchedTransition[] = [];
  const unmatched: PredictedTransition[] = [];
  for (const one of predicted) {
    const recordedAt = free.take(one.value, one.at, tolerance);
    if (recordedAt === undefined) unmatched.push(one);
    else matched.push({ value: one.value, predictedAt: one.at, recordedAt, lagSeconds: (recordedAt - one.at) / 1000 });
  }
  const begins = predicted[0]?.previous === 'INSUFFICIENT_DATA' && unmatched[0] === predicted[0];
  const left = free.left();
  const recordedOnly = left.filter(({ at }) => at >= from && at <= to);
  return {
    alarmName,
    matched,
    predictedOnly: begins ? unmatched.slice(1) : unmatched,
    recordedOnly,
    beginnings: begins ? 1 : 0,
    outsideTime: left.length - recordedOnly.length,
  };
}

function byAlarm(transitions: readonly RecordedTransition[]): Map<string, RecordedTransition[]> {
  const found = new Map<string, RecordedTransition[]>();
  for (const one of inOrder(transitions)) {
    const same = found.get(one.alarmName);
    if (same === undefined) found.set(one.alarmName, [one]);
    else same.push(one);
  }
  return found;
}

function sum<T>(entries: readonly T[], count: (entry: T) => number): number {
  return entries.reduce((total, entry) => total + count(entry), 0);
}

/** Nearest rank: a lag that occurred. @param sorted at least one */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}
