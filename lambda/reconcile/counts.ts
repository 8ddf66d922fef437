import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import {
  flatten,
  isCounted,
  type Measurement,
  type MetricReference,
  type Series,
} from '../../lib/model/contracts/measurement';
import type { Answer, IncidentState, Question } from '../../lib/model/incident';
import { USUAL_HISTORY_MS, usualRequests } from '../../lib/model/incident/usual-traffic';
import { log } from '../log';

const MINUTE = 60_000;
const HOUR_SECONDS = 3600;
/** Id of what is asked for; no metric of a measurement has it. */
const ASKED = 'asked';

/** Answers a timer's question about requests from CloudWatch; null when it cannot, and the fold decides what that means. */
export async function count(
  client: CloudWatchClient,
  state: IncidentState,
  question: Question,
  now: number,
): Promise<Answer> {
  const measurement = state.objectives[question.slo]?.measurement;
  if (measurement === undefined || !isCounted(measurement)) return null;
  try {
    return question.kind === 'bad'
      ? { bad: await badRequests(client, measurement, now - question.minutes * MINUTE, now) }
      : await traffic(client, measurement, question.since, now, state.openedAt);
  } catch (error) {
    log.error({ message: 'requests not counted', slo: question.slo, why: (error as Error).message });
    return null;
  }
}

/**
 * "All less the good ones" has a value wherever "all" has one. When it has none although there are requests, CloudWatch has not
 * filled what is missing, as in a total outage, which has no good request: its documentation does not say whether FILL fills a metric
 * without any data point. That is unknown, not "nothing bad".
 */
async function badRequests(
  client: CloudWatchClient,
  { bad, total, periodSeconds }: Measurement,
  from: number,
  to: number,
): Promise<number> {
  const points = await read(client, bad, periodSeconds, from, to);
  if (points.length > 0 || !isComputedFrom(bad, total)) return sum(points);
  if (sum(await read(client, total, periodSeconds, from, to)) > 0) throw new Error('no value in spite of requests');
  return 0;
}

function isComputedFrom({ expression, metrics }: Series, total: Series): boolean {
  return expression !== undefined && Object.keys(total.metrics).every((id) => id in metrics);
}

async function traffic(
  client: CloudWatchClient,
  { total, periodSeconds }: Measurement,
  since: number,
  now: number,
  openedAt: number,
): Promise<Answer> {
  const recent = await read(client, total, periodSeconds, since, now);
  const history = await read(client, total, HOUR_SECONDS, openedAt - USUAL_HISTORY_MS, openedAt);
  return { requests: sum(recent), usual: usualRequests(history, since, now) };
}

interface Point {
  readonly at: number;
  readonly value: number;
}

async function read(
  client: CloudWatchClient,
  series: Series,
  periodSeconds: number,
  from: number,
  to: number,
): Promise<Point[]> {
  const period = periodSeconds * 1000;
  const window = { StartTime: new Date(Math.floor(from / period) * period), EndTime: new Date(to) };
  const queries = queriesOf(series, periodSeconds);
  const points: Point[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({ MetricDataQueries: queries, ...window, ScanBy: 'TimestampAscending', NextToken }),
    );
    for (const { Timestamps = [], Values = [], StatusCode } of page.MetricDataResults ?? []) {
      if (StatusCode === 'InternalError' || StatusCode === 'Forbidden') throw new Error(`GetMetricData: ${StatusCode}`);
      points.push(...Values.map((value, index) => ({ at: Timestamps[index]!.getTime(), value })));
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return points;
}

/** Only the first one returns data. */
function queriesOf(series: Series, period: number): MetricDataQuery[] {
  const { expression, metrics } = flatten(series);
  const inputs = Object.entries(metrics);
  if (expression === undefined) return inputs.map(([, metric]) => query(ASKED, metric, period));
  return [
    { Id: ASKED, Expression: expression, Period: period },
    ...inputs.map(([id, metric]) => ({ ...query(id, metric, period), ReturnData: false })),
  ];
}

function query(id: string, metric: MetricReference, period: number): MetricDataQuery {
  const dimensions = Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const found = { Namespace: metric.namespace, MetricName: metric.name, Dimensions: dimensions };
  return { Id: id, MetricStat: { Metric: found, Period: period, Stat: metric.stat } };
}

function sum(points: readonly Point[]): number {
  return points.reduce((total, { value }) => total + value, 0);
}
