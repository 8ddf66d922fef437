import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlertPolicy, Interval, Service, Sli, type Slo, Team } from '../../lib';
import { SERVICE, TEAM } from '../constructs/fixture';
import { compilerSaysOf, exportsOf } from '../docs/blocks';
import { CASES, imported } from './fixture';

interface Module {
  openSloPromises(scope: Stack, services: object, said: object): Record<string, Slo>;
}

const metric = (metricName: string) => new Metric({ namespace: 'Own', metricName, statistic: 'Sum' });
/** What whoever calls the function says where OpenSLO says nothing. */
const OWN = {
  sli: Sli.errorRatio({ bad: metric('Bad'), total: metric('Total') }),
  interval: Interval.rolling(Duration.days(10)),
  promise: 'Our own promise.',
  businessImpact: 'Nobody buys.',
  requestsPerHourAtTrough: 60,
  alertPolicy: AlertPolicy.none('Nobody is called for half of the answers.'),
};

/** Runs the module as a user's app does, and gives what stands in the template by the SLO's name. */
function synthesized(name: string) {
  const { typescript, slos } = imported(name);
  const stack = new Stack(new App(), 'Imported');
  const team = new Team(stack, 'Team', TEAM);
  const services = [...typescript.matchAll(/^ {2}readonly '?([\w-]+)'?: Service;$/gm)].map(([, serviceName]) => [
    serviceName,
    new Service(stack, `Service-${serviceName}`, { ...SERVICE, team, serviceName: serviceName! }),
  ]);
  const asked = [...typescript.matchAll(/^ {2}readonly '?([\w.-]+)'?: Needs<(.*)>;$/gm)];
  const said = asked.map(([, slo, needs]) => [
    slo,
    Object.fromEntries(Object.entries(OWN).filter(([member]) => needs!.includes(`'${member}'`))),
  ]);
  const declared = exportsOf<Module>(typescript).openSloPromises(
    stack,
    Object.fromEntries(services),
    Object.fromEntries(said),
  );
  expect(Object.keys(declared)).toEqual([...slos]);
  const found = Template.fromStack(stack).findResources('AWS::ApplicationSignals::ServiceLevelObjective');
  return new Map(Object.values(found).map(({ Properties }) => [Properties.Name.replace('prod-', ''), Properties]));
}

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
    expect(synthesized(name).get(slo)?.Goal).toMatchObject({ AttainmentGoal: goal, Interval: interval });
  });

  it('counts the metrics of OpenSLO', () => {
    const slos = synthesized('ratio');
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
    const { Sli } = synthesized(name).get(slo);
    expect(Sli).toMatchObject({ ComparisonOperator: comparison, MetricThreshold: threshold });
    const stats = Sli.SliMetric.MetricDataQueries.flatMap(
      ({ MetricStat }: { MetricStat?: object }) => MetricStat ?? [],
    );
    expect(stats.map(({ Period }: { Period: number }) => Period)).toEqual(stats.map(() => period));
  });

  it('burns as fast as OpenSLO says', () => {
    const windows = synthesized('alerting').get('two-tiers').BurnRateConfigurations;
    // 14.4 over an hour and 3 over a day, each with a twelfth beside it.
    expect(
      windows.map(({ LookBackWindowMinutes }: { LookBackWindowMinutes: number }) => LookBackWindowMinutes),
    ).toEqual([5, 60, 120, 1440]);
  });

  it('runs nothing that a text says, and changes no text', () => {
    const { RequestBasedSli, Description } = synthesized('hostile').get('class');
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
