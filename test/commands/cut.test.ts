import { cut } from '../../lib/commands/cut';
import { UsageError } from '../../lib/commands/usage-error';
import { RequestSeries, ValueSeries } from '../../lib/simulate';

const NOON = Date.parse('2026-11-22T12:00:00Z') / 60_000;
const ones = (length: number) => new Float64Array(length).fill(1);
/** From 12:00 to 13:00, and from 12:30 to 14:00 in steps of 5 min. */
const orders = new RequestSeries(NOON, ones(60), ones(60));
const lag = new ValueSeries(NOON + 30, 5, ones(18));
const both = new Map<string, RequestSeries | ValueSeries>([
  ['orders', orders],
  ['lag', lag],
]);
const after = (from: string | undefined, to: string | undefined, series = both) =>
  [...cut(series, { ...(from && { from }), ...(to && { to }) })].map(([name, { startMinute, endMinute }]) => [
    name,
    startMinute - NOON,
    endMinute - NOON,
  ]);

it.each([
  [undefined, undefined, [0, 60], [30, 120]],
  ['2026-11-22T12:10:00Z', undefined, [10, 60], [30, 120]],
  [undefined, '2026-11-22T12:47:00Z', [0, 47], [30, 45]],
  ['2026-11-22T12:41:30Z', '2026-11-22T12:58:30Z', [41, 59], [45, 55]],
  [String((NOON + 50) * 60), undefined, [50, 60], [50, 120]],
  ['2026-11-22T12:00:00Z', '2026-11-22T14:00:00Z', [0, 60], [30, 120]],
])('from %s to %s', (from, to, first, second) => {
  expect(after(from, to)).toEqual([
    ['orders', ...first],
    ['lag', ...second],
  ]);
});

const RECORDED = '2026-11-22T12:00:00.000Z to 2026-11-22T14:00:00.000Z';

it.each([
  ['12:10', undefined, '--from: got "12:10", allowed are ISO-8601 UTC times such as 2026-11-22T07:26:00Z and epoch'],
  [undefined, 'tomorrow', '--to: got "tomorrow", allowed are ISO-8601 UTC times'],
  ['2026-11-22 12:10:00', undefined, '--from: got "2026-11-22 12:10:00", allowed are ISO-8601 UTC times'],
  [
    '2026-11-22T11:59:59Z',
    undefined,
    `--from: got "2026-11-22T11:59:59Z", allowed are times of the history, ${RECORDED}`,
  ],
  [undefined, '2026-11-22T14:01Z', `--to: got "2026-11-22T14:01Z", allowed are times of the history, ${RECORDED}`],
  ['0', undefined, `--from: got "0", allowed are times of the history, ${RECORDED}`],
  [
    '2026-11-22T13:00:00Z',
    '2026-11-22T13:00:00Z',
    '--from: got "2026-11-22T13:00:00Z", allowed are times before --to, 2026-11-22T13:00:00Z',
  ],
  [
    '2026-11-22T14:00Z',
    undefined,
    `--from: got "2026-11-22T14:00Z", allowed are times before the history ends, ${RECORDED}`,
  ],
  [
    undefined,
    '2026-11-22T12:00Z',
    `--to: got "2026-11-22T12:00Z", allowed are times after the history begins, ${RECORDED}`,
  ],
  [
    '2026-11-22T13:00:00Z',
    undefined,
    'history of "orders": got nothing from 2026-11-22T13:00:00.000Z to 2026-11-22T14:00:00.000Z, ' +
      'allowed is a time that reaches into 2026-11-22T12:00:00.000Z to 2026-11-22T13:00:00.000Z',
  ],
])('refuses from %s to %s', (from, to, message) => {
  expect(() => after(from, to)).toThrow(UsageError);
  expect(() => after(from, to)).toThrow(message);
});
