import { sparkline, trendInWords } from '../../../lib/model/wording/sparkline';

it.each([
  [[0, 50, 100], '▁▅█'],
  [[0, 14.3, 28.6, 42.9, 57.1, 71.4, 85.7, 100], '▁▂▃▄▅▆▇█'],
  [[0, 0, 0], '▁▁▁'],
  [[null, 3, null, 3], '·█·█'],
  [[null, null], '··'],
  [[], ''],
  [[-1, 2], '▁█'],
])('%j is drawn as %s', (values, line) => {
  expect(sparkline(values)).toBe(line);
});

const from = Date.parse('2026-11-14T22:50:00Z');

it('says what it shows, in the reader\u2019s zone', () => {
  expect(trendInWords({ from, stepMinutes: 2, badPercent: [0, 6, 12] }, 'requests', 'UTC')).toBe(
    '▁▅█ bad requests: from 0 to 12 %, 14 Nov, 22:50 to 22:56 (UTC).',
  );
});

it('names both days over midnight, gaps, and that there was nothing', () => {
  expect(trendInWords({ from, stepMinutes: 60, badPercent: [null, 0, 0] }, 'minutes', 'Europe/Paris')).toBe(
    '·▁▁ bad minutes: none, 14 Nov, 23:50 to 15 Nov, 02:50 (Europe/Paris); · is where nothing came.',
  );
});
