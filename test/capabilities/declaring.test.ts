import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects, Duration, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  allowance,
  Dependency,
  Interval,
  Kpi,
  RequireOwners,
  RequireSloDetails,
  Route,
  SegmentedSlo,
  Segments,
  Sli,
  Slo,
  SloDetail,
  type SloProps,
  type TeamProps,
  WayOut,
} from '../../lib';
import { Outcomes } from '../../lib/outcomes';
import { declared, faults, requests, SLO } from '../constructs/fixture';
import { pagesOf, section } from '../pages/fixture';
import { Kitchen } from './kitchen';

/** Group 1 of the capabilities: what a team can declare. Those that the example estate shows are in estate.test.ts. */
const kitchen = new Kitchen();
afterAll(() => kitchen.remove());
const operation = 'POST /orders';

describe('what can be promised', () => {
  kitchen.declare(
    'partner',
    Sli.availability({ dependency: Dependency.remoteService('api.payments.example', 'POST /charges') }),
  );
  kitchen.declare('order-time', Sli.latencyPercentile({ operation, percentile: 99, threshold: Duration.seconds(2) }), {
    attainmentGoal: 99,
  });
  kitchen.declare('transactions', Sli.ratio({ good: requests('Succeeded'), total: requests('Transactions') }));
  kitchen.declare('critical-operation', Sli.availability({ operation }));
  kitchen.declare('payments', Sli.errorRatio({ bad: requests('Failed'), total: requests('Payments') }));
  kitchen.declare('preview', Sli.outcomes({ namespace: 'Shop', feature: 'text-preview', segment: 'pro' }), {
    feature: 'text-preview',
    segment: 'pro',
  });
  kitchen.declare('page', Sli.pageLoad({ operation: 'GET /' }));
  kitchen.declare('transaction', Sli.transactionSpeed({ operation }));
  kitchen.declare('available', Sli.availability({ operation: 'GET /scarves' }));
  kitchen.declare('rolling', Sli.availability({ operation: 'GET /a' }), {
    interval: Interval.rolling(Duration.days(7)),
  });
  kitchen.declare('month', Sli.availability({ operation: 'GET /b' }), { interval: Interval.calendarMonths() });
  new SegmentedSlo(kitchen.stack, 'Plans', {
    service: kitchen.service,
    ...SLO,
    sloName: 'plans',
    sli: Sli.ratio({ good: requests('Good'), total: requests('Total') }),
    segments: Segments.of('Plan', 'free', 'pro', 'enterprise'),
  });

  it('S1.5: a third-party dependency can have an SLO, so that its trouble is seen as its own', () => {
    expect(kitchen.objective('partner').RequestBasedSli).toMatchObject({
      RequestBasedSliMetric: {
        DependencyConfig: {
          DependencyKeyAttributes: { Type: 'RemoteService', Name: 'api.payments.example' },
          DependencyOperationName: 'POST /charges',
        },
      },
    });
  });

  it("S1.13: one operation's response time can be guarded by an alarm built for it", () => {
    expect(kitchen.objective('order-time').Sli).toMatchObject({
      SliMetric: { OperationName: operation, MetricType: 'LATENCY', Statistic: 'p99' },
      MetricThreshold: 2000,
      ComparisonOperator: 'LessThanOrEqualTo',
    });
    expect(kitchen.alarms('order-time')).toContain('fast');
  });

  it('S1.16: the number of successful transactions can be the measure', () => {
    const { RequestBasedSliMetric: measured } = kitchen.objective('transactions').RequestBasedSli;
    expect(measured).toMatchObject({
      TotalRequestCountMetric: [{ MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Transactions' } } }],
      MonitoredRequestCountMetric: { GoodCountMetric: [{ MetricStat: { Metric: { MetricName: 'Succeeded' } } }] },
    });
  });

  it('S1.18: the error rate of one critical operation can be an SLO of its own', () => {
    expect(kitchen.objective('critical-operation').RequestBasedSli).toMatchObject({
      RequestBasedSliMetric: { OperationName: operation, MetricType: 'AVAILABILITY' },
    });
    kitchen.template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'slo/prod/critical-operation/fast',
      Metrics: Match.arrayWith([
        Match.objectLike({
          MetricStat: { Metric: Match.objectLike({ MetricName: 'BurnRate' }), Period: 60, Stat: 'Maximum' },
        }),
      ]),
    });
  });

  it('S2.8: attainment is over rolling days or a calendar month, and the template validator accepts both', () => {
    const interval = (slo: string) => kitchen.objective(slo).Goal.Interval;
    expect(interval('rolling')).toEqual({ RollingInterval: { Duration: 7, DurationUnit: 'DAY' } });
    // 2000-01-01T00:00:00Z, the earliest start that Application Signals takes.
    expect(interval('month')).toEqual({
      CalendarInterval: { StartTime: 946_684_800, Duration: 1, DurationUnit: 'MONTH' },
    });
    expect(kitchen.findings()).toEqual([]);
  });

  it('S2.12: page load, transaction speed and availability are presets that need an operation alone', () => {
    const measured = (slo: string) => kitchen.objective(slo).RequestBasedSli;
    const latency = (name: string) => ({ RequestBasedSliMetric: { OperationName: name, MetricType: 'LATENCY' } });
    // 2.5 s: web.dev, "Largest Contentful Paint"; 1 s: J. Nielsen, "Response Times: The 3 Important Limits".
    expect(measured('page')).toMatchObject({ ...latency('GET /'), MetricThreshold: 2500 });
    expect(measured('transaction')).toMatchObject({ ...latency(operation), MetricThreshold: 1000 });
    expect(measured('available')).toMatchObject({ RequestBasedSliMetric: { MetricType: 'AVAILABILITY' } });
  });

  it('S2.15: one declaration gives an SLO for each segment, on its own dimension value and catalogue row', () => {
    const plans = ['free', 'pro', 'enterprise'];
    expect(
      plans.map((plan) => {
        const [total] = kitchen.objective(`plans-${plan}`).RequestBasedSli.RequestBasedSliMetric
          .TotalRequestCountMetric;
        return total!.MetricStat.Metric.Dimensions.at(-1);
      }),
    ).toEqual(plans.map((plan) => ({ Name: 'Plan', Value: plan })));
    expect(plans.map((plan) => kitchen.catalogue(`plans-${plan}`).segment)).toEqual(plans);
  });

  it('S2.19: a low error rate can be declared by counting bad requests', () => {
    const { MonitoredRequestCountMetric: monitored } =
      kitchen.objective('payments').RequestBasedSli.RequestBasedSliMetric;
    expect(Object.keys(monitored)).toEqual(['BadCountMetric']);
    expect(monitored.BadCountMetric).toMatchObject([{ MetricStat: { Metric: { MetricName: 'Failed' } } }]);
  });

  it('S2.20: the availability of one feature for one segment can be an SLO', () => {
    const { measurement, feature, segment } = kitchen.catalogue('preview');
    expect({ feature, segment }).toEqual({ feature: 'text-preview', segment: 'pro' });
    for (const name of ['good', 'total']) {
      expect({ ...measurement.bad.metrics, ...measurement.total.metrics }[name]!.dimensions).toEqual({
        Feature: 'text-preview',
        Segment: 'pro',
      });
    }
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    new Outcomes({ namespace: 'Shop', write }).good({ feature: 'text-preview', segment: 'pro' });
    expect(JSON.parse(lines[0]!)._aws.CloudWatchMetrics[0].Dimensions).toEqual([['Feature', 'Segment']]);
    expect(JSON.stringify(kitchen.objective('preview'))).toContain(
      '{"Name":"Feature","Value":"text-preview"},{"Name":"Segment","Value":"pro"}',
    );
  });
});

