import type { PullDocument } from '../model/contracts/documents';
import type { PulledAlarmHistory } from '../pull/alarm-history';
import type { Question } from '../pull/journal';
import { stepsOf } from '../pull/range';
import type { Rows } from '../pull/rows';

/** What `slo pull` read, and into which files. */
export interface Pulled {
  readonly out: string;
  readonly question: Question;
  readonly read: Rows;
  /** An earlier command had begun. */
  readonly resumed: boolean;
  /** Milliseconds that the clock of AWS is ahead. */
  readonly clockOffset: number;
  readonly alarms?: { readonly file: string; readonly from: number; readonly history: PulledAlarmHistory };
}

/** The answer of `slo pull`. */
export function pullDocumentOf({ out, question, read, resumed, clockOffset, alarms }: Pulled): PullDocument {
  const { objective, range } = question;
  const { name, goal, interval, kind, periodSeconds } = objective;
  const { rows, clamped, dropped, repeated } = read;
  return {
    version: 1,
    slo: name,
    goal,
    interval,
    kind,
    out,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    stepSeconds: range.stepSeconds,
    finestStepSeconds: periodSeconds,
    rows: rows.length,
    gaps: stepsOf(range) - rows.length,
    ...(kind === 'requests' ? { requests: { good: sum(rows, 1), total: sum(rows, 2) } } : {}),
    clamped,
    dropped,
    repeated,
    resumed,
    ...(clockOffset === 0 ? {} : { clockOffsetSeconds: Math.round(clockOffset / 1000) }),
    ...(alarms === undefined
      ? {}
      : {
          alarms: {
            file: alarms.file,
            alarms: alarms.history.alarms,
            items: alarms.history.items.length,
            from: new Date(alarms.from).toISOString(),
          },
        }),
  };
}

function sum(rows: Rows['rows'], cell: number): number {
  return rows.reduce((total, row) => total + (row[cell] ?? 0), 0);
}
