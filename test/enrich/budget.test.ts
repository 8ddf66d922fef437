import type { EnrichmentName } from '../../lib/model/contracts/enrichment-name';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { emptyAt } from '../../lib/model/incident';
import { alarm, incident, MINUTE, START } from '../support/incidents';
import { Harness } from './harness';
import { subject, subjectOf } from './subject';

const NOW = START + 10 * MINUTE;
const HOUR = 60 * MINUTE;
const harness = Harness.forTests();

function find(names: readonly EnrichmentName[], about = subject()) {
  return harness.find(names, about);
}

/** A budget report as Application Signals gives it. */
function report(values: Record<string, unknown>, name = 'prod-orders') {
  const Arn = `arn:aws:application-signals:eu-west-1:111122223333:slo/${name}`;
  return { Name: name, Arn, BudgetStatus: 'OK', Attainment: 99.95, ...values };
}

function answer(Reports: unknown[], Errors: unknown[] = []): void {
  harness.fake.answers.set('BatchGetServiceLevelObjectiveBudgetReport', () => ({
    Timestamp: NOW / 1000,
    Reports,
    Errors,
  }));
}

describe('the budget', () => {
  it.each([
    ['of requests', { TotalBudgetRequests: 400, BudgetRequestsRemaining: 100 }, { status: 'OK', left: 0.25 }],
    ['of periods', { TotalBudgetSeconds: 2000, BudgetSecondsRemaining: 1500 }, { status: 'OK', left: 0.75 }],
    [
      'that is overspent',
      { BudgetStatus: 'BREACHED', TotalBudgetRequests: 200, BudgetRequestsRemaining: -50 },
      { status: 'BREACHED', left: -0.25 },
    ],
    [
      'when nobody asked yet: no share of nothing',
      { TotalBudgetRequests: 0, BudgetRequestsRemaining: 0 },
      { status: 'OK' },
    ],
    ['without any numbers', {}, { status: 'OK' }],
    [
      'without data: its numbers say nothing',
      { BudgetStatus: 'INSUFFICIENT_DATA', Attainment: undefined, TotalBudgetSeconds: 10, BudgetSecondsRemaining: 10 },
      { status: 'INSUFFICIENT_DATA', attainment: undefined },
    ],
    ['with an attainment that is no number', { Attainment: 'NaN' }, { status: 'OK', attainment: undefined }],
  ])('%s', async (_, values, expected) => {
    answer([report(values)]);
    const { budgets, missing } = await find(['budget']);
    expect({ budgets, missing }).toEqual({ budgets: { orders: { attainment: 99.95, ...expected } }, missing: [] });
  });

  it('is asked for by the name of the objective, an adopted one by its own, as of now', async () => {
    answer([report({}, 'Orders, adopted')]);
    expect((await find(['budget'], subject({ objective: 'Orders, adopted' }))).budgets).toHaveProperty('orders');
    const { input } = harness.fake.first('BatchGetServiceLevelObjectiveBudgetReport');
    expect(input).toEqual({ SloIds: ['Orders, adopted'], Timestamp: NOW / 1000 });
  });

  it.each([
    ['by name', { Name: 'prod-pay', ErrorCode: 'ResourceNotFoundException' }],
    ['by ARN', { Name: '', Arn: 'arn:aws:application-signals:eu-west-1:1:slo/prod-pay', ErrorCode: 'SloNotFound' }],
  ])('of an SLO that was deleted meanwhile is missing beside the others, told %s', async (_, error) => {
    answer([report({ TotalBudgetRequests: 4, BudgetRequestsRemaining: 1 })], [{ ErrorMessage: 'no', ...error }]);
    const two = incident(alarm(0, 'fast', 'ALARM'), alarm(1, 'fast', 'ALARM', { slo: 'pay' }));
    const { budgets, missing } = await find(['budget'], subjectOf(two));
    expect(Object.keys(budgets!)).toEqual(['orders']);
    expect(missing).toEqual([
      { what: 'the error budget of pay', why: 'it was not found in Application Signals; was it deleted?' },
    ]);
  });

  it.each([
    ['with another error', [{ Name: 'prod-orders', ErrorCode: 'InternalServerError' }], /answered with an error/],
    ['not at all', [], /did not mention it/],
  ])('is missing when it is answered %s', async (_, errors, why) => {
    answer([], errors);
    expect((await find(['budget'])).missing).toEqual([
      { what: 'the error budget of orders', why: expect.stringMatching(why) },
    ]);
  });

  it('of more SLOs than one call takes is asked for in several', async () => {
    const many = Array.from({ length: 51 }, (_, at) => alarm(0, 'fast', 'ALARM', { slo: `slo-${at}` }));
    answer([]);
    harness.fake.answers.set('BatchGetServiceLevelObjectiveBudgetReport', ({ input }) => ({
      Reports: (input.SloIds as string[]).map((name) => report({}, name)),
      Errors: [],
    }));
    const { budgets } = await find(['budget'], subjectOf(incident(...many)));
    expect(Object.keys(budgets!)).toHaveLength(51);
    const asked = harness.fake
      .of('BatchGetServiceLevelObjectiveBudgetReport')
      .map(({ input }) => (input.SloIds as []).length);
    expect(asked).toEqual([50, 1]);
  });
});

