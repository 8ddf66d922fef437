import fc from 'fast-check';
import type { GoodComparison, Measurement } from '../../../lib/model/contracts/measurement';
import { ErrorBudgetHistory, type ErrorBudgetOptions } from '../../../lib/simulate/error-budget-history';
import { MetricStore } from '../../../lib/simulate/metric-store';
import { type Outcomes, outcomesOf } from '../../../lib/simulate/outcomes';
import { DefinedSlo, type Slo } from './definitions';
import { exclusionsNear, goal, intervalNear, lookBacks, minutesOf, type Spell, spells, startMinute } from './histories';
import { badExpression } from './judgement';
import { requestsOf, valuesOf } from './spells-as-outcomes';

/** What is asked for beyond both ends of a history, so that it leaves its windows again. */
const BEYOND = 40;
/** Budgets are exact fractions, which take their time. */
const BUDGET_EVERY = 5;
const WATCHED = { namespace: 'Shop', dimensions: {}, stat: 'Sum' } as const;
const BAD = { metrics: { bad: { ...WATCHED, name: 'bad' } } };
const TOTAL = { metrics: { total: { ...WATCHED, name: 'total' } } };

const judgement = fc.record({
  good: fc.constantFrom<GoodComparison>('LessThan', 'LessThanOrEqualTo', 'GreaterThan', 'GreaterThanOrEqualTo'),
  threshold: fc.nat(20),
});

/** @param longest minutes of a spell, of which there are up to `most` */
function cases(longest: number, most: number) {
  return fc.tuple(startMinute, fc.constantFrom(1, 5)).chain(([start, periodMinutes]) =>
    fc.record({
      start: fc.constant(start),
      periodMinutes: fc.constant(periodMinutes),
      judged: fc.option(judgement, { nil: undefined }),
      history: spells(longest, most),
      goal,
      interval: intervalNear(start, periodMinutes),
      excluded: exclusionsNear(start),
      warningThreshold: fc.constantFrom(50, 30, 10, 0, 100),
      windows: lookBacks(periodMinutes),
    }),
  );
}
type Case = typeof cases extends (...args: never) => fc.Arbitrary<infer Found> ? Found : never;

function defined(found: Case): Slo {
  const { judged, periodMinutes, start, history, ...rest } = found;
  return judged === undefined
    ? { ...rest, kind: 'requests', startMinute: start, minutes: requestsOf(history), periodMinutes: 1 }
    : {
        ...rest,
        kind: 'periods',
        startMinute: start,
        minutes: valuesOf(history, periodMinutes, judged),
        periodMinutes,
      };
}

function storeOf({ start, history }: Pick<Case, 'start' | 'history'>): MetricStore {
  const store = new MetricStore();
  const column = (name: 'bad' | 'total') =>
    Float64Array.from(minutesOf(history), (found: Spell) => found[name] ?? Number.NaN);
  store.record(BAD.metrics.bad, 'Sum', start, column('bad'));
  store.record(TOTAL.metrics.total, 'Sum', start, column('total'));
  return store;
}

function measurementOf(judged: Case['judged'], periodMinutes: number): Measurement {
  if (judged === undefined) return { kind: 'requests', periodSeconds: 60, bad: BAD, total: TOTAL };
  return {
    kind: 'periods',
    periodSeconds: periodMinutes * 60,
    bad: { expression: badExpression('total', judged), ...TOTAL },
    total: TOTAL,
    judged: { value: TOTAL, ...judged },
  };
}

function simulated(found: Case): ErrorBudgetHistory {
  const { start, periodMinutes, judged, history, excluded, warningThreshold } = found;
  const recorded = { from: start, to: start + minutesOf(history).length };
  const outcomes = outcomesOf(storeOf(found), measurementOf(judged, periodMinutes), recorded, excluded);
  return new ErrorBudgetHistory(outcomes, found.goal, found.interval, { excluded, warningThreshold });
}

