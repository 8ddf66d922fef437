import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { flatten, type MetricReference, type Series } from '../lib/model/contracts/measurement';

/** Id of what is asked for; no metric of a measurement has it. */
const ASKED = 'asked';
/** Most that GetMetricData takes in one call. Source: CloudWatch API reference, GetMetricData. */
const MOST_QUERIES = 500;

/** One data point; `at` in epoch milliseconds is the beginning of its period. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** Which data points, epoch milliseconds; the first whole period is the one that holds `from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly periodSeconds: number;
}

/** @throws Error when CloudWatch does not answer, or answers that it cannot */
export async function readSeries(
  client: CloudWatchClient,
  series: Series,
  span: Span,
  abortSignal?: AbortSignal,
): Promise<Point[]> {
  const found = await readQueries(client, queriesOf(series, span.periodSeconds), span, abortSignal);
  return found.get(ASKED) ?? [];
}

/** Data points of each query by its id, the oldest first. */
export async function readQueries(
  client: CloudWatchClient,
  queries: readonly MetricDataQuery[],
  { from, to, periodSeconds }: Span,
  abortSignal?: AbortSignal,
): Promise<ReadonlyMap<string, Point[]>> {
  const period = periodSeconds * 1000;
  const window = { StartTime: new Date(Math.floor(from / period) * period), EndTime: new Date(to) };
  const found = new Map<string, Point[]>();
  for (let first = 0; first < queries.length; first += MOST_QUERIES) {
    const MetricDataQueries = queries.slice(first, first + MOST_QUERIES);
    let NextToken: string | undefined;
    do {
      const command = new GetMetricDataCommand({
        MetricDataQueries,
        ...window,
        ScanBy: 'TimestampAscending',
        NextToken,
      });
      const page = await client.send(command, abortSignal === undefined ? {} : { abortSignal });
      for (const { Id = '', Timestamps = [], Values = [], StatusCode } of page.MetricDataResults ?? []) {
        if (StatusCode === 'InternalError' || StatusCode === 'Forbidden')
          throw new Error(`GetMetricData: ${StatusCode}`);
        const points = Values.map((value, index) => ({ at: Timestamps[index]!.getTime(), value }));
        found.set(Id, [...(found.get(Id) ?? []), ...points]);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  }
  return found;
}

/** One metric as it is, under an id. */
export function metricQuery(id: string, metric: MetricReference, periodSeconds: number): MetricDataQuery {
  const dimensions = Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const found = { Namespace: metric.namespace, MetricName: metric.name, Dimensions: dimensions };
  return { Id: id, MetricStat: { Metric: found, Period: periodSeconds, Stat: metric.stat } };
}

/**
 * Whether a series is computed from another, as "all less the good ones" is. It has a value wherever that one has. When it has none
 * all the same, CloudWatch has not filled what is missing, as in a total outage, which has no good request: its documentation
 * does not say whether FILL fills a metric without any data point. That is unknown, not "nothing bad".
 */
export function isComputedFrom({ expression, metrics }: Series, other: Series): boolean {
  return expression !== undefined && Object.keys(other.metrics).every((id) => id in metrics);
}

export function sum(points: readonly Point[]): number {
  return points.reduce((total, { value }) => total + value, 0);
}

/** Only the first one returns data. */
function queriesOf(series: Series, period: number): MetricDataQuery[] {
  const { expression, metrics } = flatten(series);
  const inputs = Object.entries(metrics);
  if (expression === undefined) return inputs.map(([, metric]) => metricQuery(ASKED, metric, period));
  return [
    { Id: ASKED, Expression: expression, Period: period },
    ...inputs.map(([id, metric]) => ({ ...metricQuery(id, metric, period), ReturnData: false })),
  ];
}
