import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Component, Kpi, Maintenance, Service, Sli, Slo, Team, WayOut, Weekday } from '../../lib';
import { SLO_PAGES } from './pages';
import { CUSTOMER_FACING } from './routes';

export interface MailPromisesProps extends StackProps {
  /**
   * Whether the worker that sends mail sends traces.
   * @default true
   */
  readonly traced?: boolean;
  /** What it cannot do without. @default - nothing */
  readonly dependsOn?: Service[];
}

/** The article's own example of an SLO: mail that is sent 99.9 % of the time. */
export class MailPromises extends Stack {
  constructor(scope: Construct, id: string, { traced = true, dependsOn = [], ...props }: MailPromisesProps = {}) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'mail',
      contact: 'mail@echarpe.example',
      businessStakeholder: 'Head of customer care',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
      routes: CUSTOMER_FACING,
    });
    const service = new Service(this, 'Mail', {
      team,
      serviceName: 'mail',
      dependsOn,
      runbookUrl: 'https://runbooks.echarpe.example/mail',
      runbookFirstSteps: [
        'Look at the queue of mail that waits.',
        'Look at what the mail provider says about itself.',
        'Let the second provider send.',
      ],
      reviewCycle: Duration.days(90),
      reviewedOn: '2026-11-02',
      components: [Component.of({ name: 'mail worker', traces: traced }), Component.of({ name: 'mail queue' })],
      waysOut: {
        scale: WayOut.of({
          text: 'Let eight workers send.',
          command: 'aws ecs update-service --region {region} --cluster {stage} --service mail --desired-count 8',
        }),
        workAround: WayOut.of({
          text: 'Let the second provider send.',
          command: 'aws ssm put-parameter --region {region} --overwrite --name /mail/{stage}/provider --value second',
        }),
      },
      usualReportsPerHour: 1,
      logs: { logGroupNames: ['/echarpe/mail'] },
      maintenance: [
        Maintenance.weekly({
          days: [Weekday.SUNDAY],
          at: '03:00',
          from: '2027-01-03',
          duration: Duration.minutes(30),
          timeZone: 'Europe/Paris',
          reason: 'The provider patches its servers.',
        }),
      ],
    });
    const confirmations = new Slo(this, 'OrderMail', {
      service,
      sloName: 'order-mail',
      sli: Sli.outcomes({ namespace: 'Echarpe', feature: 'order-mail' }),
      attainmentGoal: 99.9,
      sla: 99.5,
      promise: 'You get a mail that confirms your order.',
      reply: 'Your order has arrived. The mail that confirms it is late: you need not order again.',
      businessImpact: 'Customers who get no mail order twice, or ask the support desk.',
      explanation: 'An order counts as good when its mail was handed over within five minutes.',
      agreedBy: ['Head of customer care', 'Mail team'],
      requestsPerHourAtTrough: 60,
    });
    new Kpi(this, 'Confirmed', { kpiName: 'Orders that are confirmed', slo: confirmations });
  }
}
