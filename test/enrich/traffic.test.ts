import { MINUTE, START } from '../support/incidents';
import { Harness } from './harness';
import { ENTITY, subject } from './subject';

const NOW = START + 10 * MINUTE;
const harness = Harness.forTests();

/** The metrics that Application Signals names for something, as the AWS CLI's documentation shows them. */
function references(...values: string[]) {
  const Dimensions = values.map((Value, at) => ({ Name: `Dimension${at}`, Value }));
  return ['Latency', 'Fault', 'Error'].map((MetricName) => ({
    Namespace: 'ApplicationSignals',
    MetricType: MetricName.toUpperCase(),
    MetricName,
    Dimensions,
  }));
}

/** Bad calls and calls of every minute, or of one, by the value of a dimension. */
function traffic(all: Record<string, readonly [bad: number, total: number]>, minute?: number): void {
  harness.fake.metric = (name, at, dimensions) => {
    if (minute !== undefined && at !== minute) return undefined;
    const [bad, total] = dimensions.flatMap((value) => (all[value] === undefined ? [] : [all[value]]))[0] ?? [];
    return { Fault: bad, Latency: total }[name];
  };
}

function call(from: string, name: string, operation: string, more: Record<string, unknown> = {}) {
  return {
    OperationName: from,
    DependencyKeyAttributes: { Type: 'RemoteService', Name: name },
    DependencyOperationName: operation,
    MetricReferences: references(from, `${name} ${operation} from ${from}`),
    ...more,
  };
}

describe('the dependency that fails', () => {
  function answer(...ServiceDependencies: unknown[]): void {
    harness.fake.answers.set('ListServiceDependencies', () => ({ ServiceDependencies }));
  }
  const find = async () => (await harness.find(['dependency'], subject())).dependency;

  it('is the one with the most bad calls, with what is called of it', async () => {
    answer(call('POST /orders', 'payments', 'charge'), call('POST /orders', 'stock', 'reserve'));
    traffic({ 'payments charge from POST /orders': [10, 40], 'stock reserve from POST /orders': [3, 40] });
    expect(await find()).toEqual({ name: 'payments', operation: 'charge', bad: 150, total: 600 });
  });

  it.each([
    ['4 of 15 bad: too few', [[4, 15]], null],
    ['5 of 15 bad', [[5, 15]], { bad: 5, total: 15 }],
    ['4 % of 150 bad: too small a share', [[6, 150]], null],
    ['5 % of 200 bad', [[10, 200]], { bad: 10, total: 200 }],
    [
      'bad calls from two operations count together',
      [
        [3, 15],
        [3, 15],
      ],
      { bad: 6, total: 30 },
    ],
    ['nobody calls it', [[0, 0]], null],
  ])('%s', async (_, calls, expected) => {
    answer(...calls.map((_each, at) => call(`operation${at}`, 'payments', 'charge')));
    const all = Object.fromEntries(calls.map((each, at) => [`payments charge from operation${at}`, each]));
    traffic(all as Record<string, [number, number]>, NOW - MINUTE);
    const found = await find();
    expect(found && { bad: found.bad, total: found.total }).toEqual(expected);
  });

  it('counts a metric once that is named twice', async () => {
    const twice = [...references('POST /orders', 'x'), ...references('POST /orders', 'x')];
    answer(call('POST /orders', 'payments', 'charge', { MetricReferences: twice }));
    traffic({ x: [10, 40] });
    expect(await find()).toMatchObject({ bad: 150, total: 600 });
  });

  it('has the identifier of a resource for its name, and no operation that is not known', async () => {
    const resource = { Type: 'AWS::Resource', ResourceType: 'AWS::DynamoDB::Table', Identifier: 'orders "🧣" ‮table' };
    answer(call('o', 'n', 'UnknownRemoteOperation', { DependencyKeyAttributes: resource }));
    traffic({ o: [10, 40] });
    expect(await find()).toEqual({ name: 'orders "🧣" ‮table', bad: 150, total: 600 });
  });

  it('is none where there are no dependencies', async () => {
    answer();
    expect(await find()).toBeNull();
  });

  it('is asked for over whole hours, which hold some time even when they are rounded', async () => {
    answer();
    await find();
    const { query, input } = harness.fake.first('ListServiceDependencies');
    const at = (name: string) => Date.parse(query.get(name) ?? '');
    expect(at('EndTime') - at('StartTime')).toBeGreaterThanOrEqual(120 * MINUTE);
    expect(input.KeyAttributes).toEqual({ Type: 'Service', Name: ENTITY.name, Environment: ENTITY.environment });
  });

  it('asks for the metric of another account by its account', async () => {
    const other = references('a').map((one) => ({ ...one, AccountId: '999988887777' }));
    const own = references('b').map((one) => ({ ...one, AccountId: '111122223333' }));
    answer(call('o', 'p', 'q', { MetricReferences: [...other, ...own] }));
    await find();
    const queries = harness.fake.first('GetMetricData').input.MetricDataQueries as { AccountId?: string }[];
    const accounts = queries.map(({ AccountId }) => AccountId);
    expect(accounts.sort()).toEqual(['999988887777', '999988887777', undefined, undefined]);
  });
});

describe('the operations that fail', () => {
  function answer(...names: string[]): void {
    const ServiceOperations = names.map((Name) => ({ Name, MetricReferences: references(Name) }));
    harness.fake.answers.set('ListServiceOperations', () => ({ ServiceOperations }));
  }
  const find = async () => (await harness.find(['contributors'], subject())).contributors;

  it('are the three worst, with their share of all that is bad', async () => {
    answer('GET /', 'POST /orders', 'POST /pay', 'GET /cart', 'GET /help');
    traffic({
      'GET /': [1, 100],
      'POST /orders': [6, 10],
      'POST /pay': [2, 10],
      'GET /cart': [1, 50],
      'GET /help': [0, 9],
    });
    expect(await find()).toEqual([
      { operation: 'POST /orders', bad: 90, total: 150, share: 0.6 },
      { operation: 'POST /pay', bad: 30, total: 150, share: 0.2 },
      { operation: 'GET /', bad: 15, total: 1500, share: 0.1 },
    ]);
  });

  it.each([
    ['nothing fails', ['GET /'], { 'GET /': [0, 10] as const }],
    ['nobody is there', ['GET /'], {}],
    ['there are no operations', [], {}],
  ])('are none where %s', async (_, names, values) => {
    answer(...names);
    traffic(values);
    expect(await find()).toEqual([]);
  });

  it('of a service with thousands are not all read: one call of metrics', async () => {
    answer(...Array.from({ length: 400 }, (_, at) => `GET /${at}`));
    traffic({ 'GET /7': [1, 2] });
    expect(await find()).toMatchObject([{ operation: 'GET /7', share: 1 }]);
    expect(harness.fake.of('GetMetricData')).toHaveLength(1);
  });
});
