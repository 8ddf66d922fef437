import { App, Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { githubIssues, IncidentResponse, Service, Sli, Slo, SloDashboard, slackChannel, Team } from '../../lib';
import { contact, estate, GOAL, IMPACT, PROMISE, runbook, STAGE, STEPS, TROUGH } from '../synth/estate';

/** A company's assembly: its SLOs in a stack for each team, a dashboard for each service, and one response. */
export function synthesizeEstate(slos: number, outdir: string): void {
  const app = new App({ outdir });
  for (const [teamName, services] of estate(slos)) {
    const stack = new Stack(app, teamName);
    const team = new Team(stack, 'Team', {
      teamName,
      contact: contact(teamName),
      businessStakeholder: 'Head of sales',
    });
    for (const { service: serviceName, slos: promised } of services) {
      const service = new Service(stack, serviceName, {
        team,
        serviceName,
        stage: STAGE,
        runbookUrl: runbook(serviceName),
        runbookFirstSteps: STEPS,
        reviewCycle: Duration.days(30),
      });
      for (const { slo, operation } of promised) {
        const count = (metricName: string) =>
          new Metric({ namespace: 'Shop', metricName, dimensionsMap: { Operation: operation }, statistic: 'Sum' });
        new Slo(stack, slo, {
          service,
          sloName: slo,
          sli: Sli.ratio({ good: count('Good'), total: count('Total') }),
          attainmentGoal: GOAL,
          promise: PROMISE,
          businessImpact: IMPACT,
          requestsPerHourAtTrough: TROUGH,
        });
      }
      new SloDashboard(stack, `${serviceName}-dashboard`, { service });
    }
  }
  new IncidentResponse(new Stack(app, 'Response'), 'Response', {
    stage: STAGE,
    applicationSignals: false,
    targets: [
      slackChannel({ name: 'incidents', channelId: 'C0123456789' }),
      githubIssues({ name: 'tickets', repository: 'example/ops' }),
    ],
  });
  app.synth();
}
