import type { Interval, MetricDataQuery, ServiceLevelObjective } from '@aws-sdk/client-application-signals';
import type { Aws } from './aws';
import { PullError } from './error';
import { pagesOf } from './pages';
import { LEAST_STEP_SECONDS, leastCommonMultiple } from './retention';

/** What one column of a history is read from, exactly as Application Signals reads it; one query returns data. */
export type Queries = readonly MetricDataQuery[];

/** A series of an SLI. Bad requests are counted where good ones are not. */
export type SeriesName = 'total' | 'good' | 'bad' | 'value';

/** What a pull needs to know of an SLO. JSON can hold it. */
export interface PulledObjective {
  readonly name: string;
  readonly arn: string;
  /** Percent. */
  readonly goal: number;
  /** `rolling 28 days`, `calendar 1 month from 2026-01-01T00:00:00.000Z` */
  readonly interval: string;
  readonly kind: 'requests' | 'periods';
  /** Length of the data points that the SLO is computed from. */
  readonly periodSeconds: number;
  readonly series: Partial<Record<SeriesName, Queries>>;
}

/** Application Signals' own defaults. Source: CreateServiceLevelObjective, Goal. */
const DEFAULT_GOAL = 99;
const DEFAULT_INTERVAL = 'rolling 7 days';

/**
 * Facts of an SLO.
 *
 * @param id name in Application Signals, or ARN
 * @returns nothing when there is no such SLO
 * @throws PullError for an SLO whose metrics Application Signals does not say
 */
export async function readObjective(aws: Aws, id: string): Promise<PulledObjective | undefined> {
  const answer = await aws.objective(id).catch((error: Error) => {
    if (error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  });
  return answer?.Slo && factsOf(answer.Slo);
}

/** Names of all SLOs of the account and region. */
export async function objectiveNames(aws: Aws): Promise<string[]> {
  const names: string[] = [];
  for await (const { SloSummaries = [] } of pagesOf((token) => aws.objectives(token))) {
    names.push(...SloSummaries.flatMap(({ Name }) => Name ?? []));
  }
  return names.sort();
}

function factsOf(slo: ServiceLevelObjective): PulledObjective {
  const name = slo.Name ?? '';
  const series = seriesOf(slo);
  const wrong = Object.values(series).length === 0 || Object.values(series).some((queries) => returned(queries) !== 1);
  if (wrong) {
    throw new PullError(
      `--slo: got "${name}", for which Application Signals does not say what is read (${slo.MetricSourceType ?? 'no source'}), ` +
        'allowed are SLOs with metric queries that return one series each',
    );
  }
  return {
    name,
    arn: slo.Arn ?? '',
    goal: slo.Goal?.AttainmentGoal ?? DEFAULT_GOAL,
    interval: intervalInWords(slo.Goal?.Interval) ?? DEFAULT_INTERVAL,
    kind: slo.RequestBasedSli === undefined ? 'periods' : 'requests',
    periodSeconds: Object.values(series).flat().flatMap(periodOf).reduce(leastCommonMultiple, LEAST_STEP_SECONDS),
    series,
  };
}

function seriesOf({ Sli, RequestBasedSli }: ServiceLevelObjective): PulledObjective['series'] {
  const value = Sli?.SliMetric?.MetricDataQueries;
  const requests = RequestBasedSli?.RequestBasedSliMetric;
  const named = {
    value,
    total: requests?.TotalRequestCountMetric,
    good: requests?.MonitoredRequestCountMetric?.GoodCountMetric,
    bad: requests?.MonitoredRequestCountMetric?.BadCountMetric,
  };
  const present = Object.fromEntries(Object.entries(named).filter(([, queries]) => queries !== undefined));
  const complete = value !== undefined || (named.total !== undefined && Object.keys(present).length === 2);
  return complete ? present : {};
}

/** How many queries return data: one that does not say whether it does, does. */
function returned(queries: Queries): number {
  return queries.filter(({ ReturnData }) => ReturnData !== false).length;
}

function periodOf({ MetricStat, Period }: MetricDataQuery): number[] {
  return [MetricStat?.Period, Period].flatMap((period) => period ?? []);
}

function intervalInWords(interval: Interval | undefined): string | undefined {
  const { RollingInterval: rolling, CalendarInterval: calendar } = interval ?? {};
  if (rolling !== undefined) return `rolling ${lengthInWords(rolling)}`;
  return calendar && `calendar ${lengthInWords(calendar)} from ${calendar.StartTime?.toISOString()}`;
}

function lengthInWords({
  Duration = 0,
  DurationUnit = '',
}: {
  Duration?: number | undefined;
  DurationUnit?: string | undefined;
}): string {
  const unit = DurationUnit.toLowerCase();
  return `${Duration} ${Duration === 1 ? unit : `${unit}s`}`;
}
