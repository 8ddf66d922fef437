import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlertPolicy,
  BackupPager,
  BurnRateTier,
  Component,
  ExistingSlo,
  Journey,
  JourneyRule,
  Kpi,
  Maintenance,
  Route,
  SegmentedSlo,
  Segments,
  Service,
  Slo,
  SloDashboard,
  SloOverview,
  Team,
} from '../../../lib';
import { declared, SERVICE, SLO, TEAM } from '../fixture';
import { NOTHING, type Row, service, slo, team } from './row';

const KNOWN = 'allowed is a value known at synth';

const known = (what: string, declare: () => unknown): Row => [what, declare, [`${what}: got nothing, ${KNOWN}`]];
const nightly = { at: '02:00', from: '2027-01-03', duration: Duration.hours(1), timeZone: 'UTC', reason: 'Backups.' };
const maintenance = (what: string, made: () => Maintenance, rest: string): Row => [
  `maintenance without ${what}`,
  () => declared({ maintenance: [made()] }),
  [`maintenance[0].${what}: got nothing, ${rest}`],
];
const tier = (props: object): Row => {
  const given = { name: 'quick', longWindow: Duration.hours(1), budgetPercent: 2, ...props };
  const [what] = Object.keys(props);
  const rest = what === 'longWindow' ? 'allowed is a Duration above 0, for example Duration.hours(1)' : KNOWN;
  const where = what === 'name' ? 'alertPolicy: tier name' : `tier quick: ${what}`;
  return [
    `a tier without ${what}`,
    slo({ alertPolicy: AlertPolicy.of(BurnRateTier.page(given)) }),
    [`${where}: got nothing, ${rest}`],
  ];
};
const kpi = (props: object) => () => {
  const { stack, slo: orders } = declared();
  return new Kpi(stack, 'Kpi', { kpiName: 'Orders', slo: orders, ...props });
};
const segmented = (props: object) => () => {
  const { stack, shop } = declared();
  return new SegmentedSlo(stack, 'Plans', { service: shop, ...SLO, segments: Segments.of('Plan', 'free'), ...props });
};

