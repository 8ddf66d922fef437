import type { MissingData } from '../../lib/assembly';
import { type Datapoint, DatapointWindow, EXTRA_DATAPOINTS } from '../../lib/simulate/datapoint-window';

const POINTS: Readonly<Record<string, Datapoint>> = { '-': 'missing', '0': 'ok', X: 'breaching' };
const KEEPS = 'keeps its state';

/** Data points oldest first, as the CloudWatch user guide writes them. */
function verdict(points: string, n: number, m: number, treatMissingData: MissingData, current: 'OK' | 'ALARM' = 'OK') {
  const window = new DatapointWindow(n + EXTRA_DATAPOINTS);
  for (const point of points.split(' ')) window.push(POINTS[point]!);
  return window.verdict({ evaluationPeriods: n, datapointsToAlarm: m, treatMissingData }, current);
}

/**
 * Rows of the two tables of the CloudWatch user guide, "Configuring how CloudWatch alarms treat missing data": three
 * evaluation periods, five data points in the evaluation range. Columns: missing, ignore, breaching, notBreaching.
 */
describe.each([
  ['0 - X - X', 3, 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 3, 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 3, 'INSUFFICIENT_DATA', KEEPS, 'ALARM', 'OK'],
  ['0 X X - X', 3, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 3, 'ALARM', KEEPS, 'ALARM', 'OK'],
  ['0 - X - X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - X -', 2, 'ALARM', KEEPS, 'ALARM', 'OK'],
] as const)('data points %s with %d of 3', (points, m, missing, ignore, breaching, notBreaching) => {
  it.each([
    ['missing', missing],
    ['ignore', ignore],
    ['breaching', breaching],
    ['notBreaching', notBreaching],
  ] as const)('missing data as %s: %s', (treatment, expected) => {
    for (const current of ['OK', 'ALARM'] as const) {
      expect(verdict(points, 3, m, treatment, current)).toBe(expected === KEEPS ? current : expected);
    }
  });
});

describe('an alarm that treats missing data as missing', () => {
  it.each(['- - - - X', '- - - X -', '- - - X 0', '- - X - 0'])(
    'does not fire early on %s with 3 of 3, because the next may be fine or is',
    (points) => {
      expect(verdict(points, 3, 3, 'missing')).toBe('OK');
    },
  );
});

describe('what the same page says of its rows', () => {
  it('a data point that is fine holds off a treatment as breaching until it leaves the range', () => {
    expect(verdict('0 - - - -', 3, 3, 'breaching')).toBe('OK');
    expect(verdict('0 - - - - -', 3, 3, 'breaching')).toBe('ALARM');
  });

  it.each([
    ['- - X - -', 2],
    ['- - - X -', 2],
    ['- X - - -', 3],
    ['X - - - -', 3],
    ['- - - - X', 1],
  ])('what breaches and is at least M periods old fires whatever is missing after it: %s with M = %d', (points, m) => {
    expect(verdict(points, 3, m, 'missing')).toBe('ALARM');
  });
});

describe('an alarm without missing data', () => {
  it.each([
    ['X X X', 3, 3, 'ALARM'],
    ['X X 0', 3, 3, 'OK'],
    ['X X 0 X 0', 3, 2, 'OK'],
    ['X X 0', 1, 1, 'OK'],
    ['0 0 X', 1, 1, 'ALARM'],
  ] as const)('%s with N = %d, M = %d: %s', (points, n, m, expected) => {
    for (const treatment of ['missing', 'ignore', 'breaching', 'notBreaching'] as const) {
      expect(verdict(points, n, m, treatment)).toBe(expected);
    }
  });
});

it('forgets what has left the range', () => {
  expect(verdict('X X X X X - - - - -', 3, 3, 'missing')).toBe('INSUFFICIENT_DATA');
  expect(verdict('X X X X X 0 0 0 0 0', 3, 1, 'ignore', 'ALARM')).toBe('OK');
});
