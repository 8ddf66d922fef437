import { Aws, Duration, Fn, Lazy, Token } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AlertPolicy,
  BurnRateTier,
  type BurnRateTierProps,
  Component,
  Dependency,
  ExistingSlo,
  GoodWhen,
  Interval,
  type ISli,
  Kpi,
  Maintenance,
  type RecurringMaintenanceProps,
  Route,
  SegmentedSlo,
  Segments,
  Sli,
  Slo,
  type SloProps,
  Weekday,
} from '../../../lib';
import { declared, requests, SLO } from '../fixture';
import { type Row, service, sli, slo, team } from './row';

/** Texts and numbers that are known at deployment only, as each can come. */
const TEXT = Lazy.string({ produce: () => 'later' });
const NUMBER = Token.asNumber({ resolve: () => 99.9 });
const LIST = Token.asList(Fn.split(',', Aws.STACK_NAME));
const TIME = Duration.minutes(NUMBER);

const good = requests('Good');
const total = requests('Total');
const goodWhen = GoodWhen.atMost(100);
const threshold = Duration.seconds(1);

const token = (what: string, declare: () => unknown): Row => [
  what,
  declare,
  [`${what}: got a token, allowed is a value known at synth`],
];
const ofSlo = (what: string, change: Partial<SloProps>) => token(what, slo(change));
const ofSli = (what: string, make: () => ISli): Row => token(`sli.${what}`, sli(make));
const ofTier = (what: string, change: Partial<BurnRateTierProps>): Row => {
  const tier = BurnRateTier.page({ name: 'quick', longWindow: Duration.hours(1), budgetPercent: 2, ...change });
  return token(`tier quick: ${what}`, slo({ alertPolicy: AlertPolicy.of(tier) }));
};
const NIGHTLY: RecurringMaintenanceProps = {
  at: '02:00',
  from: '2027-01-03',
  duration: Duration.hours(1),
  timeZone: 'Europe/Paris',
  reason: 'Backups.',
};
const ofMaintenance = (what: string, maintenance: Maintenance) =>
  ofSlo(`maintenance[0].${what}`, { maintenance: [maintenance] });
const nightly = (what: string, change: Partial<RecurringMaintenanceProps>) =>
  ofMaintenance(what, Maintenance.daily({ ...NIGHTLY, ...change }));
const metric = (
  what: string,
  found: Metric,
  where = 'sli.total: got a token in namespace, name or dimensions, allowed are texts known at synth',
): Row => [`a metric whose ${what} is a token`, slo({ sli: Sli.ratio({ good, total: found }) }), [where]];
const segmented =
  (change: { sloName?: string; segments?: Segments; attainmentGoals?: Record<string, number> }) => () => {
    const { stack, shop } = declared();
    return new SegmentedSlo(stack, 'Plans', {
      service: shop,
      ...SLO,
      segments: Segments.of('Plan', 'free'),
      ...change,
    });
  };

