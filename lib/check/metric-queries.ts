import { UNKNOWN } from '../assembly';
import { isObject, isUnknown, listOf, type Members, membersOf, numberOf, textOf } from './values';

/** One metric that something reads, as far as it is known. */
export interface ReadMetric {
  /** Property path. */
  readonly what: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Account of the metric, where it is said to be another one's. */
  readonly account?: string;
}

/** What an alarm reads: one metric, or those of its list. Parts that are known at deployment only leave theirs out. */
export function metricsOfAlarm(properties: Members): ReadMetric[] {
  const single = metricOf(properties, 'Dimensions');
  const listed = listOf(properties.Metrics)
    .map(membersOf)
    .flatMap(({ AccountId, MetricStat }, at) => {
      if (isUnknown(AccountId)) return [];
      const found = metricOf(membersOf(membersOf(MetricStat).Metric), `Metrics[${at}].MetricStat.Metric.Dimensions`);
      const account = textOf(AccountId);
      return account === undefined ? found : found.map((metric) => ({ ...metric, account }));
    });
  return [...single, ...listed];
}

/** Periods in seconds with their property paths. */
export function periodsOfAlarm(properties: Members): { readonly what: string; readonly value: unknown }[] {
  const listed = listOf(properties.Metrics).flatMap((query, at) => [
    { what: `Metrics[${at}].Period`, value: membersOf(query).Period },
    { what: `Metrics[${at}].MetricStat.Period`, value: membersOf(membersOf(query).MetricStat).Period },
  ]);
  return [{ what: 'Period', value: properties.Period }, ...listed].filter(
    ({ value }) => value !== undefined && value !== UNKNOWN,
  );
}

/** The one period of all that it reads; nothing when there are several, or one that is not known. */
export function periodOfAlarm(properties: Members): number | undefined {
  const stats = listOf(properties.Metrics).map((query) => membersOf(membersOf(query).MetricStat).Period);
  const values = [properties.Period, ...stats].filter((value) => value !== undefined).map(numberOf);
  return new Set(values).size === 1 ? values[0] : undefined;
}

function metricOf({ Namespace, MetricName, Dimensions }: Members, what: string): ReadMetric[] {
  const [namespace, name] = [textOf(Namespace), textOf(MetricName)];
  if (namespace === undefined || name === undefined) return [];
  const dimensions: Record<string, string> = {};
  for (const dimension of listOf(Dimensions).filter(isObject)) {
    const [key, value] = [textOf(dimension.Name), textOf(dimension.Value)];
    if (key === undefined || value === undefined) return [];
    dimensions[key] = value;
  }
  return [{ what, namespace, name, dimensions }];
}
