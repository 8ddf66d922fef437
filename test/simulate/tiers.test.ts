import { burnThreshold } from '../assembly/fixture';
import { at, changesIn, cloudWatchOver, DAY, seriesOf } from './fixture';

const WARM = 4 * DAY;
const REQUESTS = 10_000;
const TIERS = { fast: [60, 5, 0.02], slow: [360, 30, 0.05], ticket: [4320, 360, 0.1] } as const;
type TierName = keyof typeof TIERS;

/** Formulas of the Google SRE Workbook, chapter 5: t = B EB L / e to detect, S (1 - B EB / e) to reset; minutes. */
function expected(tier: TierName, errorRatio: number, days: number) {
  const [long, short, share] = TIERS[tier];
  const limit = burnThreshold(share, days, long) / 1000;
  if (errorRatio <= limit) return undefined;
  return { detect: (limit * long) / errorRatio, reset: short * (1 - limit / errorRatio) };
}

/** Minutes from the start of a fault to ALARM, and from its end to OK, on the simulator's grid of one minute. */
function simulated(tier: TierName, errorRatio: number, days: number, faultMinutes: number) {
  const series = seriesOf(
    { minutes: WARM, total: REQUESTS },
    { minutes: faultMinutes, total: REQUESTS, bad: Math.round(errorRatio * REQUESTS) },
    { minutes: 400, total: REQUESTS },
  );
  const changes = changesIn(cloudWatchOver(series, { days }), WARM, WARM + faultMinutes + 400);
  const times = changes.filter(([, alarm]) => alarm === tier);
  const fired = times.find(([, , value]) => value === 'ALARM');
  const cleared = times.find(([minute, , value]) => fired && minute > fired[0] && value === 'OK');
  return { detect: fired && fired[0] - WARM, reset: cleared && cleared[0] - WARM - faultMinutes };
}

/** Above the formula by at most the grid of a minute: a breach must be strict to fire, and ends when it no longer is. */
function expectOnGrid(actual: number | undefined, formula: number, kind: 'detect' | 'reset') {
  const exact = Number(formula.toFixed(6));
  expect(actual).toBe(kind === 'detect' ? Math.floor(exact) + 1 : Math.ceil(exact));
}

const RATIOS = [1, 0.5, 0.15, 0.1, 0.05, 0.0144, 0.01, 0.006, 0.003, 0.002, 0.001];
const CASES = RATIOS.flatMap((ratio) => (['fast', 'slow', 'ticket'] as const).map((tier) => [tier, ratio] as const));

describe.each([28, 30])('over %d days', (days) => {
  it.each(CASES)('tier %s at an error ratio of %d fires and clears when the formula says', (tier, errorRatio) => {
    const formula = expected(tier, errorRatio, days);
    const { detect, reset } = simulated(tier, errorRatio, days, Math.ceil(formula?.detect ?? 600) + 20);
    if (formula === undefined) {
      expect([detect, reset]).toEqual([undefined, undefined]);
    } else {
      expectOnGrid(detect, formula.detect, 'detect');
      expectOnGrid(reset, formula.reset, 'reset');
    }
  });
});

describe('what else delays or prevents a tier', () => {
  const outage = seriesOf(
    { minutes: WARM, total: 60 },
    { minutes: 30, total: 60, bad: 60 },
    { minutes: 60, total: 60 },
  );

  it('a lag moves every change by as much', () => {
    const without = changesIn(cloudWatchOver(outage), WARM, WARM + 90);
    const late = changesIn(cloudWatchOver(outage, {}, { lagMinutes: 3 }), WARM, WARM + 90);
    const later = without.filter(([minute]) => minute > WARM).map(([minute, ...rest]) => [minute + 3, ...rest]);
    expect(late.filter(([minute]) => minute > WARM)).toEqual(later.filter(([minute]) => Number(minute) < WARM + 90));
    expect(later).toContainEqual([WARM + 4, 'fast', 'ALARM']);
  });

  it('a burn equal to the threshold does not fire, one request more does', () => {
    // 13.44 x 0.001 of 250,000 requests are 3,360 bad ones in every window.
    const at13 = (bad: number) =>
      seriesOf({ minutes: WARM, total: 250_000, bad: 0 }, { minutes: 70, total: 250_000, bad });
    const fires = (bad: number) =>
      changesIn(cloudWatchOver(at13(bad)), WARM, WARM + 71).some(
        ([, alarm, value]) => alarm === 'fast' && value === 'ALARM',
      );
    expect([fires(3360), fires(3361)]).toEqual([false, true]);
  });

  it('what lies before the history counts as nothing', () => {
    const young = cloudWatchOver(seriesOf({ minutes: 10, total: 100, bad: 1 }));
    expect(young.burn('prod-checkout', 4320, at(10))).toBeCloseTo(10, 12);
    expect(young.burn('prod-checkout', 60, at(0))).toBeUndefined();
  });
});
