import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Interval, Service, Sli, Slo, Team } from '../../lib';
import { type Objective, readAssembly, readObjectives } from '../../lib/assembly';

/** What differs between the SLOs under study. */
export interface Subject {
  /** Percent. */
  readonly goal: number;
  readonly days: number;
  /** Declared requests in the quietest hour; without it there is no alarm on silence. */
  readonly requestsPerHourAtTrough?: number;
}

/** Declares the SLO with our constructs, synthesizes it, and reads its alarms from the template. */
export function objectiveOf({ goal, days, requestsPerHourAtTrough }: Subject): Objective {
  const outdir = mkdtempSync(join(tmpdir(), 'study-'));
  try {
    const app = new App({ outdir });
    const stack = new Stack(app, 'Study');
    const team = new Team(stack, 'Team', {
      teamName: 'shop',
      contact: 'shop@shop.example',
      businessStakeholder: 'Head of sales',
    });
    const service = new Service(stack, 'Service', {
      team,
      serviceName: 'shop',
      runbookUrl: 'https://runbooks.shop.example/shop',
      runbookFirstSteps: ['Look at the last deployment.', 'Look for locks.', 'Roll back.'],
      reviewCycle: Duration.days(30),
    });
    new Slo(stack, 'Orders', {
      service,
      sloName: 'orders',
      sli: Sli.ratio({ good: requests('Good'), total: requests('Total') }),
      attainmentGoal: goal,
      interval: Interval.rolling(Duration.days(days)),
      promise: 'Your order goes through.',
      businessImpact: 'Every failed order is a lost sale.',
      ...(requestsPerHourAtTrough === undefined ? {} : { requestsPerHourAtTrough }),
    });
    app.synth();
    return readObjectives(readAssembly(outdir))[0]!;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function requests(metricName: string): Metric {
  return new Metric({ namespace: 'Shop', metricName, statistic: 'Sum' });
}
