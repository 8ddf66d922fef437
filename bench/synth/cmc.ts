import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type CustomMetricWithAlarm, DefaultDashboardFactory, MonitoringFacade } from 'cdk-monitoring-constructs';
import { arm } from './arm';
import { TIERS } from './by-hand-values';
import { estate, type Promised, STAGE } from './estate';

/**
 * The same alarms through cdk-monitoring-constructs, which has nothing for SLOs, composites of services and a catalogue: those are
 * left out here, and so are its dashboards, which would cost it more.
 */
arm((app, slos) => {
  for (const [team, services] of estate(slos)) {
    const stack = new Stack(app, team);
    Tags.of(stack).add('owner', team);
    Tags.of(stack).add('stage', STAGE);
    const facade = new MonitoringFacade(stack, 'Monitoring', {
      alarmFactoryDefaults: { alarmNamePrefix: STAGE, actionsEnabled: true },
      dashboardFactory: new DefaultDashboardFactory(stack, 'Dashboards', {
        dashboardNamePrefix: team,
        createDashboard: false,
      }),
    });
    for (const { slos: promised } of services) {
      for (const promise of promised) {
        facade.monitorCustom({
          alarmFriendlyName: promise.slo,
          humanReadableName: promise.slo,
          metricGroups: [...TIERS.map((tier) => burn(promise, tier)), ...requests(promise)].map((metric) => {
            return { title: metric.alarmFriendlyName, metrics: [metric] };
          }),
        });
      }
    }
  }
});

function burn({ slo, service }: Promised, tier: (typeof TIERS)[number]): CustomMetricWithAlarm {
  const of = (minutes: number) =>
    new Metric({
      namespace: 'AWS/ApplicationSignals',
      metricName: 'BurnRate',
      dimensionsMap: { BurnRateWindowMinutes: String(minutes), SloName: `${STAGE}-${slo}` },
      statistic: 'Maximum',
      period: Duration.minutes(1),
    });
  return alarm(service, slo, tier.kind, {
    metric: minute('IF(long < short, long, short)', 'burn rate', {
      long: of(tier.longMinutes),
      short: of(tier.shortMinutes),
    }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: tier.threshold,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: TreatMissingData.MISSING,
  });
}

function requests({ slo, service, operation }: Promised): CustomMetricWithAlarm[] {
  const count = (metricName: string) =>
    new Metric({
      namespace: 'Shop',
      metricName,
      dimensionsMap: { Operation: operation },
      statistic: 'Sum',
      period: Duration.minutes(1),
    });
  const [total, good] = [count('Total'), count('Good')];
  return [
    alarm(service, slo, 'evidence', {
      metric: minute('total - FILL(good, 0)', 'bad requests', { total, good }),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 60,
      datapointsToAlarm: 4,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }),
    alarm(service, slo, 'no-data', {
      metric: total,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 13,
      datapointsToAlarm: 13,
      treatMissingData: TreatMissingData.BREACHING,
    }),
  ];
}

function minute(expression: string, label: string, usingMetrics: Record<string, IMetric>): MathExpression {
  return new MathExpression({ expression, label, usingMetrics, period: Duration.minutes(1) });
}

interface Rule {
  readonly metric: Metric | MathExpression;
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

function alarm(
  service: string,
  slo: string,
  kind: string,
  { metric, treatMissingData, ...rule }: Rule,
): CustomMetricWithAlarm {
  return {
    metric,
    alarmFriendlyName: kind,
    addAlarm: {
      Critical: {
        ...rule,
        treatMissingDataOverride: treatMissingData,
        alarmNameOverride: `slo/${STAGE}/${slo}/${kind}`,
        alarmDescriptionOverride: `${slo} of ${service}: ${kind}`,
        runbookLink: `https://runbooks.shop.example/${service}`,
      },
    },
  };
}
