import {
  AWS_RECIPE,
  badNeeded,
  badNeededAtLeast,
  budgetRequests,
  EVIDENCE_RULE,
  eventsPerPage,
  evidenceUnnecessary,
  heldMinutes,
  noDataMinutes,
  parseGoal,
  type Tier,
} from '../../../lib/model/slo';
import { cases, days, googleTiers, number } from './facts';

const goal = parseGoal(99.9);
const fast = googleTiers['page-fast']!;
const slow = googleTiers['page-slow']!;

type Quantum = { long: number | null; longGte: number | null; short: number | null; percentOfBudget: number | null };
type Periods = { goalPercent: number; sloPeriodMinutes: number; budgetPeriods: number } & Record<string, Quantum>;

describe('bad periods that a tier needs', () => {
  const cells = cases<Periods>('quantisation_period_based').flatMap((row) =>
    Object.keys(googleTiers).map((name) => ({ ...row, name, expected: row[name] as Quantum })),
  );

  it.each(cells)(
    '$name at $goalPercent % with periods of $sloPeriodMinutes min',
    ({ goalPercent, sloPeriodMinutes, budgetPeriods, name, expected }) => {
      const tier = googleTiers[name]!;
      const use = { tier, goal: parseGoal(goalPercent), interval: days(30) };
      const long = badNeeded(use, tier.longMinutes / sloPeriodMinutes);
      expect({
        long: long ?? null,
        longGte: badNeededAtLeast(use, tier.longMinutes / sloPeriodMinutes) ?? null,
        short: badNeeded(use, tier.shortMinutes / sloPeriodMinutes) ?? null,
      }).toEqual({ long: expected.long, longGte: expected.longGte, short: expected.short });
      const budget = budgetRequests(use.goal, 43_200 / sloPeriodMinutes);
      expect(number(budget)).toBe(budgetPeriods);
      if (long !== undefined) expect(number(budget.inverse().mul(long * 100))).toBe(expected.percentOfBudget);
    },
  );
});

describe('a tier whose threshold is exactly a total outage', () => {
  const tier: Tier = { name: 'tenfold', urgency: 'page', longMinutes: 540, shortMinutes: 45, budgetShare: '0.125' };
  const use = { tier, goal: parseGoal(90), interval: days(30) };

  it('is reached by nothing but bad events with >=, and never with >', () => {
    expect(badNeeded(use, 60)).toBeUndefined();
    expect(badNeededAtLeast(use, 60)).toBe(60);
  });

  it('needs at least one bad event, also in an empty window', () => {
    expect(badNeededAtLeast(use, 0)).toBe(1);
  });
});

describe('requests that a page costs', () => {
  it.each(cases<Record<string, number>>('low_traffic_events'))('at $requestsPerHour requests per hour', (row) => {
    const inPeriod = row.requestsPerHour! * 720;
    const use = { goal, interval: days(30) };
    expect({
      eventsInPeriod: inPeriod,
      budgetEvents: number(budgetRequests(goal, inPeriod)),
      eventsPerFastPage: number(eventsPerPage(fast, goal, inPeriod)),
      eventsPerSlowPage: number(eventsPerPage(slow, goal, inPeriod)),
      badNeededFast: badNeeded({ ...use, tier: fast }, row.requestsPerHour!),
      badNeededSlow: badNeeded({ ...use, tier: slow }, row.requestsPerHour! * 6),
      requestsPerHour: row.requestsPerHour,
    }).toEqual(row);
  });

  it.each(
    cases<{ eventsInWindow: number; errorThreshold: number; badNeeded: number; reachable: boolean }>(
      'traffic_scaled_threshold',
    ),
  )('give the threshold that follows traffic: $errorThreshold for $eventsInWindow events', (row) => {
    const needed = eventsPerPage(fast, goal, 1_000_000);
    const scaled = needed.div(row.eventsInWindow);
    expect(number(needed)).toBe(row.badNeeded);
    expect(number(scaled)).toBe(row.errorThreshold);
    expect(scaled.lte(1)).toBe(row.reachable);
  });

  it('are refused for a negative or endless number of events', () => {
    const use = { tier: fast, goal, interval: days(30) };
    expect(() => badNeeded(use, -1)).toThrow('events in the window: got -1, allowed are counts from 0 up');
    expect(() => eventsPerPage(fast, goal, Number.POSITIVE_INFINITY)).toThrow('events in the interval: got Infinity');
  });
});

