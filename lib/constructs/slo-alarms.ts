import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { flatten, type MetricReference, type Series } from '../model/contracts/measurement';
import { alarmName, EVIDENCE, logicalId, NO_DATA, objectiveName } from '../model/names';
import { EVIDENCE_RULE, formatDecimal } from '../model/slo';

const MINUTE = 60;

/**
 * The alarms of one SLO. Level 1 constructs, because logical ids come from the SLO's name and every property that AWS would
 * default is stated.
 */
export class SloAlarms {
  readonly #scope: Construct;
  readonly #entry: CatalogueEntry;

  constructor(scope: Construct, entry: CatalogueEntry) {
    this.#scope = scope;
    this.#entry = entry;
  }

  /**
   * One tier: burn in the long and in the short window above one threshold. `IF(long < short, long, short)` is their
   * minimum and, unlike MIN of an array, has no value unless both do.
   */
  tier(tier: CatalogueEntry['tiers'][number]): CfnAlarm {
    const burn = (id: string, minutes: number) =>
      query(id, {
        namespace: 'AWS/ApplicationSignals',
        name: 'BurnRate',
        dimensions: {
          BurnRateWindowMinutes: String(minutes),
          SloName: objectiveName(this.#entry.stage, this.#entry.slo),
        },
        stat: 'Maximum',
      });
    const meaning = `The error budget burns more than ${formatDecimal(tier.threshold, 3)} times as fast as the goal allows, over ${tier.longMinutes} and ${tier.shortMinutes} minutes.`;
    return this.#alarm(tier.alarm, meaning, {
      metrics: [
        { id: 'burn', expression: 'IF(long < short, long, short)', label: 'burn rate', returnData: true },
        burn('long', tier.longMinutes),
        burn('short', tier.shortMinutes),
      ],
      comparisonOperator: 'GreaterThanThreshold',
      threshold: tier.threshold,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: 'missing',
    });
  }

  /** That more than a few requests fail: without it a tier alarm in a quiet hour is one bad request. */
  evidence(): CfnAlarm {
    const { comparisonOperator, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData } = EVIDENCE_RULE;
    return this.#alarm(EVIDENCE, `Requests fail in ${datapointsToAlarm} of ${evaluationPeriods} minutes.`, {
      metrics: queriesOf(this.#entry.measurement.bad, 'bad requests'),
      comparisonOperator,
      threshold,
      evaluationPeriods,
      datapointsToAlarm,
      treatMissingData,
    });
  }

  /** That no request was counted for longer than chance explains. */
  noData(minutes: number): CfnAlarm {
    return this.#alarm(NO_DATA, `No request was counted for ${minutes} minutes.`, {
      metrics: queriesOf(this.#entry.measurement.total, 'requests'),
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: minutes,
      datapointsToAlarm: minutes,
      treatMissingData: 'breaching',
    });
  }

  #alarm(kind: string, meaning: string, props: Omit<ConstructorParameters<typeof CfnAlarm>[2], 'alarmName'>): CfnAlarm {
    const { stage, slo, promise, attainmentGoal, runbook, owner } = this.#entry;
    // All parts are limited where they are declared, so that the whole fits; 1024 characters are allowed.
    const description = `${meaning} SLO ${slo}: "${promise}", ${attainmentGoal} %. Owner: ${owner.team}. Runbook: ${runbook.url}`;
    const alarm = new CfnAlarm(this.#scope, `Alarm-${kind}`, {
      alarmName: alarmName({ stage, slo, alarm: kind }),
      alarmDescription: description,
      ...props,
    } as ConstructorParameters<typeof CfnAlarm>[2]);
    alarm.overrideLogicalId(logicalId('Alarm', stage, slo, kind));
    return alarm;
  }
}

/** The first one is what the alarm compares with its threshold. */
function queriesOf(series: Series, label: string): CfnAlarm.MetricDataQueryProperty[] {
  const { expression, metrics } = flatten(series);
  const inputs = Object.entries(metrics).map(([id, metric]) => query(id, metric));
  return expression === undefined
    ? inputs.map((input) => ({ ...input, returnData: true }))
    : [{ id: 'counted', expression, label, returnData: true }, ...inputs];
}

function query(id: string, { namespace, name, dimensions, stat }: MetricReference): CfnAlarm.MetricDataQueryProperty {
  const named = Object.entries(dimensions).map(([key, value]) => ({ name: key, value }));
  return {
    id,
    returnData: false,
    metricStat: { metric: { namespace, metricName: name, dimensions: named }, period: MINUTE, stat },
  };
}
