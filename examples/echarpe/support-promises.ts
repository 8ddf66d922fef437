import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlertPolicy, BurnRateTier, NO_DATA_WARNING, Service, Sli, Slo, Team, WayOut } from '../../lib';
import { SLO_PAGES } from './pages';
import { CUSTOMER_FACING } from './routes';

export interface SupportPromisesProps extends StackProps {
  /** What it cannot do without. @default - nothing */
  readonly dependsOn?: Service[];
}

/** What the support desk promises. Its promises are SLOs like any other. */
export class SupportPromises extends Stack {
  constructor(scope: Construct, id: string, { dependsOn = [], ...props }: SupportPromisesProps = {}) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'support',
      contact: 'support@echarpe.example',
      businessStakeholder: 'Head of customer care',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
      routes: CUSTOMER_FACING,
    });
    const service = new Service(this, 'Desk', {
      team,
      serviceName: 'support-desk',
      dependsOn,
      runbookUrl: 'https://runbooks.echarpe.example/support-desk',
      runbookFirstSteps: [
        'Look at how many tickets are open, and since when.',
        'Ask the shop whether something is broken that customers write about.',
        'Ask for help from the other shift.',
      ],
      reviewCycle: Duration.days(30),
      reviewedOn: '2026-11-02',
      waysOut: {
        scale: WayOut.of({ text: 'Ask the other shift for help.' }),
        workAround: WayOut.of({ text: 'Write down number and question, and call back.' }),
      },
      logs: { logGroupNames: ['/echarpe/support-desk'] },
    });
    const resolution = new Slo(this, 'MailResolution', {
      service,
      sloName: 'mail-resolution',
      sli: Sli.supportResolution({ namespace: 'Echarpe', channel: 'email' }),
      attainmentGoal: 90,
      promise: 'Your question is solved within a working day.',
      businessImpact: 'Customers who wait do not come back.',
      reply: 'Answers take longer than usual at the moment. We have your question, and we answer all of them.',
      explanation: 'A ticket counts as good when it is solved within eight working hours.',
      agreedBy: ['Head of customer care', 'Support team'],
      alertPolicy: AlertPolicy.of(
        BurnRateTier.ticket({
          name: 'today',
          longWindow: Duration.days(1),
          shortWindow: Duration.hours(4),
          budgetPercent: 10,
        }),
        BurnRateTier.ticket({
          name: 'week',
          longWindow: Duration.days(7),
          shortWindow: Duration.days(1),
          budgetPercent: 35,
        }),
      ),
    });
    new Slo(this, 'OrderLookup', {
      service,
      sloName: 'order-lookup',
      sli: Sli.outcomes({ namespace: 'Echarpe', feature: 'order-lookup' }),
      attainmentGoal: 99,
      promise: 'Whoever you ask sees your order.',
      businessImpact: 'Agents who see no order can only ask for patience.',
      reply: 'We cannot open your order at the moment, and we are working on it. May we call you back?',
      explanation: 'A search counts as good when the order is shown within five seconds.',
      agreedBy: ['Head of customer care', 'Support team'],
      requestsPerHourAtTrough: 60,
    });
    Validations.of(resolution).acknowledge({ id: NO_DATA_WARNING, reason: 'Nobody solves tickets at night.' });
  }
}