/** Callers in JavaScript: whatever must be given is named when it is left out, by a DeclarationError. */
export const untyped: readonly Row[] = [
  known('teamName', team({ teamName: NOTHING })),
  known('contact', team({ contact: NOTHING })),
  known('businessStakeholder', team({ businessStakeholder: null as never })),
  [
    'routes that are null',
    team({ routes: null as never }),
    ['routes: got null, allowed is a list of routes (or leave them out for all targets)'],
  ],
  [
    'a route that is nothing',
    team({ routes: [NOTHING] }),
    ['routes[0]: got no route, allowed is one of the class Route'],
  ],
  [
    'a route that is a name',
    team({ routes: ['pager' as never] }),
    ['routes[0]: got no route, allowed is one of the class Route'],
  ],
  [
    'a route from no severity',
    team({ routes: [Route.from(NOTHING, 'pager')] }),
    ['routes: severity: got nothing, allowed is one of the class Severity'],
  ],
  [
    'a team that says nothing',
    () => new Team(new Stack(), 'Team', {} as never),
    [`teamName: got nothing, ${KNOWN}`, `contact: got nothing, ${KNOWN}`, `businessStakeholder: got nothing, ${KNOWN}`],
  ],
  [
    'a service that says nothing',
    () => new Service(new Stack(), 'Service', {} as never),
    [
      `serviceName: got nothing, ${KNOWN}`,
      'team: got nothing, allowed is the Team that answers for the service',
      `runbookUrl: got nothing, ${KNOWN}`,
      'runbookFirstSteps: got nothing, allowed are at least 3',
      'reviewCycle: got nothing, allowed is a Duration above 0, for example Duration.days(90)',
    ],
  ],
  [
    'a service without a team',
    () => new Service(new Stack(), 'Service', SERVICE as never),
    ['team: got nothing, allowed is the Team that answers for the service'],
  ],
  [
    'first steps that are a text',
    service({ runbookFirstSteps: 'Look.' as never }),
    ['runbookFirstSteps: got Look., allowed are at least 3'],
  ],
  [
    'a review cycle that is a plain number',
    service({ reviewCycle: 90 as never }),
    ['reviewCycle: got the plain value 90, allowed is a Duration above 0, for example Duration.days(90)'],
  ],
  [
    'a component that is nothing',
    service({ components: [NOTHING] }),
    ['components[0]: got undefined, allowed is one of the class Component'],
  ],
  known('components: name', service({ components: [Component.of({} as never)] })),
  [
    'a team that is a name',
    service({ team: 'checkout' as never }),
    ['team: got checkout, allowed is one of the class Team'],
  ],
  [
    'maintenance that is a text',
    service({ maintenance: 'at night' as never }),
    ['maintenance: got at night, allowed is a list of the class Maintenance'],
  ],
  [
    'a policy of a service that is a text',
    service({ alertPolicy: 'none' as never }),
    ['alertPolicy: got none, allowed is one of the class AlertPolicy'],
  ],
  [
    'a service that is a name',
    slo({ service: 'shop' as never }),
    ['service: got shop, allowed is one of the class Service'],
  ],
  [
    'budget alarms that are a switch',
    slo({ budgetAlarms: true as never }),
    ['budgetAlarms: got true, allowed is one of the class BudgetAlarms'],
  ],
  [
    'an adopted SLO that is a name',
    slo({ adopts: 'old' as never }),
    ['adopts: got old, allowed is one of the class ExistingSlo'],
  ],
  [
    'a tier that is a name',
    slo({ alertPolicy: AlertPolicy.of('fast' as never) }),
    ['alertPolicy: tier 0: got fast, allowed is one of the class BurnRateTier'],
  ],
  [
    'a name that is a number',
    slo({ sloName: 42 as never }),
    ['sloName: got "42", allowed are letters, digits, ".", "_" and "-", with a letter or digit first and last'],
  ],
  [
    'days that are texts',
    slo({ maintenance: [Maintenance.weekly({ ...nightly, days: ['MON'] as never })] }),
    ['maintenance[0].days: got something that is no day, allowed are Weekday.MONDAY to Weekday.SUNDAY'],
  ],
  [
    'an SLO that says nothing',
    () => new Slo(new Stack(), 'Slo', {} as never),
    ['service: got nothing, allowed is the Service that makes the promise'],
  ],
  [
    'an SLO that says its service alone',
    () => {
      const { stack, shop } = declared();
      return new Slo(stack, 'Slo', { service: shop } as never);
    },
    [
      `sloName: got nothing, ${KNOWN}`,
      `attainmentGoal: got nothing, ${KNOWN}`,
      `promise: got nothing, ${KNOWN}`,
      `businessImpact: got nothing, ${KNOWN}`,
      'sli: got nothing, allowed is one of the class Sli',
    ],
  ],
  [
    'an SLI that is a text',
    slo({ sli: 'availability' as never }),
    ['sli: got availability, allowed is one of the class Sli'],
  ],
  [
    'an agreement that is a text',
    slo({ agreedBy: 'Head of sales' as never }),
    ['agreedBy: got Head of sales, allowed is a list of names'],
  ],
  [
    'maintenance that is nothing',
    slo({ maintenance: [NOTHING] }),
    ['maintenance[0]: got undefined, allowed is one of the class Maintenance'],
  ],
  known('adopts', slo({ adopts: ExistingSlo.requestBased(NOTHING) })),
  known('sloName', () => Slo.fromSloName(declared().stack, 'Foreign', NOTHING)),
  known('sloName', segmented({ sloName: undefined })),
  [
    'no segments',
    segmented({ segments: undefined }),
    ['segments: got nothing, allowed is Segments.of(dimension, ...values)'],
  ],
  [
    'segments of nothing',
    segmented({ segments: Segments.of(NOTHING) }),
    [`segments: dimension: got nothing, ${KNOWN}`, 'segments: got none, allowed is at least one'],
  ],
  [
    'segments of an SLI that is none',
    segmented({ sli: 'x' }),
    [
      'sli: got an SLI without own metrics, allowed are ratio, errorRatio, metric and outcomes: the metrics of Application Signals have no segments',
    ],
  ],
  known('kpiName', kpi({ kpiName: undefined })),
  [
    'a KPI without an SLO',
    kpi({ slo: undefined }),
    ['slo: got nothing, allowed is the SLO that measures the KPI: a KPI without a promise is merely collected'],
  ],
  [
    'a KPI of an SLO of somebody else',
    kpi({ slo: Slo.fromSloName(new Stack(), 'Foreign', 'prod-orders') }),
    ['slo: got nothing, allowed is the SLO that measures the KPI: a KPI without a promise is merely collected'],
  ],
  ...[NOTHING, 'shop' as never].flatMap((wrong: Service): Row[] => [
    [
      `a dashboard of the service ${wrong}`,
      () => new SloDashboard(new Stack(), 'Dashboard', { service: wrong }),
      [`service: got ${wrong}, allowed is one of the class Service`],
    ],
    [
      `an overview of the service ${wrong}`,
      () => new SloOverview(new Stack(), 'Overview', { services: [wrong] }),
      [`services[0]: got ${wrong}, allowed is one of the class Service`],
    ],
    [
      `a backup pager of services that are ${wrong}`,
      () => new BackupPager(new Stack(), 'Pager', { services: wrong as never }),
      [`services: got ${wrong}, allowed is a list of the class Service`],
    ],
    [
      `a journey over the service ${wrong}`,
      () =>
        new Journey(new Stack(), 'Journey', { journeyName: 'buy', promise: 'Buy.', rule: JourneyRule.broken(wrong) }),
      [`rule: service: got ${wrong}, allowed is one of the class Service`],
    ],
  ]),
  tier({ name: undefined }),
  tier({ longWindow: undefined }),
  tier({ budgetPercent: undefined }),
  [
    'a look-back that is a plain number',
    slo({
      alertPolicy: AlertPolicy.of(BurnRateTier.page({ name: 'quick', longWindow: 60 as never, budgetPercent: 2 })),
    }),
    ['tier quick: longWindow: got the plain value 60, allowed is a Duration above 0, for example Duration.hours(1)'],
  ],
  [
    'no alarms without a reason',
    slo({ alertPolicy: AlertPolicy.none(NOTHING) }),
    ['alertPolicy: reason: got a blank text, allowed is a sentence'],
  ],
  maintenance(
    'from',
    () => Maintenance.daily({ ...nightly, from: NOTHING }),
    'allowed is an explicit start, like "2027-01-03"',
  ),
  maintenance(
    'start',
    () => Maintenance.once({ ...nightly, start: NOTHING }),
    'allowed is an explicit start, like "2027-01-03T02:00"',
  ),
  maintenance('at', () => Maintenance.daily({ ...nightly, at: NOTHING }), KNOWN),
  maintenance('timeZone', () => Maintenance.daily({ ...nightly, timeZone: NOTHING }), KNOWN),
  maintenance('reason', () => Maintenance.daily({ ...nightly, reason: NOTHING }), KNOWN),
  maintenance(
    'duration',
    () => Maintenance.daily({ ...nightly, duration: NOTHING }),
    'allowed are whole minutes, from 1 minute to 15 days',
  ),
  maintenance('dayOfMonth', () => Maintenance.monthly(nightly as never), KNOWN),
  [
    'a maintenance on no day',
    slo({ maintenance: [Maintenance.weekly(nightly as never)] }),
    ['maintenance[0].days: got none, allowed is at least one'],
  ],
  [
    'the team of SLOs',
    () => new Team(new Stack(), 'Team', { ...TEAM, timeZone: null as never }),
    [`timeZone: got nothing, ${KNOWN}`],
  ],
];