export const tokens: readonly Row[] = [
  token('teamName', team({ teamName: TEXT })),
  token('contact', team({ contact: TEXT })),
  token('businessStakeholder', team({ businessStakeholder: TEXT })),
  token('timeZone', team({ timeZone: TEXT })),
  token('routes: target', team({ routes: [Route.always(TEXT)] })),
  token('routes: target', team({ routes: [Route.always(...LIST)] })),
  token('serviceName', service({ serviceName: TEXT })),
  token('stage', service({ stage: Aws.REGION })),
  token('segment', service({ segment: TEXT })),
  token('runbookUrl', service({ runbookUrl: TEXT })),
  token('runbookFirstSteps', service({ runbookFirstSteps: LIST })),
  token('runbookFirstSteps[0]', service({ runbookFirstSteps: [TEXT, 'Look.', 'Roll back.'] })),
  token('runbookFirstSteps[2]', service({ runbookFirstSteps: ['Look.', 'Roll back.', ...LIST] })),
  token('reviewCycle', service({ reviewCycle: Duration.days(NUMBER) })),
  token('environment', service({ environment: TEXT })),
  token('applicationSignalsName', service({ applicationSignalsName: TEXT })),
  token('components: name', service({ components: [Component.of({ name: TEXT })] })),
  ofSlo('sloName', { sloName: TEXT }),
  ofSlo('attainmentGoal', { attainmentGoal: NUMBER }),
  ofSlo('attainmentGoal', { attainmentGoal: TEXT as never }),
  ofSlo('promise', { promise: TEXT }),
  ofSlo('businessImpact', { businessImpact: TEXT }),
  ofSlo('explanation', { explanation: TEXT }),
  ofSlo('description', { description: TEXT }),
  ofSlo('segment', { segment: TEXT }),
  ofSlo('sla', { sla: NUMBER }),
  ofSlo('warningThreshold', { warningThreshold: NUMBER }),
  ofSlo('feature', { feature: TEXT }),
  ofSlo('agreedBy[0]', { agreedBy: [TEXT] }),
  ofSlo('agreedBy[0]', { agreedBy: LIST }),
  ofSlo('requestsPerHourAtTrough', { requestsPerHourAtTrough: NUMBER }),
  ofSlo('adopts', { adopts: ExistingSlo.requestBased(TEXT) }),
  token('sloName', () => Slo.fromSloName(declared().stack, 'Foreign', TEXT)),
  token('window', () => declared().slo.metricBurnRate(TIME)),
  token('interval', () => Interval.rolling(Duration.days(NUMBER))),
  [
    'interval.months',
    () => Interval.calendarMonths({ months: NUMBER }),
    ['interval.months: got a token, allowed are whole numbers from 1 to 12'],
  ],
  [
    'interval.firstMonth',
    () => Interval.calendarMonths({ firstMonth: TEXT }),
    ['interval.firstMonth: got a token, allowed are months from 2000-01 on, for example "2026-02"'],
  ],
  token('alertPolicy: reason', slo({ alertPolicy: AlertPolicy.none(TEXT) })),
  token(
    'alertPolicy: tier name',
    slo({
      alertPolicy: AlertPolicy.of(BurnRateTier.page({ name: TEXT, longWindow: Duration.hours(1), budgetPercent: 2 })),
    }),
  ),
  ofTier('longWindow', { longWindow: TIME }),
  ofTier('shortWindow', { shortWindow: TIME }),
  ofTier('budgetPercent', { budgetPercent: NUMBER }),
  ofSli('operation', () => Sli.availability({ operation: TEXT })),
  ofSli('operation', () => Sli.latency({ operation: TEXT, threshold })),
  ofSli('operation', () => Sli.periodAvailability({ operation: TEXT, atLeast: 99 })),
  ofSli('operation', () => Sli.latencyPercentile({ operation: TEXT, percentile: 99, threshold })),
  ofSli('operation', () => Sli.pageLoad({ operation: TEXT })),
  ofSli('operation', () => Sli.transactionSpeed({ operation: TEXT })),
  ofSli('operations[1]', () => Sli.availability({ operations: ['GET /', TEXT] })),
  ofSli('operations[1]', () => Sli.availability({ operations: ['GET /', ...LIST] })),
  ofSli('threshold', () => Sli.latency({ threshold: TIME })),
  ofSli('threshold', () => Sli.pageLoad({ operation: 'GET /', threshold: TIME })),
  ofSli('threshold', () => Sli.transactionSpeed({ operation: 'GET /', threshold: TIME })),
  ofSli('threshold', () => Sli.latencyPercentile({ percentile: 99, threshold: TIME })),
  ofSli('percentile', () => Sli.latencyPercentile({ percentile: NUMBER, threshold })),
  ofSli('atLeast', () => Sli.periodAvailability({ atLeast: NUMBER })),
  ofSli('period', () => Sli.periodAvailability({ atLeast: 99, period: TIME })),
  ofSli('period', () => Sli.latencyPercentile({ percentile: 99, threshold, period: TIME })),
  ofSli('period', () => Sli.metric({ metric: good, goodWhen, period: TIME })),
  ofSli('goodWhen', () => Sli.metric({ metric: good, goodWhen: GoodWhen.above(NUMBER) })),
  ofSli('dependency: name', () => Sli.availability({ dependency: Dependency.remoteService(TEXT, 'GET /') })),
  ofSli('dependency: operation', () => Sli.availability({ dependency: Dependency.remoteService('api.example', TEXT) })),
  ofSli('dependency: name', () =>
    Sli.availability({
      dependency: Dependency.service({ serviceName: TEXT, environment: 'ecs:prod', operation: 'GET /' }),
    }),
  ),
  ofSli('dependency: environment', () =>
    Sli.availability({ dependency: Dependency.service({ serviceName: 'pay', environment: TEXT, operation: 'GET /' }) }),
  ),
  ofSli('dependency: operation', () =>
    Sli.availability({
      dependency: Dependency.service({ serviceName: 'pay', environment: 'ecs:prod', operation: TEXT }),
    }),
  ),
  ofSli('canaryName', () => Sli.canarySuccess({ canaryName: TEXT })),
  ofSli('atLeast', () => Sli.canarySuccess({ canaryName: 'home', atLeast: NUMBER })),
  ofSli('period', () => Sli.canarySuccess({ canaryName: 'home', period: TIME })),
  ofSli('canaryName', () => Sli.canaryDuration({ canaryName: TEXT, threshold })),
  ofSli('threshold', () => Sli.canaryDuration({ canaryName: 'home', threshold: TIME })),
  ofSli('appMonitorName', () => Sli.appMonitor({ appMonitorName: TEXT, threshold })),
  ofSli('threshold', () => Sli.appMonitor({ appMonitorName: 'shop', threshold: TIME })),
  ofSli('namespace', () => Sli.outcomes({ namespace: TEXT, feature: 'preview' })),
  ofSli('feature', () => Sli.outcomes({ namespace: 'Shop', feature: TEXT })),
  ofSli('segment', () => Sli.outcomes({ namespace: 'Shop', feature: 'preview', segment: TEXT })),
  ofSli('namespace', () => Sli.supportFirstResponse({ namespace: TEXT, channel: 'email' })),
  ofSli('channel', () => Sli.supportResolution({ namespace: 'Shop', channel: TEXT })),
  metric('namespace', new Metric({ namespace: TEXT, metricName: 'Total', statistic: 'Sum' })),
  metric('name', new Metric({ namespace: 'Shop', metricName: TEXT, statistic: 'Sum' })),
  metric('dimension', total.with({ dimensionsMap: { Api: TEXT } })),
  metric(
    'statistic',
    total.with({ statistic: TEXT }),
    'sli.total: statistic: got a token, allowed is a value known at synth',
  ),
  ofSli('total', () =>
    Sli.ratio({ good, total: new MathExpression({ expression: TEXT, usingMetrics: { a: total } }) as never }),
  ),
  nightly('at', { at: TEXT }),
  nightly('from', { from: TEXT }),
  nightly('timeZone', { timeZone: TEXT }),
  nightly('reason', { reason: TEXT }),
  nightly('duration', { duration: TIME }),
  ofMaintenance('dayOfMonth', Maintenance.monthly({ ...NIGHTLY, dayOfMonth: NUMBER })),
  ofMaintenance('at', Maintenance.weekly({ ...NIGHTLY, days: [Weekday.SUNDAY], at: TEXT })),
  ofMaintenance('start', Maintenance.once({ ...NIGHTLY, start: TEXT })),
  token('kpiName', () => {
    const { stack, slo: orders } = declared();
    return new Kpi(stack, 'Kpi', { kpiName: TEXT, slo: orders });
  }),
  token('owner', () => {
    const { stack, slo: orders } = declared();
    return new Kpi(stack, 'Kpi', { kpiName: 'Orders', slo: orders, owner: TEXT });
  }),
  token('segments: dimension', segmented({ segments: Segments.of(TEXT, 'free') })),
  token('segments[0]', segmented({ segments: Segments.of('Plan', TEXT) })),
  token('segments[1]', segmented({ segments: Segments.of('Plan', 'free', ...LIST) })),
  token('sloName', segmented({ sloName: TEXT })),
  token('attainmentGoal', segmented({ attainmentGoals: { free: NUMBER } })),
];
