import { Stack } from 'aws-cdk-lib';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { arm } from './arm';
import { estate, GOAL, IMPACT, PROMISE, type Promised, STAGE } from './estate';
import { catalogueText, TIERS } from './plain-values';

/**
 * The same resources as in `ours`, written by hand with nothing of ours: each name, number and text as whoever copies them into a
 * stack would write it, level 1 throughout and tags in the properties. Nobody can write it with less.
 */
arm((app, slos) => {
  for (const [team, services] of estate(slos)) {
    const stack = new Stack(app, team);
    const objectives: CfnServiceLevelObjective[] = [];
    for (const { service, slos: promised } of services) {
      const paging = promised.flatMap((promise) => {
        const made = objective(stack, promise);
        const earlier = objectives[objectives.length - 5];
        if (earlier !== undefined) made.addResourceDependency(earlier);
        objectives.push(made);
        const tierAlarms = TIERS.map((tier) => tierAlarm(stack, promise, tier));
        evidence(stack, promise);
        noData(stack, promise);
        catalogue(stack, promise);
        return tierAlarms.slice(0, 2);
      });
      const breach = new CfnCompositeAlarm(stack, `${service}-breach`, {
        alarmName: `${STAGE}-${service}-breach`,
        alarmDescription: `${service} breaks a promise quickly: a page tier of one of its SLOs is in ALARM.`,
        alarmRule: paging.map(({ alarmName }) => `ALARM("${alarmName}")`).join(' OR '),
        tags: tagsOf(team, service),
      });
      for (const alarm of paging) breach.addResourceDependency(alarm);
    }
  }
});

function tagsOf(team: string, service: string): { key: string; value: string }[] {
  return [
    { key: 'owner', value: team },
    { key: 'service', value: service },
    { key: 'stage', value: STAGE },
  ];
}

function count(id: string, operation: string, returnData: boolean) {
  const metricName = id === 'good' ? 'Good' : 'Total';
  const dimensions = [{ name: 'Operation', value: operation }];
  return {
    id,
    metricStat: { metric: { namespace: 'Shop', metricName, dimensions }, period: 60, stat: 'Sum' },
    returnData,
  };
}

function objective(stack: Stack, { team, service, slo, operation }: Promised): CfnServiceLevelObjective {
  return new CfnServiceLevelObjective(stack, slo, {
    name: `${STAGE}-${slo}`,
    description: PROMISE,
    requestBasedSli: {
      requestBasedSliMetric: {
        totalRequestCountMetric: [count('total', operation, true)],
        monitoredRequestCountMetric: { goodCountMetric: [count('good', operation, true)] },
      },
    },
    goal: {
      attainmentGoal: GOAL,
      warningThreshold: 50,
      interval: { rollingInterval: { duration: 28, durationUnit: 'DAY' } },
    },
    burnRateConfigurations: [5, 30, 60, 360, 4320].map((lookBackWindowMinutes) => ({ lookBackWindowMinutes })),
    tags: tagsOf(team, service),
  });
}

function description({ team, service, slo }: Promised, meaning: string): string {
  return `"${PROMISE}" ${meaning} ${service}, SLO ${slo}, ${GOAL} %. Owner: ${team}. Runbook: https://runbooks.shop.example/${service}`;
}

function burn(id: string, slo: string, minutes: number) {
  const dimensions = [
    { name: 'BurnRateWindowMinutes', value: String(minutes) },
    { name: 'SloName', value: `${STAGE}-${slo}` },
  ];
  const metric = { namespace: 'AWS/ApplicationSignals', metricName: 'BurnRate', dimensions };
  return { id, metricStat: { metric, period: 60, stat: 'Maximum' }, returnData: false };
}

function tierAlarm(stack: Stack, promise: Promised, tier: (typeof TIERS)[number]): CfnAlarm {
  const { team, service, slo } = promise;
  return new CfnAlarm(stack, `${slo}-${tier.kind}`, {
    alarmName: `slo/${STAGE}/${slo}/${tier.kind}`,
    alarmDescription: description(
      promise,
      `is not kept: ${tier.percent} % of the error budget for 28 days goes within ${tier.long} (burn rate above ${tier.shown}, over the last ${tier.short}, too).`,
    ),
    metrics: [
      { id: 'burn', expression: 'IF(long < short, long, short)', label: 'burn rate', returnData: true },
      burn('long', slo, tier.longMinutes),
      burn('short', slo, tier.shortMinutes),
    ],
    comparisonOperator: 'GreaterThanThreshold',
    threshold: tier.threshold,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: 'missing',
    tags: tagsOf(team, service),
  });
}

function evidence(stack: Stack, promise: Promised): void {
  const { team, service, slo, operation } = promise;
  new CfnAlarm(stack, `${slo}-evidence`, {
    alarmName: `slo/${STAGE}/${slo}/evidence`,
    alarmDescription: description(promise, 'fails for more than a few: bad requests in 4 of 60 minutes.'),
    metrics: [
      { id: 'counted', expression: 'total - FILL(good, 0)', label: 'bad requests', returnData: true },
      count('total', operation, false),
      count('good', operation, false),
    ],
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0,
    evaluationPeriods: 60,
    datapointsToAlarm: 4,
    treatMissingData: 'notBreaching',
    tags: tagsOf(team, service),
  });
}

function noData(stack: Stack, promise: Promised): void {
  const { team, service, slo, operation } = promise;
  new CfnAlarm(stack, `${slo}-no-data`, {
    alarmName: `slo/${STAGE}/${slo}/no-data`,
    alarmDescription: description(promise, 'is asked for by nobody: nothing was counted for 13 minutes.'),
    metrics: [count('total', operation, true)],
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    evaluationPeriods: 13,
    datapointsToAlarm: 13,
    treatMissingData: 'breaching',
    tags: tagsOf(team, service),
  });
}

function catalogue(stack: Stack, promise: Promised): void {
  const { team, service, slo } = promise;
  new CfnParameter(stack, `${slo}-catalogue`, {
    name: `/slo/${STAGE}/${slo}`,
    type: 'String',
    description: `Catalogue entry of the SLO ${STAGE}-${slo}`,
    value: catalogueText(promise, IMPACT),
    tags: { owner: team, service, stage: STAGE },
  });
}
