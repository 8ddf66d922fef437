import {
  type AlertRecipe,
  AWS_RECIPE,
  budgetShareSpent,
  burnToEmptyIn,
  errorRatioThreshold,
  GOOGLE_RECIPE,
  hoursToEmpty,
  parseGoal,
  type Tier,
  threshold,
  tierFaults,
  toNumber,
} from '../../../lib/model/slo';
import { cases, days, googleTiers, number, tierOf } from './facts';

interface PublishedTier {
  budgetPercent: number;
  longMinutes: number;
  shortMinutes: number;
  burn: number;
}

interface PublishedSet {
  periodDays: number;
  tiers?: PublishedTier[];
  set?: string;
}

interface ByGoogleTier {
  periodDays: number;
  pageFast: number;
  pageSlow: number;
  ticketFast: number;
  ticketSlow: number;
}

const columns = { pageFast: 14.4, pageSlow: 6, ticketFast: 3, ticketSlow: 1 } as const;
const keys = Object.keys(columns) as (keyof typeof columns)[];

function thresholds({ tiers }: AlertRecipe, periodDays: number): readonly (number | null)[] {
  return tiers.map((tier) => number(threshold(tier, days(periodDays))));
}

describe('the recipes', () => {
  it.each(cases<PublishedTier & { tier: string; severity: string; budgetShare: number }>('google_tiers'))(
    'hold the tier $tier of the workbook with a burn of $burn over 30 days',
    ({ tier, severity, longMinutes, shortMinutes, budgetShare, burn }) => {
      const ours = googleTiers[tier]!;
      expect(ours).toMatchObject({ urgency: severity, longMinutes, shortMinutes, budgetShare: String(budgetShare) });
      expect(number(threshold(ours, days(30)))).toBe(burn);
    },
  );

  it.each(cases<PublishedSet & { name: string }>('thresholds_aws').filter(({ tiers }) => tiers !== undefined))(
    "AWS's $name are the tiers of our default",
    ({ periodDays, tiers }) => {
      expect(AWS_RECIPE.tiers.map(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes])).toEqual(
        tiers!.map(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes]),
      );
      expect(thresholds(AWS_RECIPE, periodDays)).toEqual(tiers!.map(({ burn }) => burn));
    },
  );

  it.each([AWS_RECIPE, GOOGLE_RECIPE])('$id names its source and has no faulty tier', ({ source, tiers }) => {
    expect(source).toMatch(/user guide|Workbook/);
    expect(tiers.flatMap(tierFaults)).toEqual([]);
  });

  it.each(cases<ByGoogleTier>('thresholds_formula'))('rescale to $periodDays days', ({ periodDays, ...row }) => {
    expect(thresholds(GOOGLE_RECIPE, periodDays)).toEqual(keys.map((key) => row[key]));
  });

  it('count a calendar month as 30 days, although its true burn differs', () => {
    const month = number(threshold(AWS_RECIPE.tiers[0]!, { kind: 'calendar', months: 1 }));
    expect(month).toBe(14.4);
    for (const row of cases<{ monthDays: number; burn: number; deviationPercent: number }>('calendar_month_bias')) {
      const burn = threshold(AWS_RECIPE.tiers[0]!, days(row.monthDays));
      expect(number(burn)).toBe(row.burn);
      expect(number(burn.mul(5).div(72).sub(1).mul(100))).toBe(row.deviationPercent);
    }
  });
});

describe('one formula gives the thresholds that others publish', () => {
  const published = (['thresholds_sloth', 'thresholds_datadog'] as const).flatMap((group) =>
    cases<PublishedSet>(group)
      .filter(({ tiers }) => tiers !== undefined)
      .map((set) => ({ ...set, group })),
  );

  it.each(published)('$group, $periodDays days ($set)', ({ periodDays, tiers }) => {
    for (const { budgetPercent, longMinutes, shortMinutes, burn } of tiers!) {
      const tier = tierOf(budgetPercent, longMinutes, shortMinutes);
      expect(tierFaults(tier)).toEqual([]);
      expect(number(threshold(tier, days(periodDays)))).toBe(burn);
    }
  });

  it('also for an interval that Sloth has no catalogue for', () => {
    const unknown = cases<PublishedSet>('thresholds_sloth').find(({ set }) => set === 'unknown')!;
    expect(thresholds(GOOGLE_RECIPE, unknown.periodDays)).toEqual([20.16, 8.4, 4.2, 1.4]);
  });

  it("AWS's worked examples of both methods", () => {
    type Example = PublishedTier & { periodDays: number; method: number; exhaustionDays: number };
    const examples = cases<Example>('thresholds_aws').filter(({ burn }) => burn !== undefined);
    expect(examples).toHaveLength(3);
    for (const { method, periodDays, burn, ...example } of examples) {
      const computed =
        method === 1
          ? threshold(tierOf(example.budgetPercent, example.longMinutes), days(periodDays))
          : burnToEmptyIn(example.exhaustionDays * 1440, days(periodDays));
      expect(number(computed)).toBe(burn);
    }
  });

  it.each(cases<PublishedTier & { level: string; errorThreshold999: number }>('thresholds_yairst'))(
    'yairst, level $level, with the error ratio $errorThreshold999 at 99.9 %',
    ({ budgetPercent, longMinutes, shortMinutes, burn, errorThreshold999 }) => {
      const tier = tierOf(budgetPercent, longMinutes, shortMinutes);
      expect(number(threshold(tier, days(28)))).toBe(burn);
      expect(number(errorRatioThreshold(tier, parseGoal(99.9), days(28)))).toBe(errorThreshold999);
    },
  );
});