describe('what each promise says', () => {
  it.each(['promise', 'businessImpact'] as const)(
    'S1.6: every SLO says what a breach does: without %s synth fails',
    (what) => {
      const declare = (text: string | undefined) => () => declared({ [what]: text });
      expect(declare(undefined)).toThrow(`Shop/Orders:\n  - ${what}: got nothing, allowed is a value known at synth`);
      expect(declare('  ')).toThrow(`Shop/Orders:\n  - ${what}: got a blank text, allowed is a sentence`);
    },
  );

  it('S1.15: a KPI is tied to an SLO and an owner, and fails synth without one', () => {
    const { stack, slo } = declared();
    new Kpi(stack, 'Kpi', { kpiName: 'Orders that go through', slo, owner: 'Head of sales' });
    expect(slo.entry.kpis).toEqual([{ name: 'Orders that go through', owner: 'Head of sales' }]);
    // @ts-expect-error a KPI without an SLO
    expect(() => new Kpi(stack, 'Collected', { kpiName: 'Visitors' })).toThrow(
      'slo: got nothing, allowed is the SLO that measures the KPI: a KPI without a promise is merely collected',
    );
  });

  it('S2.2: goal and SLI are mandatory for the compiler, and for callers without types; the window is always stated', () => {
    const { stack, shop: service } = declared();
    const { sli, attainmentGoal, ...rest } = { ...SLO, sloName: 'other', service };
    // @ts-expect-error no goal
    const noGoal: SloProps = { ...rest, sli };
    // @ts-expect-error no SLI
    const noSli: SloProps = { ...rest, attainmentGoal };
    // @ts-expect-error a window that is none
    const noWindow: SloProps = { ...rest, sli, attainmentGoal, interval: null };
    expect(faults(() => new Slo(stack, 'NoGoal', noGoal))).toEqual([
      'attainmentGoal: got nothing, allowed is a value known at synth',
    ]);
    expect(faults(() => new Slo(stack, 'NoSli', noSli))).toEqual(['sli: got nothing, allowed is one of the class Sli']);
    expect(faults(() => new Slo(stack, 'NoWindow', noWindow))).toEqual([
      'interval: got null, allowed is one of the class Interval',
    ]);
    const stated = new Slo(stack, 'Stated', { ...rest, sli, attainmentGoal });
    expect(stated.entry.interval).toEqual({ kind: 'rolling', days: 28 });
  });

  it('S2.3: the contract is apart from the goal, which is as strict or stricter', () => {
    expect(faults(() => declared({ sla: 99.95 }))).toEqual([
      'sla: got 99.95, allowed is at most the attainment goal of 99.9: the goal must warn before the contract is broken',
    ]);
    expect(declared({ sla: 99.9 }).slo.entry).toMatchObject({ sla: '99.9', attainmentGoal: '99.9' });
    expect(declared({ sla: 99.5 }).slo.entry).toMatchObject({ sla: '99.5', attainmentGoal: '99.9' });
  });

  it.each(['teamName', 'businessStakeholder'] as const)('S2.4: synth fails when %s is missing', (who) => {
    const without: Partial<TeamProps> = { [who]: undefined };
    expect(faults(() => declared({}, {}, without))).toEqual([`${who}: got nothing, allowed is a value known at synth`]);
    expect(faults(() => declared({}, {}, { [who]: ' ' }))).toEqual([`${who}: got a blank text, allowed is a sentence`]);
  });

  it('S2.6: the allowance behind a percentage is shown as time', () => {
    expect(allowance(99.9)).toMatchObject({
      hoursPerYear: 8.76,
      minutesPer30Days: 43.2,
      minutesPer28Days: 40.32,
      minutesPer7Days: 10.08,
      minutesPerDay: 1.44,
    });
    // The AWS user guide prints 21.9.
    expect(allowance(99.95).minutesPer30Days).toBe(21.6);
    expect(declared().slo.allowance.minutesPer28Days).toBe(40.32);
  });

  it('S1.25: synth fails for a service without first steps, and the runbook lists them with the three ways out', () => {
    for (const steps of [undefined, [], ['Look.', 'Roll back.']]) {
      expect(faults(() => declared({}, { runbookFirstSteps: steps as never }))).toEqual([
        `runbookFirstSteps: got ${steps?.length ?? 'nothing'}, allowed are at least 3`,
      ]);
    }
    const waysOut = {
      rollBack: WayOut.of({
        text: 'Bring back the version before.',
        command: 'deploy {stage} --region {region} --last',
      }),
      scale: WayOut.of({ text: 'Let ten servers run in {region}.' }),
      workAround: WayOut.of({ text: 'Switch the preview off.' }),
    };
    const env = { account: '111122223333', region: 'eu-west-3' };
    const runbook = pagesOf({ env, service: { waysOut } })['prod/runbooks/shop.md']!;
    expect(section(runbook, 'Do this first')).toMatch(
      /^1\. Look at the last deployment\.\n2\. Look for locks\.\n3\. Roll back\.\n/,
    );
    expect(section(runbook, 'Ways out').split('\n')).toEqual([
      '- **Roll back**: Bring back the version before. `deploy prod --region eu-west-3 --last`',
      '- **Scale**: Let ten servers run in eu-west-3.',
      '- **Work around**: Switch the preview off.',
    ]);
  });

  it('S2.21: synth warns of an SLO that nobody agreed to, and the catalogue shows who did', () => {
    const { stack, slo, shop } = declared();
    const agreed = new Slo(stack, 'Agreed', {
      ...SLO,
      service: shop,
      sloName: 'agreed',
      agreedBy: ['Head of sales', 'Checkout'],
    });
    Aspects.of(stack).add(RequireSloDetails.warn(SloDetail.AGREED_BY));
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('agreedBy'));
    expect(warnings.map(({ id }) => id)).toEqual([`/${slo.node.path}`]);
    const proposal = readFileSync(join(__dirname, '../../docs/proposal.md'), 'utf8');
    for (const place of ['promise', 'businessImpact', 'sli', 'attainmentGoal', 'agreedBy'])
      expect(proposal).toContain(`\`${place}\``);
    expect(agreed.entry.agreedBy).toEqual(['Head of sales', 'Checkout']);
  });

  it('S2.25: whoever answers for an SLO, an alarm or a dashboard stands on it, and the catalogue knows whom to escalate to', () => {
    const app = new App();
    const { stack, slo } = declared({}, {}, { routes: [Route.always('pager')] }, app);
    const other = new Stack(app, 'Other');
    const alarm = new Alarm(other, 'Nobodys', {
      metric: new Metric({ namespace: 'N', metricName: 'M' }),
      threshold: 1,
      evaluationPeriods: 1,
    });
    Aspects.of(app).add(new RequireOwners());
    expect(() => app.synth()).toThrow('[Other/Nobodys/Resource] tag owner: got none');
    Tags.of(alarm).add('owner', 'checkout');
    expect(() => Template.fromStack(stack)).not.toThrow();
    expect(slo.entry).toMatchObject({
      owner: { team: 'checkout', stakeholder: 'Head of sales' },
      routes: [{ targets: ['pager'] }],
    });
  });
});
