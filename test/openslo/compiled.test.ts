import { compilerSaysOf } from '../docs/blocks';
import { CASES, imported } from './fixture';
import { synthesized } from './synthesized';

const synthesizedOf = (name: string) => synthesized(imported(name));

const CALENDAR = (months: number, start: string) => ({
  CalendarInterval: { Duration: months, DurationUnit: 'MONTH', StartTime: Date.parse(start) / 1000 },
});
const ROLLING = (days: number) => ({ RollingInterval: { Duration: days, DurationUnit: 'DAY' } });

describe('the TypeScript', () => {
  it('compiles', () => {
    const modules = CASES.map((name) => imported(name).typescript);
    // One that lacks what OpenSLO does not know.
    const careless = `${imported('ratio').typescript}
declare const scope: Construct, services: OpenSloServices;
openSloPromises(scope, services, { 'place-order': { businessImpact: 'x' }, pay: {} });`;
    const errors = compilerSaysOf([...modules, careless]).match(/block\d+\.ts.*|^error.*/gm) ?? [];
    expect(errors.join()).toContain('businessImpact');
    expect(errors).toEqual([expect.stringContaining(`block${modules.length}.ts`)]);
  });

  // Goals and intervals as the YAML says them, by hand.
  it.each([
    ['ratio', 'place-order', 99.95, ROLLING(28)],
    ['ratio', 'pay', 99.9, ROLLING(30)],
    ['threshold', 'fresh-stock', 99, ROLLING(28)],
    ['threshold', 'fresh-stock-slices', 99, ROLLING(28)],
    ['timeslices', 'main-page', 99.5, ROLLING(14)],
    ['calendar', 'month', 99.9, CALENDAR(1, '2000-01-01T00:00:00Z')],
    ['calendar', 'quarter-from-february', 99.9, CALENDAR(3, '2026-02-01T00:00:00Z')],
    ['calendar', 'year-in-new-york', 99.9, CALENDAR(12, '2000-01-01T00:00:00Z')],
    ['calendar', 'rolling-month', 99.9, ROLLING(10)],
    ['objectives', 'contract-internal-objective', 99.5, ROLLING(28)],
    ['objectives', 'contract-sla', 99, ROLLING(28)],
    ['objectives', 'numbered-2', 95, ROLLING(28)],
    ['objectives', 'numbered-4', 50, ROLLING(28)],
    ['objectives', 'evening-orders', 99.9, ROLLING(28)],
    ['alerting', 'two-tiers', 99.9, ROLLING(30)],
    ['elsewhere', 'web-availability', 99.5, ROLLING(7)],
    ['kinds', 'search', 99, ROLLING(28)],
    ['broken', 'usable', 99, ROLLING(28)],
    ['published', 'night-is-day', 95, ROLLING(7)],
    ['split', 'web.answers', 99.9, ROLLING(28)],
  ])('synthesizes what it says: %s, %s', (name, slo, goal, interval) => {
    expect(synthesizedOf(name).get(slo)?.Goal).toMatchObject({ AttainmentGoal: goal, Interval: interval });
  });

  it('counts the metrics of OpenSLO', () => {
    const slos = synthesizedOf('ratio');
    const { TotalRequestCountMetric: total, MonitoredRequestCountMetric: counted } =
      slos.get('place-order').RequestBasedSli.RequestBasedSliMetric;
    const metrics = [counted.GoodCountMetric, total].map(([{ MetricStat }]) => MetricStat);
    const dimensions = [{ Name: 'Stage', Value: 'prod' }];
    expect(metrics).toEqual([
      { Metric: { Namespace: 'Shop', MetricName: 'OrdersAccepted', Dimensions: dimensions }, Period: 60, Stat: 'Sum' },
      { Metric: { Namespace: 'Shop', MetricName: 'OrdersReceived', Dimensions: dimensions }, Period: 60, Stat: 'Sum' },
    ]);
    const pay = slos.get('pay').RequestBasedSli.RequestBasedSliMetric;
    expect(pay.MonitoredRequestCountMetric.BadCountMetric[0].MetricStat.Metric.MetricName).toBe('PaymentsFailed');
    expect(pay.TotalRequestCountMetric[0].MetricStat.Stat).toBe('SampleCount');
  });

  // Operators and thresholds as OpenSLO says them: a slice is good while its value compares so.
  it.each([
    ['threshold', 'fresh-stock', 'LessThanOrEqualTo', 250, 60],
    ['threshold', 'fresh-stock-slices', 'LessThan', 250, 60],
    ['timeslices', 'main-page', 'GreaterThanOrEqualTo', 0.95, 300],
    ['timeslices', 'search', 'GreaterThanOrEqualTo', 0.9, 60],
    ['timeslices', 'success-share', 'GreaterThanOrEqualTo', 0.999, 60],
    ['timeslices', 'failure-share', 'LessThanOrEqualTo', 0.001, 900],
  ])('compares as OpenSLO does: %s, %s', (name, slo, comparison, threshold, period) => {
    const { Sli } = synthesizedOf(name).get(slo);
    expect(Sli).toMatchObject({ ComparisonOperator: comparison, MetricThreshold: threshold });
    const stats = Sli.SliMetric.MetricDataQueries.flatMap(
      ({ MetricStat }: { MetricStat?: object }) => MetricStat ?? [],
    );
    expect(stats.map(({ Period }: { Period: number }) => Period)).toEqual(stats.map(() => period));
  });

  it('burns as fast as OpenSLO says', () => {
    const windows = synthesizedOf('alerting').get('two-tiers').BurnRateConfigurations;
    // 14.4 over an hour and 3 over a day, each with a twelfth beside it.
    expect(
      windows.map(({ LookBackWindowMinutes }: { LookBackWindowMinutes: number }) => LookBackWindowMinutes),
    ).toEqual([5, 60, 120, 1440]);
  });

  it('runs nothing that a text says, and changes no text', () => {
    const { RequestBasedSli, Description } = synthesizedOf('hostile').get('class');
    const [{ MetricStat }] = RequestBasedSli.RequestBasedSliMetric.MonitoredRequestCountMetric.GoodCountMetric;
    expect(MetricStat.Metric).toEqual({
      Namespace: "Web'+process.exit(1)+'",
      MetricName: '`Good`',
      Dimensions: expect.arrayContaining([
        { Name: '__proto__', Value: 'x' },
        { Name: "a b'", Value: "\\'; process.exit(1); //" },
      ]),
    });
    expect(Description).toBe("'; process.exit(1); '\\ \" `");
  });
});