/** Bad and all requests of a minute, remaining budget; what remains / how fast it goes, worked out by hand. */
const FIXTURES = [
  // Burn 0.5 % / 0.1 % = 5; 60 % of 28 days is 403.2 h.
  ['a small leak', { bad: 3, total: 600, left: 60, goal: '99.9' }, 403.2 / 5],
  // Burn 25 % / 1 % = 25; 40 % of 28 days is 268.8 h.
  ['a quarter of all fails', { bad: 150, total: 600, left: 40, goal: '99' }, 268.8 / 25],
  // Burn 100 % / 0.1 % = 1000; 10 % of 28 days is 67.2 h, gone in four minutes.
  ['a total outage', { bad: 600, total: 600, left: 10, goal: '99.9' }, 67.2 / 1000],
] as const;

describe('S1.14 and S1.1: when the budget will be empty at the present rate', () => {
  async function emptyIn({ bad, total, left, goal }: { bad: number; total: number; left: number; goal: string }) {
    answer([report({ TotalBudgetRequests: 100, BudgetRequestsRemaining: left })]);
    harness.fake.metric = (name) => (name === 'Total' ? total : bad);
    const opened = alarm(0, 'fast', 'ALARM', { entry: { attainmentGoal: goal } });
    const findings = await find(['budget', 'lately'], subjectOf(incident(opened)));
    const enriched: IncidentEvent = { version: 1, type: 'enriched', at: NOW, findings };
    const at = emptyAt(incident(opened, enriched), 'orders');
    return at === undefined ? undefined : (at - NOW) / HOUR;
  }

  it.each(FIXTURES)('%s: remaining budget / present burn, to within 1 %%', async (_, fixture, hours) => {
    const found = await emptyIn(fixture);
    expect(Math.abs(found! - hours) / hours).toBeLessThan(0.01);
  });

  it.each([
    ['nothing is being spent', { bad: 0, total: 600, left: 60, goal: '99.9' }],
    ['nobody is there', { bad: 0, total: 0, left: 60, goal: '99.9' }],
    ['it is gone', { bad: 3, total: 600, left: 0, goal: '99.9' }],
  ])('no time when %s', async (_, fixture) => {
    expect(await emptyIn(fixture)).toBeUndefined();
  });

  it('says fewer hours as the budget falls from 60 % to 40 %, and none of it is a breach', async () => {
    const fixture = { bad: 3, total: 600, goal: '99.9' };
    const hours = [];
    for (const left of [60, 50, 40]) hours.push(await emptyIn({ ...fixture, left }));
    expect(hours.map((value) => value?.toFixed(2))).toEqual(['80.64', '67.20', '53.76']);
  });
});
