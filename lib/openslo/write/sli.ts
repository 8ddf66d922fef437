import type { IntervalValue, MathValue, MetricValue, SliValue, TierValue } from '../declaration';
import { literal } from '../numbers';
import type { Operator } from '../shapes';
import { SHORT_SHARE } from '../tier';
import type { Imports } from './imports';
import { type Block, type Code, call, object } from './layout';
import { key, quoted, string } from './text';

const GOOD_WHEN: Readonly<Record<Operator, string>> = { lt: 'below', lte: 'atMost', gt: 'above', gte: 'atLeast' };

export function sliCode(sli: SliValue, imports: Imports): Code {
  imports.value('cdk-slo', 'Sli');
  if (sli.kind !== 'periods') {
    return call(sli.kind === 'good' ? 'Sli.ratio' : 'Sli.errorRatio', [
      [sli.kind, metricCode(sli.counted, imports)],
      ['total', metricCode(sli.total, imports)],
    ]);
  }
  imports.value('cdk-slo', 'GoodWhen');
  const { value, good, threshold, periodMinutes } = sli;
  return call('Sli.metric', [
    ['metric', 'expression' in value ? mathCode(value, imports) : metricCode(value, imports)],
    ['goodWhen', `GoodWhen.${GOOD_WHEN[good]}(${literal(threshold)})`],
    ['period', duration(periodMinutes, imports)],
  ]);
}

function metricCode({ namespace, metricName, stat, dimensions }: MetricValue, imports: Imports): Block {
  imports.value('aws-cdk-lib/aws-cloudwatch', 'Metric');
  const named = Object.entries(dimensions).map(([name, value]) => [key(name), string(value)] as const);
  return call('new Metric', [
    ['namespace', string(namespace)],
    ['metricName', string(metricName)],
    named.length === 0 ? undefined : ['dimensionsMap', object(named)],
    ['statistic', string(stat)],
  ]);
}

function mathCode({ expression, metrics }: MathValue, imports: Imports): Block {
  imports.value('aws-cdk-lib/aws-cloudwatch', 'MathExpression');
  const used = Object.entries(metrics).map(([name, metric]) => [key(name), metricCode(metric, imports)] as const);
  return call('new MathExpression', [
    ['expression', string(expression)],
    ['usingMetrics', object(used)],
  ]);
}

export function intervalCode(interval: IntervalValue, imports: Imports): Code {
  imports.value('cdk-slo', 'Interval');
  if (interval.kind === 'rolling') {
    imports.value('aws-cdk-lib', 'Duration');
    return `Interval.rolling(Duration.days(${interval.days}))`;
  }
  const { months, firstMonth } = interval;
  return call('Interval.calendarMonths', [
    ['months', String(months)],
    firstMonth === undefined ? undefined : ['firstMonth', string(firstMonth)],
  ]);
}

export function policyCode(tiers: readonly TierValue[], imports: Imports): Code {
  imports.value('cdk-slo', 'AlertPolicy');
  imports.value('cdk-slo', 'BurnRateTier');
  const items = tiers.map((tier) => ({
    comments: [[`a burn rate above ${tier.burnRate}`, ...tier.texts.map(quoted)].join(', ')],
    code: tierCode(tier, imports),
  }));
  return { open: 'AlertPolicy.of(', items, close: ')' };
}

function tierCode({ urgency, name, longMinutes, shortMinutes, budgetPercent }: TierValue, imports: Imports): Block {
  return call(`BurnRateTier.${urgency}`, [
    ['name', string(name)],
    ['longWindow', duration(longMinutes, imports)],
    shortMinutes * SHORT_SHARE === longMinutes ? undefined : ['shortWindow', duration(shortMinutes, imports)],
    ['budgetPercent', budgetPercent],
  ]);
}

function duration(minutes: number, imports: Imports): string {
  imports.value('aws-cdk-lib', 'Duration');
  if (minutes % 1440 === 0) return `Duration.days(${minutes / 1440})`;
  return minutes % 60 === 0 ? `Duration.hours(${minutes / 60})` : `Duration.minutes(${minutes})`;
}
