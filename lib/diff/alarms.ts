import { type AlarmDefinition, type Objective, returnedQuery } from '../assembly';
import type { CatalogueTier } from '../model/contracts/catalogue';
import { parseAlarmName } from '../model/names';
import { exact, formatDecimal } from '../model/slo';
import { durationInWords } from '../model/wording/words';

/** The alarms of an SLO by their kind: `fast`, `evidence`, … Of two with one name that of its own stack counts. */
export function alarmKinds({ stack, alarms }: Objective): ReadonlyMap<string, AlarmDefinition> {
  const kinds = new Map<string, AlarmDefinition>();
  for (const alarm of alarms) {
    const { alarm: kind } = parseAlarmName(alarm.name)!;
    if (!kinds.has(kind) || alarm.stack === stack) kinds.set(kind, alarm);
  }
  return kinds;
}

export function tierOf({ entry }: Objective, kind: string): CatalogueTier | undefined {
  return entry.tiers.find(({ alarm }) => alarm === kind);
}

/** `calls someone at 2 % of the budget within 1 h, and in the last 5 min (burn rate above 13.44)` */
export function tierInWords({ urgency, budgetShare, longMinutes, shortMinutes, threshold }: CatalogueTier): string {
  const share = formatDecimal(exact(budgetShare).mul(100), DECIMALS);
  const [long, short] = [longMinutes, shortMinutes].map((minutes) => durationInWords(minutes * 60_000));
  return `${DOES[urgency]} at ${share} % of the budget within ${long}, and in the last ${short} (burn rate above ${formatDecimal(threshold, 3)})`;
}

/** `above 0 in 4 of 60 periods of 1 min, missing data is notBreaching` */
export function conditionInWords(alarm: AlarmDefinition): string {
  const { comparison, threshold, datapointsToAlarm, evaluationPeriods, period, treatMissingData } = alarm;
  const length = period % 60 === 0 ? durationInWords(period * 1000) : `${period} s`;
  return `${COMPARED[comparison]} ${threshold} in ${datapointsToAlarm} of ${evaluationPeriods} periods of ${length}, missing data is ${treatMissingData}`;
}

/** What the alarm compares: metric math, or one metric. */
export function comparedInWords({ queries }: AlarmDefinition): string {
  const query = returnedQuery(queries)!;
  if ('expression' in query) return query.expression;
  return `${query.metric.namespace} ${query.metric.name} (${query.stat})`;
}

const DOES: Readonly<Record<CatalogueTier['urgency'], string>> = {
  page: 'calls someone',
  ticket: 'writes a ticket',
};

/** Shares of a budget may have so many (`BurnRateTierProps.budgetPercent`). */
const DECIMALS = 12;

const COMPARED: Readonly<Record<AlarmDefinition['comparison'], string>> = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'at least',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'at most',
};
