import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Aws } from './aws';
import { PullError } from './error';
import type { Queries } from './objective';
import { pagesOf } from './pages';
import type { Range } from './range';

/** Data points of one series. */
export interface Points {
  /** By epoch milliseconds, all on the grid of the range. */
  readonly values: ReadonlyMap<number, number>;
  /** Data points that came more than once; the one that came last counts. */
  readonly repeated: number;
}

/**
 * Reads one series. Its queries go alone and as they are: METRICS() of an expression means the metrics beside it.
 *
 * @throws PullError when CloudWatch refuses the data, or does not give all of it even for a single step
 */
export async function readPoints(aws: Aws, queries: Queries, range: Range): Promise<Points> {
  const { points, complete } = await readPages(aws, queries, range);
  if (complete) return points;
  // Incomplete and without a token: "NextToken is not returned if you are performing a math expression." Less may fit.
  const [first, second] = halves(range);
  if (first === undefined || second === undefined) {
    throw new PullError(
      `CloudWatch: got incomplete data for ${new Date(range.from).toISOString()}, allowed is complete data; try again later, or with a longer --step`,
    );
  }
  const [earlier, later] = [await readPoints(aws, queries, first), await readPoints(aws, queries, second)];
  return { values: new Map([...earlier.values, ...later.values]), repeated: earlier.repeated + later.repeated };
}

async function readPages(aws: Aws, queries: Queries, range: Range): Promise<{ points: Points; complete: boolean }> {
  const values = new Map<number, number>();
  let repeated = 0;
  let complete = true;
  const pages = pagesOf((token) =>
    aws.metricData({
      MetricDataQueries: queries.map((query) => withStep(query, range.stepSeconds)),
      StartTime: new Date(range.from),
      EndTime: new Date(range.to),
      ScanBy: 'TimestampAscending',
      ...token,
    }),
  );
  for await (const { MetricDataResults = [] } of pages) {
    for (const { StatusCode, Id, Timestamps = [], Values = [] } of MetricDataResults) {
      if (StatusCode === 'Forbidden') throw forbidden(Id);
      complete = StatusCode !== 'PartialData';
      for (const [index, timestamp] of Timestamps.entries()) {
        const at = timestamp.getTime();
        if (!isOnGrid(at, range)) continue;
        if (values.has(at)) repeated += 1;
        values.set(at, Values[index] ?? Number.NaN);
      }
    }
  }
  return { points: { values, repeated }, complete };
}

/** The same query over other periods: counts add up, and any other statistic is one of the longer period. */
function withStep(query: Queries[number], stepSeconds: number): MetricDataQuery {
  const { MetricStat, Period, ...rest } = query;
  return {
    ...rest,
    ...(Period === undefined ? {} : { Period: stepSeconds }),
    ...(MetricStat === undefined ? {} : { MetricStat: { ...MetricStat, Period: stepSeconds } }),
  };
}

/** CloudWatch may round the beginning down. */
function isOnGrid(at: number, { from, to, stepSeconds }: Range): boolean {
  return at >= from && at < to && at % (stepSeconds * 1000) === 0;
}

function halves({ from, to, stepSeconds }: Range): Range[] {
  const step = stepSeconds * 1000;
  const middle = from + Math.floor((to - from) / step / 2) * step;
  return [
    { from, to: middle, stepSeconds },
    { from: middle, to, stepSeconds },
  ].filter((half) => half.to > half.from);
}

function forbidden(id: string | undefined): PullError {
  return new PullError(
    `CloudWatch: got "Forbidden" for the query "${id}", allowed are metrics that the credentials may read, in the region and account of the SLO or in one linked to it`,
  );
}
