import type { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { count } from '../../lambda/reconcile/counts';
import type { Measurement } from '../../lib/model/contracts/measurement';
import { alarm, incident, MINUTE, START } from '../support/incidents';

const NOW = START + 20 * MINUTE;
const metric = (name: string) => ({ namespace: 'Shop', name, dimensions: {}, stat: 'Sum' });

const RATIO: Measurement = {
  kind: 'requests',
  periodSeconds: 60,
  bad: { expression: 'total - FILL(good, 0)', metrics: { total: metric('Total'), good: metric('Good') } },
  total: { metrics: { total: metric('Total') } },
};
const FAULTS: Measurement = { ...RATIO, bad: { metrics: { bad: metric('Fault') } } };
const PERIODS: Measurement = {
  kind: 'periods',
  periodSeconds: 300,
  bad: { expression: 'IF(value > 250, 1, 0)', metrics: { value: { ...metric('Latency'), stat: 'p99' } } },
  total: { metrics: { total: { ...metric('Latency'), stat: 'SampleCount' } } },
};

/** CloudWatch with these points of an expression and of a plain metric. */
function cloudwatch(computed: number[], plain: number[]) {
  const asked: GetMetricDataCommand['input'][] = [];
  const send = async ({ input }: GetMetricDataCommand) => {
    asked.push(input);
    const returned = input.MetricDataQueries!.filter(({ ReturnData }) => ReturnData !== false);
    const MetricDataResults = returned.map(({ Id, Expression }) => {
      const Values = Expression === undefined ? plain : computed;
      return { Id, Values, Timestamps: Values.map((_, at) => new Date(START + at * MINUTE)), StatusCode: 'Complete' };
    });
    return { MetricDataResults };
  };
  return { client: { send } as unknown as CloudWatchClient, asked };
}

function bad(measurement: Measurement, computed: number[], plain: number[]) {
  const { client, asked } = cloudwatch(computed, plain);
  const state = incident(alarm(0, 'fast', 'ALARM', { entry: { measurement } }));
  const answer = count(client, state, { kind: 'bad', slo: 'orders', minutes: 5 }, NOW);
  return answer.then((found) => ({ found, asked }));
}

describe('bad requests', () => {
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());
  afterEach(() => void jest.restoreAllMocks());

  it.each([
    ['are summed', RATIO, [2, 0, 3], [600], { bad: 5 }],
    ['are none where nobody asked', RATIO, [], [], { bad: 0 }],
    ['are unknown when requests came and good ones were not filled in: a total outage', RATIO, [], [600], null],
    ['are none where a metric of its own says nothing', FAULTS, [], [], { bad: 0 }],
    ['are bad periods, where periods are judged', PERIODS, [1, 1], [600], { bad: 2 }],
    ['are no bad periods where nothing was judged', PERIODS, [], [], { bad: 0 }],
  ] as const)('%s', async (_, measurement, computed, plain, expected) => {
    expect((await bad(measurement, [...computed], [...plain])).found).toEqual(expected);
  });

  it('are read in whole periods, the first of which holds the beginning of the window', async () => {
    const { asked } = await bad(PERIODS, [1], []);
    expect(asked[0]).toMatchObject({ StartTime: new Date(START + 15 * MINUTE), EndTime: new Date(NOW) });
    expect(asked[0]!.MetricDataQueries!.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period)).toEqual([
      300, 300,
    ]);
  });
});
