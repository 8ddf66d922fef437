import { parseHistory } from '../../lib/model/contracts/history';
import { historyRemarkInWords } from '../../lib/render/history';
import { coverageOf, historyRemarks, jointRemarks, RequestSeries, ValueSeries } from '../../lib/simulate';

const GAP = Number.NaN;
const requests = (...total: number[]) => new RequestSeries(100, Float64Array.from(total), Float64Array.from(total));

describe('coverage', () => {
  it.each([
    ['all', requests(1, 0, 1), { minutes: 3, minutesWithData: 3, gaps: 0 }],
    ['none', requests(), { minutes: 0, minutesWithData: 0, gaps: 0 }],
    [
      'the first of two equally long gaps',
      requests(GAP, 1, GAP, GAP, 1, GAP, GAP, 1),
      { minutes: 8, minutesWithData: 3, gaps: 3, longestGap: { startMinute: 102, minutes: 2 } },
    ],
    [
      'minutes of longer steps',
      new ValueSeries(100, 5, Float64Array.of(1, GAP, GAP, 1)),
      { minutes: 20, minutesWithData: 10, gaps: 1, longestGap: { startMinute: 105, minutes: 10 } },
    ],
  ])('of %s', (_, series, expected) => {
    expect(coverageOf(series)).toEqual(expected);
  });
});

const DAY = 1440;
const remarksOf = (text: string, intervalMinutes = 2, windowMinutes: number[] = [], lenient = false) => {
  const history = parseHistory(text, { file: 'h.csv', lenient });
  const series = history.kind === 'requests' ? RequestSeries.fromHistory(history) : ValueSeries.fromHistory(history);
  const judged = history.kind === 'requests' ? 'requests' : 'periods';
  return historyRemarks({ history, series, judged, periodMinutes: 1, intervalMinutes, windowMinutes }).map(
    historyRemarkInWords,
  );
};
const HOURS = `timestamp,good,total\n${Array.from({ length: 360 }, (_, minute) => `${minute * 60},1,1`).join('\n')}`;

describe('what a reader must know', () => {
  it('is nothing of a whole history that is long enough', () => {
    expect(remarksOf(HOURS, 360, [5, 60, 360])).toEqual([]);
  });

  it('is that a history is shorter than interval and windows', () => {
    expect(remarksOf(HOURS, 28 * DAY, [3 * DAY, 30, DAY, 3 * DAY])).toEqual([
      'the history of 6 h is shorter than the interval of 28 days: the error budget is that of the history alone, and everything bad takes a larger share of it',
      'the history of 6 h is shorter than the windows of 24 h and 3 days: what lies before counts as no data',
    ]);
    expect(remarksOf('timestamp,value\n0,1\n60,1', DAY)[0]).toMatch(/the error budget is time of the whole interval$/);
    expect(remarksOf(HOURS, 360, [3 * DAY])[0]).toMatch(/shorter than the window of 3 days/);
  });

  it.each([
    ['no request was counted', 'timestamp,good,total\n0,0,0\n60,0,0', 'the history counts no request at all'],
    [
      'there are gaps',
      'timestamp,good,total\n0,1,1\n120,1,1\n300,1,1',
      'no data in 3 minutes, 2 gaps; the longest is 2 min from 1970-01-01T00:03:00.000Z',
    ],
    [
      'requests were spread',
      'timestamp,good,total\n0,1,1\n300,1,1',
      'each row covers 5 min: its requests are spread evenly over its minutes, so that a short fault looks milder than it was',
    ],
    [
      'UTC was assumed',
      'timestamp,value\n2026-11-22 07:26:00,1\n2026-11-22 07:27:00,0',
      'times of the history say no zone and were taken for UTC',
    ],
    [
      'a row was left out',
      'timestamp,good,total\n0,1,1\n60,2,1\n120,1,1\n60,1,1\n180,1,1',
      '2 faulty rows left out, the first: h.csv:3: good: got 2 of 1 requests in total, allowed is at most the total',
    ],
  ])('is that %s', (_, text, words) => {
    expect(remarksOf(text, 1, [], true)).toContain(words);
  });

  it('is that a row stands for several periods, and not that values are zero', () => {
    expect(remarksOf('timestamp,value\n0,0\n300,0')).toEqual([
      'each row covers 5 min and is judged once for each period of 1 min in it, so that a short fault looks longer, or like none',
    ]);
    expect(remarksOf('timestamp,value\n0,0\n60,0')).toEqual([]);
  });

  it('is that several histories have different steps', () => {
    const steps = (a: number, b: number) =>
      jointRemarks(
        new Map([
          ['orders', { stepMs: a }],
          ['lag', { stepMs: b }],
        ]),
      ).map(historyRemarkInWords);
    expect(steps(60_000, 300_000)).toEqual(['rows cover different times: 60 s for orders and 300 s for lag']);
    expect(steps(60_000, 60_000)).toEqual([]);
  });
});
