import { Alarm, CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { flatten, type MetricReference, type Series } from '../model/contracts/measurement';
import { attainmentMetric, burnRateMetric } from '../model/contracts/published-metrics';
import { alarmName, BUDGET_EXHAUSTED, BUDGET_WARNING, EVIDENCE, logicalId, NO_DATA } from '../model/names';
import { DEFAULT_WARNING_THRESHOLD, EVIDENCE_RULE, evidenceSpan, exact, formatDecimal, toNumber } from '../model/slo';
import { intervalInWords } from '../model/wording/promise';
import { durationInWords } from '../model/wording/words';
import type { BudgetAlarms } from './budget-alarms';
import type { SloDeclaration } from './slo-declaration';

const MINUTE = 60;
/** Source: CloudWatch API reference, PutMetricAlarm. */
const LONGEST_DESCRIPTION = 1024;

type AlarmProps = Omit<ConstructorParameters<typeof CfnAlarm>[2] & object, 'alarmName' | 'alarmDescription'>;

/**
 * The alarms of one SLO. Level 1 constructs, because logical ids come from the SLO's name and every property that AWS would
 * default is stated. Each description says first what a person would notice.
 */
export class SloAlarms {
  readonly #scope: Construct;
  readonly #entry: CatalogueEntry;
  readonly #declaration: SloDeclaration;

  constructor(scope: Construct, declaration: SloDeclaration) {
    this.#scope = scope;
    this.#entry = declaration.entry;
    this.#declaration = declaration;
  }

  /** All that the declaration asks for, by kind. */
  all(budgetAlarms: BudgetAlarms | undefined): Record<string, CfnAlarm> {
    const { tiers, evidence } = this.#entry;
    const { silentMinutes } = this.#declaration;
    return {
      ...Object.fromEntries(tiers.map((tier) => [tier.alarm, this.#tier(tier)])),
      ...(evidence ? { [EVIDENCE]: this.#evidence() } : {}),
      ...(silentMinutes === undefined ? {} : { [NO_DATA]: this.#noData(silentMinutes) }),
      ...Object.fromEntries((budgetAlarms?._kinds ?? []).map((kind) => [kind, this.#budget(kind, budgetAlarms!)])),
    };
  }

  /**
   * One tier: burn in the long and in the short window above one threshold. `IF(long < short, long, short)` is their
   * minimum and, unlike MIN of an array, has no value unless both do.
   */
  #tier({ alarm, budgetShare, threshold, longMinutes, shortMinutes }: CatalogueEntry['tiers'][number]): CfnAlarm {
    const burn = (id: string, minutes: number) =>
      query(id, burnRateMetric(this.#declaration.objectiveName, minutes), MINUTE);
    const share = formatDecimal(exact(budgetShare).mul(100), 3);
    const [long, short] = [longMinutes, shortMinutes].map((minutes) => durationInWords(minutes * MINUTE * 1000));
    const meaning = `is not kept: ${share} % of the error budget for ${intervalInWords(this.#entry.interval)} goes within ${long} (burn rate above ${formatDecimal(threshold, 3)}, over the last ${short}, too).`;
    return this.#alarm(alarm, meaning, {
      metrics: [
        { id: 'burn', expression: 'IF(long < short, long, short)', label: 'burn rate', returnData: true },
        burn('long', longMinutes),
        burn('short', shortMinutes),
      ],
      comparisonOperator: 'GreaterThanThreshold',
      threshold,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: 'missing',
    });
  }

  /** That more than a few outcomes are bad: without it a tier alarm in a quiet hour is one bad request. */
  #evidence(): CfnAlarm {
    const { kind, periodSeconds, bad } = this.#entry.measurement;
    const { comparisonOperator, threshold, treatMissingData } = EVIDENCE_RULE;
    const span = evidenceSpan(periodSeconds);
    const of = `${span.datapointsToAlarm} of ${span.evaluationPeriods}`;
    const meaning =
      kind === 'requests'
        ? `fails for more than a few: bad requests in ${of} minutes.`
        : `fails for more than a moment: ${of} periods of ${durationInWords(periodSeconds * 1000)} are bad.`;
    const metrics = queriesOf(bad, kind === 'requests' ? 'bad requests' : 'bad periods', periodSeconds);
    return this.#alarm(EVIDENCE, meaning, { metrics, comparisonOperator, threshold, ...span, treatMissingData });
  }

  /** That nothing was counted for longer than chance explains. */
  #noData(minutes: number): CfnAlarm {
    return this.#alarm(NO_DATA, `is asked for by nobody: nothing was counted for ${minutes} minutes.`, {
      metrics: queriesOf(this.#entry.measurement.total, 'requests', MINUTE),
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: minutes,
      datapointsToAlarm: minutes,
      treatMissingData: 'breaching',
    });
  }

  /** What is left of the budget, from the attainment that Application Signals publishes. */
  #budget(kind: string, { _actions: actions }: BudgetAlarms): CfnAlarm {
    const { attainmentGoal, interval, warningThreshold = DEFAULT_WARNING_THRESHOLD } = this.#entry;
    const goal = exact(attainmentGoal);
    const warns = kind === BUDGET_WARNING;
    // The console's warning alarm: attainment at most goal + (100 - goal) * share of the budget that is left.
    const left = warns ? exact(100).sub(goal).mul(exact(warningThreshold)).div(100) : exact(0);
    const over = intervalInWords(interval);
    const alarm = this.#alarm(
      kind,
      warns
        ? `is in danger: ${warningThreshold} % or less of the error budget for ${over} is left.`
        : `was broken over ${over}: the error budget is used up.`,
      {
        metrics: [
          { ...query('attainment', attainmentMetric(this.#declaration.objectiveName), MINUTE), returnData: true },
        ],
        comparisonOperator: kind === BUDGET_EXHAUSTED ? 'LessThanThreshold' : 'LessThanOrEqualToThreshold',
        threshold: toNumber(goal.add(left)),
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        treatMissingData: 'missing',
      },
    );
    if (actions.length === 0) return alarm;
    const known = Alarm.fromAlarmArn(this.#scope, `Known-${kind}`, alarm.attrArn);
    alarm.alarmActions = actions.map((action) => action.bind(this.#scope, known).alarmActionArn);
    return alarm;
  }

  #alarm(kind: string, meaning: string, props: AlarmProps): CfnAlarm {
    const { stage, slo, service, segment, promise, attainmentGoal, runbook, owner, page } = this.#entry;
    const where = segment === undefined ? service : `${service} (${segment})`;
    const words = `"${promise}" ${meaning} ${where}, SLO ${slo}, ${attainmentGoal} %.`;
    const links = `Owner: ${owner.team}. Runbook: ${runbook.url}${page === undefined ? '' : ` Page: ${page}`}`;
    const alarm = new CfnAlarm(this.#scope, `Alarm-${kind}`, {
      alarmName: alarmName({ stage, slo, alarm: kind }),
      // Whoever reads half a sentence can follow a link; half a link leads nowhere.
      alarmDescription: `${cut(words, LONGEST_DESCRIPTION - links.length - 1)} ${links}`,
      ...props,
    } as ConstructorParameters<typeof CfnAlarm>[2]);
    alarm.overrideLogicalId(logicalId('Alarm', stage, slo, kind));
    return alarm;
  }
}

/** Keeps to so many UTF-16 units, the most that a "character" may be, and halves no emoji. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The first one is what the alarm compares with its threshold. */
function queriesOf(series: Series, label: string, period: number): CfnAlarm.MetricDataQueryProperty[] {
  const { expression, metrics } = flatten(series);
  const inputs = Object.entries(metrics).map(([id, metric]) => query(id, metric, period));
  return expression === undefined
    ? inputs.map((input) => ({ ...input, returnData: true }))
    : [{ id: 'counted', expression, label, returnData: true }, ...inputs];
}

function query(
  id: string,
  { namespace, name, dimensions, stat }: MetricReference,
  period: number,
): CfnAlarm.MetricDataQueryProperty {
  const named = Object.entries(dimensions).map(([key, value]) => ({ name: key, value }));
  return {
    id,
    returnData: false,
    metricStat: { metric: { namespace, metricName: name, dimensions: named }, period, stat },
  };
}
