import type { MetricReference } from '@aws-sdk/client-application-signals';
import type { CloudWatchClient, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { readQueries, sum } from '../metric-data';
import type { Subject } from './enrichment';

const MINUTE = 60_000;
/** Long enough for rare calls, short enough to be about now. */
const WINDOW_MS = 15 * MINUTE;
/** Only sums are wanted: the fewer data points, the better. */
const PERIOD_SECONDS = 300;
/** Whose traffic is read at most; with two metrics each, that is one call. */
export const MOST_READ = 250;

/** What Application Signals is asked of a service: what was there lately. Its times are rounded to the hour. */
export function lateHours(now: number): { readonly StartTime: Date; readonly EndTime: Date } {
  return { StartTime: new Date(now - 180 * MINUTE), EndTime: new Date(now) };
}

/** Requests, and those of them that failed. */
export interface Traffic {
  readonly bad: number;
  readonly total: number;
}

/**
 * Traffic of each of several things by the metrics that Application Signals names for it: faults, and latency, whose number of samples
 * is the number of requests (CloudWatch user guide, "Metrics collected by Application Signals").
 */
export async function readTraffic(
  client: CloudWatchClient,
  things: readonly (readonly MetricReference[])[],
  { now, group }: Pick<Subject, 'now' | 'group'>,
  signal: AbortSignal,
): Promise<Traffic[]> {
  const asked = things.map((metrics, thing) => ({
    bad: queries(metrics, 'Fault', 'Sum', `bad${thing}`, group.account),
    total: queries(metrics, 'Latency', 'SampleCount', `total${thing}`, group.account),
  }));
  const all = asked.flatMap(({ bad, total }) => [...bad, ...total]);
  const span = { from: now - WINDOW_MS, to: now, periodSeconds: PERIOD_SECONDS };
  const points = await readQueries(client, all, span, signal);
  const summed = (some: readonly MetricDataQuery[]) => sum(some.flatMap(({ Id = '' }) => points.get(Id) ?? []));
  return asked.map(({ bad, total }) => ({ bad: summed(bad), total: summed(total) }));
}

/** A metric that is named twice is counted once. */
function queries(
  metrics: readonly MetricReference[],
  name: string,
  Stat: string,
  id: string,
  account: string,
): MetricDataQuery[] {
  const unique = new Map(
    metrics
      .filter(({ MetricName }) => MetricName === name)
      .map(({ Namespace, Dimensions = [], AccountId }) => [
        JSON.stringify([Namespace, Dimensions.map((one) => [one.Name, one.Value]).sort(), AccountId]),
        { Metric: { Namespace, MetricName: name, Dimensions }, AccountId },
      ]),
  );
  return [...unique.values()].map(({ Metric, AccountId }, at) => ({
    Id: `${id}x${at}`,
    MetricStat: { Metric, Period: PERIOD_SECONDS, Stat },
    // CloudWatch API reference, MetricDataQuery: for a monitoring account that asks for another account's metric.
    ...(AccountId === undefined || AccountId === account ? {} : { AccountId }),
  }));
}
