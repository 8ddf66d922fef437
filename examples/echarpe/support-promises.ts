import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlertPolicy, BurnRateTier, NO_DATA_WARNING, Service, Sli, Slo, Team } from '../../lib';
import { SLO_PAGES } from './pages';

/** What the support desk promises. Its promises are SLOs like any other. */
export class SupportPromises extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'support',
      contact: 'support@echarpe.example',
      businessStakeholder: 'Head of customer care',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
    });
    const service = new Service(this, 'Desk', {
      team,
      serviceName: 'support-desk',
      runbookUrl: 'https://runbooks.echarpe.example/support-desk',
      runbookFirstSteps: [
        'Look at how many tickets are open, and since when.',
        'Ask the shop whether something is broken that customers write about.',
        'Ask for help from the other shift.',
      ],
      reviewCycle: Duration.days(30),
      reviewedOn: '2026-11-02',
    });
    const resolution = new Slo(this, 'MailResolution', {
      service,
      sloName: 'mail-resolution',
      sli: Sli.supportResolution({ namespace: 'Echarpe', channel: 'email' }),
      attainmentGoal: 90,
      promise: 'Your question is solved within a working day.',
      businessImpact: 'Customers who wait do not come back.',
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
    Validations.of(resolution).acknowledge({ id: NO_DATA_WARNING, reason: 'Nobody solves tickets at night.' });
  }
}
