import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlertPolicy, Dependency, Service, Sli, Slo, Team } from '../../lib';
import { SLO_PAGES } from './pages';

/** What visitors of the shop's pages are promised, measured by Application Signals itself: no metric is written for it. */
export class StorefrontPromises extends Stack {
  readonly service: Service;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'storefront',
      contact: 'storefront@echarpe.example',
      businessStakeholder: 'Head of online sales',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
    });
    const service = new Service(this, 'Storefront', {
      team,
      serviceName: 'storefront',
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
      explanation: 'A page counts as good when the storefront answers without a server error.',
    });
    new Slo(this, 'ResponseTime', {
      ...shared,
      sloName: 'browse-speed',
      sli: Sli.latency({ operation: 'GET /scarves', threshold: Duration.millis(500) }),
      attainmentGoal: 99,
      promise: 'Our pages come fast.',
      businessImpact: 'Slow pages mean abandoned baskets.',
      explanation: 'A page counts as good when the storefront answers within half a second.',
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
