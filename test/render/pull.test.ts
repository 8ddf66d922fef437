import type { PullDocument } from '../../lib/model/contracts/documents';
import { progressBar } from '../../lib/render/progress';
import { pullInWords } from '../../lib/render/pull';
import { PLAIN } from '../../lib/render/style';

const DOCUMENT: PullDocument = {
  version: 1,
  slo: 'prod-place-order',
  goal: 99.9,
  interval: 'rolling 28 days',
  kind: 'requests',
  out: 'history.csv',
  from: '2026-10-23T12:00:00.000Z',
  to: '2026-11-22T12:00:00.000Z',
  stepSeconds: 60,
  finestStepSeconds: 60,
  rows: 8640,
  gaps: 0,
  requests: { good: 9_999, total: 12_345 },
  clamped: 0,
  dropped: 0,
  repeated: 0,
  resumed: false,
};
const words = (different: Partial<PullDocument>) => pullInWords({ ...DOCUMENT, ...different }, PLAIN);

describe('the answer of slo pull', () => {
  it('is short where nothing was odd', () => {
    expect(words({})).toBe(
      [
        'prod-place-order (99.9 % over rolling 28 days): 8,640 rows in history.csv',
        '  from 2026-10-23T12:00:00.000Z to 2026-11-22T12:00:00.000Z, 1 min a row; none is missing',
        '  12,345 requests, 2,346 of them bad',
      ].join('\n'),
    );
  });

  it.each([
    [{ gaps: 1234 }, '1,234 without data'],
    [
      { stepSeconds: 300 },
      'a row is 5 min long, and the SLO is computed from 1 min: bad requests are spread evenly over it',
    ],
    [
      { stepSeconds: 3600, kind: 'periods' as const },
      'a row is 1 h long, and the SLO is computed from 1 min: single bad periods do not show',
    ],
    [{ clamped: 1 }, '1 row had more good or bad requests than requests'],
    [{ dropped: 2 }, '2 data points could not be used and were left out'],
    [{ repeated: 3 }, '3 data points came more than once'],
    [{ clockOffsetSeconds: 3600 }, 'The clock of this computer is 3,600 s slow'],
    [{ clockOffsetSeconds: -400 }, 'is 400 s fast'],
    [{ resumed: true }, 'An earlier command had begun'],
    [
      { alarms: { file: 'a.json', alarms: 5, items: 37, from: '2026-10-23T12:07:30.000Z' } },
      '37 changes of 5 alarms since 2026-10-23T12:07:30.000Z in a.json',
    ],
    [
      { alarms: { file: 'a.json', alarms: 0, items: 0, from: '2026-10-23T12:07:30.000Z' } },
      'no alarm of the SLO exists; a.json is empty',
    ],
  ])('says what was: %j', (different, text) => {
    expect(words(different).toLowerCase()).toContain(text.toLowerCase());
  });
});

it.each([
  [0, 3, /^░{30} 0 %$/],
  [1, 3, /^█{10}░{20} 33 %$/],
  [3, 3, /^█{30} 100 %$/],
])('a bar of %d of %d', (done, all, bar) => {
  expect(progressBar({ done, all })).toMatch(bar);
});
