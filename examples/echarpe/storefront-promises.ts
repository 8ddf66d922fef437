import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlertPolicy, Dependency, type Route, Service, Sli, Slo, Team, WayOut } from '../../lib';
import { SLO_PAGES } from './pages';
import { CUSTOMER_FACING } from './routes';

export interface StorefrontPromisesProps extends StackProps {
  /** What it cannot do without. @default - nothing */
  readonly dependsOn?: Service[];
  /** Who hears of it. @default - those who hear of everything that customers notice */
  readonly routes?: Route[];
}

/** What visitors of the shop's pages are promised, most of it measured by Application Signals itself: no metric is written for it. */
export class StorefrontPromises extends Stack {
  readonly service: Service;

  constructor(
    scope: Construct,
    id: string,
    { dependsOn = [], routes = CUSTOMER_FACING, ...props }: StorefrontPromisesProps = {},
  ) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'storefront',
      contact: 'storefront@echarpe.example',
      businessStakeholder: 'Head of online sales',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
      routes,
    });
    const service = new Service(this, 'Storefront', {
      team,
      serviceName: 'storefront',
      dependsOn,
      environment: 'eks:prod/storefront',
      runbookUrl: 'https://runbooks.echarpe.example/storefront',
      runbookFirstSteps: [
        'Look at the last deployment; roll it back if the trouble began with it.',
        'Look whether the shop behind it is in trouble.',
        'Look whether there are more visitors than pods.',
      ],
      reviewCycle: Duration.days(30),
      reviewedOn: '2026-11-02',
      rollbackAlarm: true,
      waysOut: {
        rollBack: WayOut.of({
          text: 'Bring back the version that ran before.',
          command: 'kubectl --context {region} --namespace {stage} rollout undo deployment/storefront',
        }),
        scale: WayOut.of({
          text: 'Let twice as many pods run.',
          command: 'kubectl --context {region} --namespace {stage} scale deployment/storefront --replicas 24',
        }),
      },
      usualReportsPerHour: 1,
      logs: { logGroupNames: ['/aws/containerinsights/prod/application'] },
    });
    this.service = service;
    const shared = { service, agreedBy: ['Head of online sales', 'Storefront team'], requestsPerHourAtTrough: 600 };
    new Slo(this, 'ErrorRate', {
      ...shared,
      sloName: 'browse',
      sli: Sli.availability({ operation: 'GET /scarves' }),
      attainmentGoal: 99.9,
      promise: 'You can look at our scarves.',
      businessImpact: 'Visitors who see an error leave.',
      reply: 'We know that some of our pages do not open, and we are working on it.',
      explanation: 'A page counts as good when the storefront answers without a server error.',
    });
    new Slo(this, 'ResponseTime', {
      ...shared,
      sloName: 'browse-speed',
      sli: Sli.latency({ operation: 'GET /scarves', threshold: Duration.millis(500) }),
      attainmentGoal: 99,
      promise: 'Our pages come fast.',
      businessImpact: 'Slow pages mean abandoned baskets.',
      reply: 'We know that our pages are slow at the moment, and we are working on it.',
      explanation: 'A page counts as good when the storefront answers within half a second.',
    });
    new Slo(this, 'Basket', {
      ...shared,
      sloName: 'basket',
      feature: 'basket',
      sli: Sli.outcomes({ namespace: 'Echarpe', feature: 'basket' }),
      attainmentGoal: 99.5,
      promise: 'Your basket keeps what you choose.',
      businessImpact: 'Visitors who lose their basket do not fill it again.',
      reply: 'We know that baskets lose what is in them, and we are working on it. Please order a little later.',
      explanation: 'A change of a basket counts as good when it is stored without an error.',
    });
    // A partner's trouble is recorded for some weeks before it may wake anyone.
    new Slo(this, 'Payments', {
      ...shared,
      sloName: 'payments',
      sli: Sli.availability({ dependency: Dependency.remoteService('api.payments.example', 'POST /charges') }),
      attainmentGoal: 99.5,
      promise: 'You can pay by card.',
      businessImpact: 'Nobody buys what cannot be paid.',
      explanation: 'A payment counts as good when the partner answers without a server error.',
      alertPolicy: AlertPolicy.shadow(),
    });
  }
}
