import { type App, type CfnTag, Stack, Tags } from 'aws-cdk-lib';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnParameter, StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { catalogueText, TIERS } from './by-hand-values';
import { estate, GOAL, IMPACT, PROMISE, type Promised, STAGE } from './estate';

/**
 * The same resources as in `ours` with nothing of ours: every name, number and text as somebody would write it into a stack.
 *
 * - `plain`: as the CDK's guide has it: `Tags.of`, level 2 for the parameters, level 1 for the rest, of which level 2 cannot say all
 *   (ids of metrics in alarms, rules by names) or knows nothing (SLOs).
 * - `least`: level 1 throughout and tags written into each resource. Nobody can write it with less work for the CDK.
 */
export type Style = 'plain' | 'least';

export function declareByHand(app: App, slos: number, style: Style): void {
  for (const [team, services] of estate(slos)) {
    const stack = new Stack(app, team);
    if (style === 'plain') {
      Tags.of(stack).add('owner', team);
      Tags.of(stack).add('stage', STAGE);
    }
    const objectives: CfnServiceLevelObjective[] = [];
    for (const { service, slos: promised } of services) {
      const scope = style === 'plain' ? new Construct(stack, service) : stack;
      if (style === 'plain') Tags.of(scope).add('service', service);
      const tags = style === 'plain' ? undefined : tagsOf(team, service);
      const paging = promised.flatMap((promise) => {
        const made = objective(scope, promise, tags);
        const earlier = objectives[objectives.length - 5];
        if (earlier !== undefined) made.addResourceDependency(earlier);
        objectives.push(made);
        const tierAlarms = TIERS.map((tier) => tierAlarm(scope, promise, tier, tags));
        evidence(scope, promise, tags);
        noData(scope, promise, tags);
        catalogue(scope, promise, style);
        return tierAlarms.slice(0, 2);
      });
      const breach = new CfnCompositeAlarm(scope, `${service}-breach`, {
        alarmName: `${STAGE}-${service}-breach`,
        alarmDescription: `${service} breaks a promise quickly: a page tier of one of its SLOs is in ALARM.`,
        alarmRule: paging.map(({ alarmName }) => `ALARM("${alarmName}")`).join(' OR '),
        tags,
      });
      for (const alarm of paging) breach.addResourceDependency(alarm);
    }
  }
}

function tagsOf(team: string, service: string): CfnTag[] {
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

function objective(scope: Construct, { slo, operation }: Promised, tags?: CfnTag[]): CfnServiceLevelObjective {
  return new CfnServiceLevelObjective(scope, slo, {
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
    tags,
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

function tierAlarm(scope: Construct, promise: Promised, tier: (typeof TIERS)[number], tags?: CfnTag[]): CfnAlarm {
  const { slo } = promise;
  return new CfnAlarm(scope, `${slo}-${tier.kind}`, {
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
    tags,
  });
}

function evidence(scope: Construct, promise: Promised, tags?: CfnTag[]): void {
  const { slo, operation } = promise;
  new CfnAlarm(scope, `${slo}-evidence`, {
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
    tags,
  });
}

function noData(scope: Construct, promise: Promised, tags?: CfnTag[]): void {
  const { slo, operation } = promise;
  new CfnAlarm(scope, `${slo}-no-data`, {
    alarmName: `slo/${STAGE}/${slo}/no-data`,
    alarmDescription: description(promise, 'is asked for by nobody: nothing was counted for 13 minutes.'),
    metrics: [count('total', operation, true)],
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    evaluationPeriods: 13,
    datapointsToAlarm: 13,
    treatMissingData: 'breaching',
    tags,
  });
}

function catalogue(scope: Construct, promise: Promised, style: Style): void {
  const { team, service, slo } = promise;
  const name = `/slo/${STAGE}/${slo}`;
  const description = `Catalogue entry of the SLO ${STAGE}-${slo}`;
  const value = catalogueText(promise, IMPACT);
  if (style === 'plain') {
    new StringParameter(scope, `${slo}-catalogue`, { parameterName: name, description, stringValue: value });
    return;
  }
  const tags = { owner: team, service, stage: STAGE };
  new CfnParameter(scope, `${slo}-catalogue`, { name, type: 'String', description, value, tags });
}
