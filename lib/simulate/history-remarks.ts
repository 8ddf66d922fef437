import type { History } from '../model/contracts/history';
import type { HistoryRemark } from '../model/contracts/history-remark';
import { coverageOf } from './history-coverage';
import { MINUTE_MS, timeOf } from './minutes';
import { RequestSeries } from './request-series';
import type { ValueSeries } from './value-series';

export interface RemarkedHistory {
  readonly history: History;
  /** The part of the history that is simulated. */
  readonly series: RequestSeries | ValueSeries;
  /** What the SLO judges. */
  readonly judged: 'requests' | 'periods';
  /** Length of a period; 1 where requests are counted. */
  readonly periodMinutes: number;
  /** Length of the SLO's interval. */
  readonly intervalMinutes: number;
  /** Look-back windows of its alarms. */
  readonly windowMinutes: readonly number[];
}

/** What a reader must know of one history. */
export function historyRemarks({
  history,
  series,
  judged,
  periodMinutes,
  intervalMinutes,
  windowMinutes,
}: RemarkedHistory): HistoryRemark[] {
  const { minutes } = series;
  const windows = [...new Set(windowMinutes)].filter((window) => window > minutes).sort((a, b) => a - b);
  return [
    ...when(minutes < intervalMinutes, { kind: 'shorter-than-interval', judged, minutes, intervalMinutes }),
    ...when(windows.length > 0, { kind: 'shorter-than-window', minutes, windowMinutes: windows }),
    ...when(isIdle(series), { kind: 'no-requests' }),
    ...gaps(series),
    ...when(history.kind === 'requests' && history.stepMs > MINUTE_MS, { kind: 'coarse-step', stepMs: history.stepMs }),
    ...when(history.kind === 'value' && history.stepMs > periodMinutes * MINUTE_MS, {
      kind: 'coarse-values',
      stepMs: history.stepMs,
      periodMinutes,
    }),
    ...when(history.assumedUtc, { kind: 'assumed-utc' }),
    ...when(history.dropped > 0, { kind: 'dropped', rows: history.dropped, first: history.firstDropped! }),
  ];
}

/** What a reader must know of several together, by the names of their SLOs. */
export function jointRemarks(histories: ReadonlyMap<string, Pick<History, 'stepMs'>>): HistoryRemark[] {
  const steps = [...histories].map(([slo, { stepMs }]) => ({ slo, stepMs }));
  return when(new Set(steps.map(({ stepMs }) => stepMs)).size > 1, { kind: 'differing-steps', steps });
}

function when(condition: boolean, remark: HistoryRemark): HistoryRemark[] {
  return condition ? [remark] : [];
}

function isIdle(series: RequestSeries | ValueSeries): boolean {
  return series instanceof RequestSeries && !series.total.some((total) => total > 0);
}

function gaps(series: RequestSeries | ValueSeries): HistoryRemark[] {
  const { minutes, minutesWithData, gaps, longestGap } = coverageOf(series);
  if (longestGap === undefined) return [];
  const longest = { longestMinutes: longestGap.minutes, longestAt: timeOf(longestGap.startMinute) };
  return [{ kind: 'gaps', gaps, missingMinutes: minutes - minutesWithData, ...longest }];
}
