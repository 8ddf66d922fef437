import type { HistoryRemark } from '../model/contracts/history-remark';
import { many } from '../model/wording/amounts';
import { durationInWords, listInWords } from '../model/wording/words';

const BUDGETS = {
  requests: 'the error budget is that of the history alone, and everything bad takes a larger share of it',
  periods: 'attainment is that of the history alone, while the error budget is time of the whole interval',
} as const;

/** What must be known of a history, as a sentence without a full stop. */
export function historyRemarkInWords(remark: HistoryRemark): string {
  switch (remark.kind) {
    case 'assumed-utc':
      return 'times of the history say no zone and were taken for UTC';
    case 'dropped':
      return `${many(remark.rows, 'faulty row')} left out, the first: ${remark.first}`;
    case 'coarse-step':
      return `each row covers ${minutesInWords(remark.stepMs / 60_000)}: its requests are spread evenly over its minutes, so that a short fault looks milder than it was`;
    case 'coarse-values':
      return `each row covers ${minutesInWords(remark.stepMs / 60_000)} and is judged once for each period of ${minutesInWords(remark.periodMinutes)} in it, so that a short fault looks longer, or like none`;
    case 'differing-steps':
      return `rows cover different times: ${listInWords(remark.steps.map(({ slo, stepMs }) => `${stepMs / 1000} s for ${slo}`))}`;
    case 'gaps':
      return `no data in ${many(remark.missingMinutes, 'minute')}, ${many(remark.gaps, 'gap')}; the longest is ${minutesInWords(remark.longestMinutes)} from ${new Date(remark.longestAt).toISOString()}`;
    case 'shorter-than-interval':
      return `the history of ${minutesInWords(remark.minutes)} is shorter than the interval of ${minutesInWords(remark.intervalMinutes)}: ${BUDGETS[remark.judged]}`;
    case 'shorter-than-window':
      return `the history of ${minutesInWords(remark.minutes)} is shorter than the ${windowsInWords(remark.windowMinutes)}: what lies before counts as no data`;
    case 'no-requests':
      return 'the history counts no request at all';
  }
}

function windowsInWords(windows: readonly number[]): string {
  return `window${windows.length === 1 ? '' : 's'} of ${listInWords(windows.map(minutesInWords))}`;
}

function minutesInWords(minutes: number): string {
  return durationInWords(minutes * 60_000);
}
