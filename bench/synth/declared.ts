import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Service, Sli, Slo, Team } from '../../lib';
import { contact, estate, GOAL, IMPACT, PROMISE, runbook, STAGE, STEPS, TROUGH } from './estate';

/** The estate in our words. @param beside what else a service gets */
export function declareEstate(app: App, slos: number, beside?: (stack: Stack, service: Service) => void): void {
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
      beside?.(stack, service);
    }
  }
}