describe('evidence', () => {
  const question = { tiers: AWS_RECIPE.tiers, goal, interval: days(28) };

  it('is four minutes of bad requests within the hour, and missing data is no evidence', () => {
    expect(EVIDENCE_RULE).toMatchObject({
      periodSeconds: 60,
      threshold: 0,
      comparisonOperator: 'GreaterThanThreshold',
      datapointsToAlarm: 4,
      evaluationPeriods: 60,
      treatMissingData: 'notBreaching',
    });
  });

  it('is left out from 7,441 requests per hour at 99.9 % over 28 days', () => {
    expect(evidenceUnnecessary({ ...question, troughPerHour: 7440 })).toBe(false);
    expect(evidenceUnnecessary({ ...question, troughPerHour: 7440.4 })).toBe(false);
    expect(evidenceUnnecessary({ ...question, troughPerHour: 7441 })).toBe(true);
  });

  it('is needed at a trough of zero, and by the page tier that needs fewest bad requests', () => {
    expect(evidenceUnnecessary({ ...question, troughPerHour: 0 })).toBe(false);
    const early: Tier = { name: 'early', urgency: 'page', longMinutes: 60, shortMinutes: 5, budgetShare: '0.01' };
    const tiers = [...AWS_RECIPE.tiers, early];
    expect(evidenceUnnecessary({ ...question, tiers, troughPerHour: 7441 })).toBe(false);
    expect(evidenceUnnecessary({ ...question, tiers, troughPerHour: 14_881 })).toBe(true);
  });

  it('does not depend on ticket tiers, which wake nobody', () => {
    const tiers = AWS_RECIPE.tiers.filter(({ urgency }) => urgency === 'ticket');
    expect(evidenceUnnecessary({ ...question, tiers, troughPerHour: 1 })).toBe(true);
  });

  it('holds the fast tier back for 15 minutes, the slow one for 60, a ticket never', () => {
    expect(AWS_RECIPE.tiers.map(heldMinutes)).toEqual([15, 60, undefined]);
  });

  it.each([-1, Number.NaN])('refuses a trough of %p requests per hour', (troughPerHour) => {
    expect(() => evidenceUnnecessary({ ...question, troughPerHour })).toThrow(/allowed/);
  });
});

describe('silence that means something', () => {
  it.each([
    [60, 13],
    [6, 107],
    [600, 5],
    [60_000, 5],
    [0.4, 1185],
  ])('at %p requests per hour is %i minutes', (requestsPerHour, minutes) => {
    expect(noDataMinutes(requestsPerHour)).toBe(minutes);
  });

  it.each([0, 0.3, 0.05, 0.00015, 0.0001491, 1e-9])('at %p requests per hour cannot be told by an alarm', (rate) => {
    expect(noDataMinutes(rate)).toBeUndefined();
  });

  it('never shortens as traffic falls', () => {
    const rates = Array.from({ length: 400 }, (_, step) => 1e5 * 0.94 ** step);
    const spans = rates.map((rate) => noDataMinutes(rate) ?? Number.POSITIVE_INFINITY);
    expect(spans).toEqual([...spans].sort((a, b) => a - b));
    expect(spans.filter(Number.isFinite).every((span) => span >= 5 && span <= 1440)).toBe(true);
  });

  it.each([13, 107])('of %i minutes comes by chance once in ten times 28 days or less', (minutes) => {
    const perMinute = minutes === 13 ? 1 : 0.1;
    expect(40_320 * perMinute * Math.exp(-perMinute * minutes)).toBeLessThanOrEqual(0.1);
    expect(40_320 * perMinute * Math.exp(-perMinute * (minutes - 1))).toBeGreaterThan(0.1);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('is refused for a rate of %p', (rate) => {
    expect(() => noDataMinutes(rate)).toThrow(`requests per hour: got ${rate}, allowed are rates from 0 up`);
  });
});
