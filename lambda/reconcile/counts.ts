import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { CatalogueEntry, MetricReference } from '../../lib/model/contracts/catalogue';
import type { Answer, IncidentState, Question } from '../../lib/model/incident';
import { USUAL_HISTORY_MS, usualRequests } from '../../lib/model/incident/usual-traffic';
import { log } from '../log';

const MINUTE = 60_000;

/** Answers a timer's question about requests from CloudWatch; null when it cannot, and the fold decides what that means. */
export async function count(
  client: CloudWatchClient,
  state: IncidentState,
  question: Question,
  now: number,
): Promise<Answer> {
  const entry = state.objectives[question.slo];
  if (entry === undefined || entry.requests.total.name === '') return null;
  try {
    return question.kind === 'bad'
      ? { bad: await badRequests(client, entry, now - question.minutes * MINUTE, now) }
      : await traffic(client, entry, question.since, now, state.openedAt);
  } catch (error) {
    log.error({ message: 'requests not counted', slo: question.slo, why: (error as Error).message });
    return null;
  }
}

async function badRequests(client: CloudWatchClient, entry: CatalogueEntry, from: number, to: number): Promise<number> {
  const { good, total } = entry.requests;
  const points = await read(client, [query('good', good, 60), query('total', total, 60)], from, to);
  return sum(points.total) - sum(points.good);
}

async function traffic(
  client: CloudWatchClient,
  entry: CatalogueEntry,
  since: number,
  now: number,
  openedAt: number,
): Promise<Answer> {
  const { total } = entry.requests;
  const recent = await read(client, [query('total', total, 60)], since, now);
  const history = await read(client, [query('total', total, 3600)], openedAt - USUAL_HISTORY_MS, openedAt);
  const usual = usualRequests(history.total ?? [], since, now);
  return { requests: sum(recent.total), usual };
}

interface Point {
  readonly at: number;
  readonly value: number;
}

async function read(
  client: CloudWatchClient,
  queries: MetricDataQuery[],
  from: number,
  to: number,
): Promise<Record<string, Point[]>> {
  const period = Math.max(...queries.map((asked) => asked.MetricStat?.Period ?? 60)) * 1000;
  const window = { StartTime: new Date(Math.floor(from / period) * period), EndTime: new Date(to) };
  const points: Record<string, Point[]> = {};
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({ MetricDataQueries: queries, ...window, ScanBy: 'TimestampAscending', NextToken }),
    );
    for (const { Id = '', Timestamps = [], Values = [], StatusCode } of page.MetricDataResults ?? []) {
      if (StatusCode === 'InternalError' || StatusCode === 'Forbidden') throw new Error(`GetMetricData: ${StatusCode}`);
      const found = Values.map((value, index) => ({ at: Timestamps[index]!.getTime(), value }));
      points[Id] = [...(points[Id] ?? []), ...found];
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return points;
}

function query(id: string, metric: MetricReference, period: number): MetricDataQuery {
  const dimensions = Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const found = { Namespace: metric.namespace, MetricName: metric.name, Dimensions: dimensions };
  return { Id: id, MetricStat: { Metric: found, Period: period, Stat: metric.stat } };
}

function sum(points: readonly Point[] = []): number {
  return points.reduce((total, { value }) => total + value, 0);
}
