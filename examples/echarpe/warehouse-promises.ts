import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Service, Sli, Slo, Team, WayOut } from '../../lib';
import { SLO_PAGES } from './pages';
import { ENGINEERS } from './routes';

export interface WarehousePromisesProps extends StackProps {
  /** What it cannot do without. @default - nothing */
  readonly dependsOn?: Service[];
}

/** What the warehouse is promised: orders reach the people who pack them. */
export class WarehousePromises extends Stack {
  constructor(scope: Construct, id: string, { dependsOn = [], ...props }: WarehousePromisesProps = {}) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'warehouse',
      contact: 'warehouse@echarpe.example',
      businessStakeholder: 'Head of logistics',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
      routes: ENGINEERS,
    });
    const service = new Service(this, 'Warehouse', {
      team,
      serviceName: 'warehouse',
      dependsOn,
      runbookUrl: 'https://runbooks.echarpe.example/warehouse',
      runbookFirstSteps: [
        'Look whether the database of orders is in trouble.',
        'Look at the last deployment; roll it back if the trouble began with it.',
        'Let the packers work from the list that was printed last.',
      ],
      reviewCycle: Duration.days(30),
      reviewedOn: '2026-11-02',
      waysOut: {
        rollBack: WayOut.of({
          text: 'Bring back the version that ran before.',
          command:
            'aws ecs update-service --region {region} --cluster {stage} --service warehouse --task-definition warehouse-previous',
        }),
        workAround: WayOut.of({ text: 'Print the lists: the packers work from paper for an hour.' }),
      },
      logs: { logGroupNames: ['/echarpe/warehouse'] },
    });
    new Slo(this, 'PickList', {
      service,
      sloName: 'pick-list',
      sli: Sli.outcomes({ namespace: 'Echarpe', feature: 'pick-list' }),
      attainmentGoal: 99.5,
      promise: 'Paid orders reach the packers.',
      businessImpact: 'Scarves that nobody packs arrive a day late.',
      explanation: 'An order counts as good when it is on a list within five minutes.',
      agreedBy: ['Head of logistics', 'Warehouse team'],
      customerFacing: false,
      requestsPerHourAtTrough: 60,
    });
  }
}
