import type { AlarmDefinition, CompositeDefinition, MetricQuery, Objective } from '../../assembly';
import { burnRateMetric } from '../../model/contracts/published-metrics';
import { alarmName } from '../../model/names';
import { type Tier, threshold, toNumber, type Urgency } from '../../model/slo';

/** A way of calling people: alarms over the metrics of one SLO, without incidents behind them. Every ALARM of a caller is a call. */
export interface AlertPolicy {
  readonly name: string;
  /** Where its numbers come from. */
  readonly source: string;
  readonly alarms: readonly AlarmDefinition[];
  readonly composites: readonly CompositeDefinition[];
  /** Look-back windows that the SLO would have to declare. */
  readonly lookBackMinutes: readonly number[];
  /** Page tiers of the SLO in whose place it stands: maintenance that mutes them would mute its alarms. */
  readonly insteadOf: readonly string[];
  /** What the ALARM of an alarm does, by its name. */
  readonly callers: ReadonlyMap<string, Urgency>;
}

type Shape = Pick<AlarmDefinition, 'queries' | 'period' | 'comparison' | 'threshold' | 'treatMissingData'>;

/** An alarm of one data point, in the place of an SLO's own. */
export function metricAlarm(objective: Objective, name: string, shape: Shape): AlarmDefinition {
  const form = shape.queries.length === 1 ? 'single' : 'math';
  return { kind: 'metric', form, ...facts(objective, name), evaluationPeriods: 1, datapointsToAlarm: 1, ...shape };
}

export function compositeAlarm(objective: Objective, name: string, rule: string): CompositeDefinition {
  return { kind: 'composite', ...facts(objective, name), rule };
}

/**
 * The alarms of a pair of windows: burn above one threshold in each. Public implementations compare strictly, over one data point of a
 * minute, and leave missing data as it is (reference implementations of the three-pair recipe).
 */
export function pairAlarms(policy: string, objective: Objective, tier: Tier): AlarmDefinition[] {
  const above = toNumber(threshold(tier, objective.entry.interval));
  return [tier.longMinutes, tier.shortMinutes].map((minutes) => {
    const { stat, ...metric } = burnRateMetric(objective.objectiveName, minutes);
    const query: MetricQuery = { id: 'burn', metric, stat, period: 60, returnData: true };
    return metricAlarm(objective, `policy/${policy}/${tier.name}/${minutes}`, {
      queries: [query],
      period: 60,
      comparison: 'GreaterThanThreshold',
      threshold: above,
      treatMissingData: 'missing',
    });
  });
}

/** Both alarms of a pair are in ALARM. */
export function pairRule(alarms: readonly AlarmDefinition[]): string {
  return `(${alarms.map(({ name }) => `ALARM("${name}")`).join(' AND ')})`;
}

/** Names of the alarms that wake somebody for the SLO as it is declared. */
export function pageAlarms({ entry: { stage, slo, tiers } }: Objective): string[] {
  return tiers.filter(({ urgency }) => urgency === 'page').map(({ alarm }) => alarmName({ stage, slo, alarm }));
}

function facts({ stack, account, region }: Objective, name: string) {
  return {
    stack,
    logicalId: name,
    account,
    region,
    name,
    arn: `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`,
    actionsEnabled: true,
    actions: { alarm: [], ok: [], insufficientData: [] },
  };
}