describe('the share of the budget that is spent when a fixed burn fires', () => {
  it.each(cases<ByGoogleTier>('fixed_factor_budget_share'))(
    'with the unscaled factors of the workbook over $periodDays days',
    ({ periodDays, ...row }) => {
      const shares = keys.map((key, index) =>
        number(budgetShareSpent(columns[key], GOOGLE_RECIPE.tiers[index]!.longMinutes, days(periodDays)).mul(100)),
      );
      expect(shares).toEqual(keys.map((key) => row[key]));
    },
  );

  it('of slo-exporter and slo-generator over 28 days', () => {
    for (const { burn, longMinutes, budgetPercent } of cases<PublishedTier>('thresholds_slo_exporter')) {
      expect(number(budgetShareSpent(burn, longMinutes, days(28)).mul(100))).toBe(budgetPercent);
    }
    type Policy = { windowSeconds: number; burn: number; budgetPercent28d: number };
    for (const { windowSeconds, burn, budgetPercent28d } of cases<Policy>('thresholds_slo_generator')) {
      expect(number(budgetShareSpent(burn, windowSeconds / 60, days(28)).mul(100))).toBe(budgetPercent28d);
    }
  });

  it.each(
    cases<{ periodDays: number; tiers: (PublishedTier & { factor: number; exhaustionHours: number })[] }>(
      'thresholds_pyrra',
    ),
  )('of Pyrra over $periodDays days, and the hours until all of it is', ({ periodDays, tiers }) => {
    for (const { factor, longMinutes, budgetPercent, exhaustionHours } of tiers) {
      expect(number(budgetShareSpent(factor, longMinutes, days(periodDays)).mul(100))).toBe(budgetPercent);
      expect(number(hoursToEmpty(1, factor, days(periodDays)))).toBe(exhaustionHours);
    }
  });
});

describe('a tier', () => {
  const good = AWS_RECIPE.tiers[0]!;

  it.each<[string, Partial<Tier>, string]>([
    ['no share', { budgetShare: '0' }, 'tier fast: budget share: got "0", allowed are decimals between 0 and 1'],
    ['the whole budget', { budgetShare: '1' }, 'got "1", allowed'],
    ['a percent for a share', { budgetShare: '2' }, 'got "2", allowed'],
    ['text for a share', { budgetShare: '2 %' }, 'got "2 %", allowed'],
    ['windows of one length', { shortMinutes: 60 }, 'short window: got 60 minutes, allowed is less than the long 60'],
    ['swapped windows', { shortMinutes: 60, longMinutes: 5 }, 'got 60 minutes, allowed is less than the long 5'],
    ['a window of more than a week', { longMinutes: 10_081 }, 'long window: got 10081 minutes, allowed are whole'],
    ['half minutes', { shortMinutes: 2.5 }, 'short window: got 2.5 minutes, allowed are whole minutes from 1 to 10080'],
    ['no short window', { shortMinutes: 0 }, 'short window: got 0 minutes'],
    ['no number', { longMinutes: Number.NaN }, 'long window: got NaN minutes'],
  ])('with %s is refused', (_, change, fault) => {
    expect(tierFaults({ ...good, ...change }).join('\n')).toContain(fault);
  });

  it('may look back a whole week', () => {
    expect(tierFaults({ ...good, longMinutes: 10_080, shortMinutes: 1440 })).toEqual([]);
  });

  it('tells all its faults at once', () => {
    expect(tierFaults({ ...good, shortMinutes: -1, longMinutes: -2, budgetShare: '' })).toHaveLength(4);
  });

  it('has a threshold that is exact where doubles are not', () => {
    expect((5 * 672) / 100 / 6).not.toBe(5.6);
    expect(toNumber(threshold(AWS_RECIPE.tiers[1]!, days(28)))).toBe(5.6);
  });
});
