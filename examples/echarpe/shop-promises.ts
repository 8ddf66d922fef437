import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import {
  BackupPager,
  Component,
  Kpi,
  type Route,
  Service,
  Sli,
  Slo,
  SloDashboard,
  SloOverview,
  Team,
  WayOut,
} from '../../lib';
import { SLO_PAGES } from './pages';
import { CUSTOMER_FACING } from './routes';

export interface ShopPromisesProps extends StackProps {
  /** What it cannot do without. @default - nothing */
  readonly dependsOn?: Service[];
  /** Who hears of what. @default - engineers and support, as everywhere where customers notice */
  readonly routes?: Route[];
}

/** What the scarf shop Echarpe promises its customers. */
export class ShopPromises extends Stack {
  readonly service: Service;

  constructor(
    scope: Construct,
    id: string,
    { dependsOn = [], routes = CUSTOMER_FACING, ...props }: ShopPromisesProps = {},
  ) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'shop',
      contact: 'shop@echarpe.example',
      businessStakeholder: 'Head of online sales',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
      routes,
    });
    const service = new Service(this, 'Shop', {
      team,
      serviceName: 'shop',
      environment: 'ecs:prod',
      dependsOn,
      runbookUrl: 'https://runbooks.echarpe.example/shop',
      runbookFirstSteps: [
        'Look at the last deployment; roll it back if the trouble began with it.',
        'Look for locks in the database; kill queries that run longer than 30 seconds.',
        'Switch the text preview off if it is the one that locks.',
      ],
      reviewCycle: Duration.days(30),
      reviewedOn: '2026-11-02',
      components: [Component.of({ name: 'shop server' }), Component.of({ name: 'orders database' })],
      waysOut: {
        rollBack: WayOut.of({
          text: 'Bring back the version that ran before.',
          command:
            'aws ecs update-service --region {region} --cluster {stage} --service shop --task-definition shop-previous',
        }),
        scale: WayOut.of({
          text: 'Let at least twelve servers run.',
          command:
            'aws application-autoscaling register-scalable-target --region {region} --service-namespace ecs --resource-id service/{stage}/shop --scalable-dimension ecs:service:DesiredCount --min-capacity 12',
        }),
        workAround: WayOut.of({
          text: 'Switch the text preview off: orders go on without it.',
          command: 'aws ssm put-parameter --region {region} --overwrite --name /shop/{stage}/text-preview --value off',
        }),
      },
      usualReportsPerHour: 2,
      logs: { logGroupNames: ['/echarpe/shop'] },
    });

    this.service = service;
    const orderSlo = new Slo(this, 'PlaceOrder', {
      service,
      sloName: 'place-order',
      sli: Sli.ratio({ good: orders('Good'), total: orders('Total') }),
      attainmentGoal: 99.9,
      promise: 'Your order goes through.',
      businessImpact: 'Every order that fails is a lost sale and a disappointed fan.',
      reply:
        'We know that some orders do not go through, and we are working on it. Your basket is kept: please try again a little later.',
      explanation: 'An order counts as good when it is stored and answered without an error.',
      agreedBy: ['Head of online sales', 'Shop team'],
      requestsPerHourAtTrough: 60,
    });

    new Kpi(this, 'OrdersThatGoThrough', { kpiName: 'Orders that go through', slo: orderSlo });

    // The new feature and its promise are declared together.
    new Slo(this, 'TextPreview', {
      service,
      sloName: 'text-preview',
      feature: 'text-preview',
      sli: Sli.outcomes({ namespace: 'Echarpe', feature: 'text-preview' }),
      attainmentGoal: 99.5,
      promise: 'You see your words before you buy.',
      businessImpact: 'Customers who do not see their words do not buy a scarf with words.',
      reply:
        'We know that the picture of your words does not come, and we are working on it. You can order all the same: we print what you typed.',
      explanation: 'A preview counts as good when the picture comes without an error.',
      agreedBy: ['Head of online sales', 'Shop team'],
      requestsPerHourAtTrough: 60,
    });

    // The team connects this topic to its pager: it is heard even when nothing else of ours is.
    new BackupPager(this, 'BackupPager', { services: [service] });

    new SloDashboard(this, 'Dashboard', { service });
    new SloOverview(this, 'Overview', { services: [service] });
  }
}

function orders(metricName: string): Metric {
  return new Metric({
    namespace: 'Echarpe',
    metricName,
    dimensionsMap: { Operation: 'place-order' },
    statistic: 'Sum',
    period: Duration.minutes(1),
  });
}
