import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Component, Service, Sli, Slo, Team, WayOut } from '../../lib';
import { SLO_PAGES } from './pages';
import { ENGINEERS } from './routes';

/** What the database of orders promises to the services that share it: when it fails, all of them do. */
export class DatabasePromises extends Stack {
  readonly service: Service;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'data',
      contact: 'data@echarpe.example',
      businessStakeholder: 'Head of engineering',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
      routes: ENGINEERS,
    });
    this.service = new Service(this, 'OrdersDatabase', {
      team,
      serviceName: 'orders-database',
      runbookUrl: 'https://runbooks.echarpe.example/orders-database',
      runbookFirstSteps: [
        'Look for locks, and for queries that run longer than 30 seconds.',
        'Look whether disk, memory or connections are used up.',
        'Look which service began to ask more than usual.',
      ],
      reviewCycle: Duration.days(30),
      reviewedOn: '2026-11-02',
      components: [Component.of({ name: 'orders database' })],
      waysOut: {
        rollBack: WayOut.of({ text: 'Take back the last change of the schema.' }),
        scale: WayOut.of({
          text: 'Give it a bigger machine; it is away for about a minute.',
          command:
            'aws rds modify-db-instance --region {region} --db-instance-identifier {stage}-orders --db-instance-class db.r8g.2xlarge --apply-immediately',
        }),
        workAround: WayOut.of({
          text: 'Let the standby take over.',
          command:
            'aws rds reboot-db-instance --region {region} --db-instance-identifier {stage}-orders --force-failover',
        }),
      },
      logs: { logGroupNames: ['/aws/rds/instance/prod-orders/postgresql'] },
    });
    new Slo(this, 'OrderStore', {
      service: this.service,
      sloName: 'order-store',
      sli: Sli.outcomes({ namespace: 'Echarpe', feature: 'order-store' }),
      attainmentGoal: 99.9,
      promise: 'Orders are kept, and found again.',
      businessImpact: 'Shop, storefront, mail, warehouse and support desk stand still.',
      explanation: 'A query counts as good when it is answered within five seconds without an error.',
      agreedBy: ['Head of engineering', 'Data team'],
      customerFacing: false,
      requestsPerHourAtTrough: 600,
    });
  }
}
