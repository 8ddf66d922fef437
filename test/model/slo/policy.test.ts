import {
  type AlertRecipe,
  AWS_RECIPE,
  GOOGLE_RECIPE,
  isReachable,
  lookbacks,
  type PairInventory,
  pairInventory,
  parseGoal,
  policyFaults,
  type Tier,
} from '../../../lib/model/slo';
import { cases, days, googleTiers } from './facts';

const page: Tier = { name: 'p', urgency: 'page', longMinutes: 60, shortMinutes: 5, budgetShare: '0.02' };
const recipe = (...tiers: Tier[]): AlertRecipe => ({ id: 'own', source: 'test', tiers });
const faults = (policy: AlertRecipe, goal: number, length = 28, periodMinutes = 1) =>
  policyFaults(policy, { goal: parseGoal(goal), interval: days(length), periodMinutes });

describe('reach', () => {
  it.each(cases<{ goalPercent: number; reachable: string[] }>('max_burn'))(
    'at $goalPercent % over 30 days only these tiers can fire: $reachable',
    ({ goalPercent, reachable }) => {
      const goal = parseGoal(goalPercent);
      const found = Object.keys(googleTiers).filter((name) => isReachable(googleTiers[name]!, goal, days(30)));
      expect(found).toEqual(reachable);
    },
  );

  it('ends exactly at the greatest burn', () => {
    const tenfold = { ...page, budgetShare: '0.125', longMinutes: 540 };
    expect(isReachable(tenfold, parseGoal(90), days(30))).toBe(false);
    expect(isReachable(tenfold, parseGoal('90.000001'), days(30))).toBe(true);
  });
});

describe('a policy', () => {
  it.each([99.99, 99.9, 99.5, 99, 98, 95.1])('of the AWS recipe over 28 days is fine at %p %', (goal) => {
    expect(faults(AWS_RECIPE, goal)).toEqual([]);
  });

  it('of a page tier that cannot fire is refused, with the goal it would need', () => {
    expect(faults(AWS_RECIPE, 92)).toContain(
      'tier fast: got burn threshold 13.44, allowed is less than 12.5, the burn of a total outage at 92 % (goals above 92.56 % reach it)',
    );
  });

  it.each([
    [95, 28, ['tier ticket: got burn threshold 0.933, allowed for a ticket at 95 % is more than 1']],
    [95, 30, ['tier ticket: got burn threshold 1, allowed for a ticket at 95 % is more than 1']],
    [95, 31, []],
    [99.9, 27, ['tier ticket: got burn threshold 0.9, allowed for a ticket at 99.9 % is more than 0.9']],
    [99.9, 20, ['tier ticket: got burn threshold 0.667, allowed for a ticket at 99.9 % is more than 0.9']],
  ])('at %p % over %i days must not file tickets while all is well', (goal, length, expected) => {
    expect(faults(AWS_RECIPE, goal, length)).toEqual(expected);
  });

  it('must not page while the promise is kept', () => {
    expect(faults(recipe({ ...page, budgetShare: '0.001' }), 99.9, 2.5)).toEqual([
      'tier p: got burn threshold 0.06, allowed for a page is more than 1',
    ]);
  });

  it('must look back less than the interval, which the "three hours" of the user guide would not', () => {
    const wrong = cases<{ printed: string; correct: number }>('published_figures_to_distrust').find(({ printed }) =>
      printed.includes('three hours'),
    )!;
    const fault = `long window: got ${wrong.correct} minutes, allowed is less than the interval of`;
    expect(faults(AWS_RECIPE, 99.9, wrong.correct / 1440).join('\n')).toContain(`${fault} 4320`);
    expect(faults(AWS_RECIPE, 99.9, 3 / 24).join('\n')).toContain(`${fault} 180`);
    expect(faults(AWS_RECIPE, 99.9, wrong.correct / 1440 + 1).join('\n')).not.toContain(fault);
  });

  it('needs tiers with names of their own', () => {
    expect(faults(recipe(), 99.9)).toEqual(['alert recipe own: got no tier, allowed is at least one']);
    expect(faults(recipe(page, page, page), 99.9)).toEqual([
      'alert recipe own: got two tiers named p, allowed is each name once',
    ]);
  });

  it('has at most ten look-back windows', () => {
    const tiers = [1, 2, 3, 4, 5, 6].map((n) => ({ ...page, name: `p${n}`, longMinutes: 60 + n, shortMinutes: n }));
    expect(faults(recipe(...tiers.slice(0, 5)), 99.9)).toEqual([]);
    expect(faults(recipe(...tiers), 99.9)).toEqual(['alert recipe own: got 12 look-back windows, allowed are 10']);
  });

  it.each([
    [1, []],
    [5, []],
    [15, ['tier p: window: got 5 minutes, allowed are multiples of the period of 15 minutes']],
    [
      7,
      [
        'tier p: window: got 60 minutes, allowed are multiples of the period of 7 minutes',
        'tier p: window: got 5 minutes, allowed are multiples of the period of 7 minutes',
      ],
    ],
  ])('has look-backs that are multiples of a period of %i minutes', (periodMinutes, expected) => {
    expect(faults(recipe(page), 99.9, 28, periodMinutes)).toEqual(expected);
  });

  it.each([
    ['page', 99.9, '0.0251', []],
    ['page', 99.9, '0.025', ['tier p: got burn threshold 1, allowed for a page is more than 1']],
    ['page', 99.9, '0.0249', ['tier p: got burn threshold 0.996, allowed for a page is more than 1']],
    ['ticket', 99.9, '0.0226', []],
    ['ticket', 99.9, '0.0225', ['tier p: got burn threshold 0.9, allowed for a ticket at 99.9 % is more than 0.9']],
    ['ticket', 95, '0.0251', []],
    ['ticket', 95, '0.025', ['tier p: got burn threshold 1, allowed for a ticket at 95 % is more than 1']],
  ] as const)('of a %s at %d %% with a share of %s has its floor', (urgency, goal, budgetShare, expected) => {
    // 28 days are forty times 1008 minutes.
    const tier: Tier = { ...page, urgency, longMinutes: 1008, shortMinutes: 84, budgetShare };
    expect(faults(recipe(tier), goal)).toEqual(expected);
  });

  it('with a faulty tier is told that, and nothing that follows from it', () => {
    expect(faults(recipe({ ...page, budgetShare: 'NaN' }), 99.9)).toEqual([
      'tier p: budget share: got "NaN", allowed are decimals between 0 and 1, for example 0.02',
    ]);
  });
});

describe('what a recipe needs', () => {
  it('declares every window once, shortest first', () => {
    expect(lookbacks(AWS_RECIPE)).toEqual([5, 30, 60, 360, 4320]);
    expect(lookbacks(GOOGLE_RECIPE)).toEqual([5, 30, 60, 120, 360, 1440, 4320]);
  });

  const inventories = cases<PairInventory & { cfnResources: number }>('alarm_inventory');
  it.each([
    [0, GOOGLE_RECIPE, 'urgency'],
    [1, GOOGLE_RECIPE, 'tier'],
    [2, GOOGLE_RECIPE, 'tier and urgency'],
    [3, AWS_RECIPE, 'tier'],
  ] as const)('as published, row %i: %j with a composite per %s', (row, published, per) => {
    const { lookbacks, metricAlarms, compositeAlarms, cfnResources: resources, slosPerStack } = inventories[row]!;
    expect(pairInventory(published, per)).toEqual({
      lookbacks,
      metricAlarms,
      compositeAlarms,
      resources,
      slosPerStack,
    });
  });
});