/** What the simulator says otherwise than the definition, the first time; nothing when they agree to the last bit. */
function firstDifference(found: Case, every: number) {
  const asked = { from: found.start - 3, to: found.start + minutesOf(found.history).length + BEYOND };
  const slow = new DefinedSlo(defined(found), asked);
  const fast = simulated(found);
  for (let minute = asked.from; minute < asked.to; minute += every) {
    const pairs: Record<string, [unknown, unknown]> = {
      attainment: [fast.attainment(minute), slow.attainment(minute)],
    };
    for (const window of found.windows)
      pairs[`burn ${window}`] = [fast.burn(window, minute), slow.burn(window, minute)];
    if (minute % BUDGET_EVERY === 0) {
      const [actual, expected] = [fast.budget(minute), slow.budget(minute)];
      for (const [name, value] of Object.entries(expected)) pairs[name] = [actual[name as keyof typeof actual], value];
    }
    for (const [what, [got, defines]] of Object.entries(pairs))
      if (!Object.is(got, defines)) return { minute: minute - found.start, what, got, defines };
  }
  return undefined;
}

it('attainment, budget, status and burn are what their definitions say, minute by minute, to the last bit', () => {
  fc.assert(
    fc.property(cases(25, 8), (found) => {
      expect(firstDifference(found, 1)).toBeUndefined();
    }),
    { numRuns: 1500, seed: 6 },
  );
});

it('so they are over three days', () => {
  fc.assert(
    fc.property(cases(1440, 3), (found) => {
      expect(firstDifference(found, 7)).toBeUndefined();
    }),
    { numRuns: 20, seed: 6 },
  );
});

/** Over one day, at 90 %. */
function historyOf(outcomes: Outcomes, options: ErrorBudgetOptions = {}): ErrorBudgetHistory {
  return new ErrorBudgetHistory(outcomes, '90', { kind: 'rolling', duration: 1, unit: 'DAY' }, options);
}

it('an SLO is in danger when exactly the warning threshold is left of its budget', () => {
  // Of 1000 requests at 90 % a hundred may be bad.
  const statusAt = (warningThreshold: number, bad: number) => {
    const total = Float64Array.of(1000);
    const outcomes = { startMinute: 0, bad: Float64Array.of(bad), total, known: total };
    return historyOf(outcomes, { warningThreshold }).budget(0).status;
  };
  const wrong = Array.from({ length: 99 }, (_, at) => at + 1).filter(
    (left) => statusAt(left, 100 - left) !== 'WARNING' || statusAt(left, 99 - left) !== 'OK',
  );
  expect(wrong).toEqual([]);
});

/** CloudWatch user guide, "Service level objectives (SLOs)", Time window exclusions. */
describe('in an exclusion window', () => {
  const recorded = { from: 0, to: 20 };
  const excluded = [{ from: 10, to: 20 }];
  const bad = { history: [{ minutes: 20, total: 10, bad: 10 }], start: 0 };
  const over = (judged: Case['judged'], windows = excluded) =>
    historyOf(outcomesOf(storeOf(bad), measurementOf(judged, 1), recorded, windows), { excluded: windows });

  it('SLI data of periods is non-breaching, and remains data', () => {
    const periods = over({ good: 'LessThan', threshold: 10 });
    expect([periods.attainment(19), periods.burn(10, 19), periods.burn(10, 9)]).toEqual([50, 0, 10]);
  });

  it('requests are excluded, and burn comes from attainment where none are left', () => {
    const requests = over(undefined);
    expect([requests.attainment(19), requests.burn(10, 19), requests.budget(19).outcomes]).toEqual([0, 10, 100]);
  });

  it('that covers the whole interval, 100 % is published for requests; periods without data publish nothing', () => {
    expect(over(undefined, [recorded]).attainment(19)).toBe(100);
    const silent = outcomesOf(
      storeOf({ ...bad, history: [{ minutes: 20, total: undefined }] }),
      measurementOf({ good: 'LessThan', threshold: 10 }, 1),
      recorded,
      [recorded],
    );
    expect(historyOf(silent, { excluded: [recorded] }).attainment(19)).toBeNaN();
  });
});
