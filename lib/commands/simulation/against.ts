import { readFileSync } from 'node:fs';
import { type AlarmHistory, parseAlarmHistory, type RecordedTransition } from '../../model/contracts/alarm-history';
import type { SimulatedObjective } from '../../model/contracts/documents';
import { compareTransitions, lagOf, type MatchedTransition, type Run, timeOf } from '../../simulate';
import { UsageError } from '../usage-error';

type Against = NonNullable<SimulatedObjective['against']>;

const TOLERANCE_MINUTES = 15;

export const TRUNCATED =
  'The file of recorded changes is one page of several: what is on the others counts as not recorded.';

/** Recorded changes of alarms, as `--against` names them. @throws UsageError for a file that cannot be read */
export function recordedAlarms(file: string): AlarmHistory {
  try {
    return parseAlarmHistory(readFileSync(file, 'utf8'), file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw new UsageError(`--against: got "${file}", which is a directory, allowed is a file`);
    throw new UsageError(`--against: ${message}`);
  }
}

/** What was predicted beside what was recorded. */
export function comparedWith(
  { transitions: recorded }: AlarmHistory,
  { declared, from, to }: Run,
  lagMinutes: number,
  alarms: readonly string[],
): Against {
  const predicted = declared.transitions.filter(({ value, previous }) => value !== previous);
  const found = compareTransitions(predicted, recorded, {
    from: timeOf(from),
    to: timeOf(to + lagMinutes),
    alarms,
    toleranceMinutes: TOLERANCE_MINUTES,
  });
  return {
    ...counts(
      found.alarms.flatMap(({ matched }) => matched),
      found.predictedOnly,
      found.recordedOnly,
    ),
    toleranceMinutes: TOLERANCE_MINUTES,
    outside: found.outsideTime + found.otherAlarms,
    alarms: found.alarms.map(({ alarmName, matched, predictedOnly, recordedOnly }) => ({
      name: alarmName,
      ...counts(matched, predictedOnly.length, recordedOnly.length),
      onlyPredicted: predictedOnly.map(change),
      onlyRecorded: recordedOnly.map(change),
    })),
  };
}

function counts(matched: readonly MatchedTransition[], predictedOnly: number, recordedOnly: number) {
  const { lagSeconds } = lagOf(matched);
  return {
    predicted: matched.length + predictedOnly,
    recorded: matched.length + recordedOnly,
    matched: matched.length,
    medianLagSeconds: lagSeconds?.median ?? null,
    p95LagSeconds: lagSeconds?.p95 ?? null,
  };
}

function change({ value, at }: RecordedTransition): Against['alarms'][number]['onlyPredicted'][number] {
  return { state: value, at: new Date(at).toISOString() };
}
