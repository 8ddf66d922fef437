import { type Interval, parseGoal, policyFaults, recommendedTiers, threshold, toNumber } from '../../../lib/model/slo';
import { cases, days } from './facts';

interface Published {
  readonly set?: string;
  readonly periodDays: number;
  readonly tiers: { readonly longMinutes: number; readonly shortMinutes: number; readonly burn: number }[];
}

function recommended(goal: number, interval: Interval, periodMinutes = 1) {
  return recommendedTiers({ goal: parseGoal(goal), interval, periodMinutes });
}

const burns = (goal: number, interval: Interval) =>
  recommended(goal, interval).map((tier) => [tier.name, toNumber(threshold(tier, interval))]);

function published(group: 'thresholds_sloth' | 'thresholds_datadog' | 'thresholds_aws', periodDays: number): Published {
  return cases<Published & { name?: string }>(group).find(
    ({ periodDays: length, name, set }) =>
      length === periodDays && (name ?? 'three pairs').startsWith('three pairs') && set !== 'custom-30d',
  )!;
}

describe('the recommended tiers', () => {
  it.each([
    ['AWS', 'thresholds_aws', 28, [0, 1, 2]],
    ['AWS', 'thresholds_aws', 30, [0, 1]],
    ['Sloth', 'thresholds_sloth', 7, [0, 1, 3]],
    ['Datadog', 'thresholds_datadog', 90, [0, 1, 2]],
  ] as const)('are those that %s publishes (%s) for %i days at 99.9 %%', (_who, group, length, used) => {
    const { tiers } = published(group, length);
    const mine = recommended(99.9, days(length)).slice(0, used.length);
    expect(mine.map((tier) => [tier.longMinutes, tier.shortMinutes, toNumber(threshold(tier, days(length)))])).toEqual(
      used.map((at) => [tiers[at]!.longMinutes, tiers[at]!.shortMinutes, tiers[at]!.burn]),
    );
  });

  it.each([
    // A ticket up to 1 never ends at a low goal, so the SRE Workbook's faster one takes its place.
    [
      95,
      28,
      [
        ['fast', 13.44],
        ['slow', 5.6],
        ['ticket', 2.8],
      ],
    ],
    [
      95.1,
      28,
      [
        ['fast', 13.44],
        ['slow', 5.6],
        ['ticket', 14 / 15],
      ],
    ],
    // A total outage burns at 10 at 90 %, at 2.5 at 60 %.
    [
      90,
      28,
      [
        ['slow', 5.6],
        ['ticket', 2.8],
      ],
    ],
    [80, 28, [['ticket', 2.8]]],
    [60, 28, []],
    [
      95,
      7,
      [
        ['fast', 13.44],
        ['slow', 3.5],
        ['ticket', 1.4],
      ],
    ],
    [
      95,
      90,
      [
        ['slow', 10.8],
        ['ticket', 4.5],
      ],
    ],
  ])(
    'at %d %% over %i days are those that can fire and do not fire while the promise is kept',
    (goal, length, expected) => {
      expect(burns(goal, days(length))).toEqual(expected);
    },
  );

  it.each([
    [
      3,
      [
        ['fast', 5.76],
        ['slow', 1.5],
      ],
    ],
    [2, [['fast', 3.84]]],
    [1, [['fast', 1.92]]],
  ])('over %i days are what is left of the set for 7 days', (length, expected) => {
    expect(burns(99.9, days(length))).toEqual(expected);
  });

  it('count a calendar month as 30 days, as Application Signals does', () => {
    expect(burns(99.9, { kind: 'calendar', months: 1 })).toEqual(burns(99.9, days(30)));
  });

  // Look-backs are multiples of the period (CloudWatch user guide, "Service level objectives (SLOs)"), the next longer ones.
  it.each([
    [1, [60, 5, 360, 30, 4320, 360]],
    [5, [60, 5, 360, 30, 4320, 360]],
    [10, [60, 10, 360, 30, 4320, 360]],
    [15, [60, 15, 360, 30, 4320, 360]],
    [7, [63, 7, 364, 35, 4326, 364]],
  ])('with periods of %i minutes look back over whole periods', (minutes, expected) => {
    const tiers = recommended(99.9, days(28), minutes);
    expect(tiers.flatMap(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes])).toEqual(expected);
  });

  it('are never at fault, whatever the goal and the interval', () => {
    for (const goal of [10, 50, 75, 80, 90, 95, 95.5, 99, 99.5, 99.9, 99.99, 99.999]) {
      for (const length of [1, 2, 3, 7, 10, 11, 14, 28, 30, 59, 60, 90, 366]) {
        for (const periodMinutes of [1, 5, 7, 13, 15]) {
          const use = { goal: parseGoal(goal), interval: days(length), periodMinutes };
          const tiers = recommendedTiers(use);
          expect(tiers.length === 0 ? [] : policyFaults({ id: 'recommended', tiers }, use)).toEqual([]);
        }
      }
    }
  });
});
