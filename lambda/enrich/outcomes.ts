import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { isCounted, type Measurement } from '../../lib/model/contracts/measurement';
import { type IncidentState, memberObjectives } from '../../lib/model/incident';
import { isComputedFrom, type Point, readSeries, type Span } from '../metric-data';

/** What came in some time: requests, or one judged period itself. */
export interface Outcome {
  /** Its beginning, epoch milliseconds. */
  readonly at: number;
  /** null: it could not be computed (`isComputedFrom`). */
  readonly bad: number | null;
  readonly total: number;
}

/**
 * Outcomes by the SLI's own measurement; time in which nothing came is left out.
 *
 * @param span its period is that of the sums of requests; periods are judged by their own, as they must be
 */
export async function readOutcomes(
  client: CloudWatchClient,
  { kind, bad, total, periodSeconds }: Measurement,
  span: Span,
  signal: AbortSignal,
): Promise<Outcome[]> {
  if (kind === 'periods') {
    const judged = finite(await readSeries(client, bad, { ...span, periodSeconds }, signal));
    return judged.map(({ at, value }) => ({ at, bad: value, total: 1 }));
  }
  const [failed, came] = await Promise.all([
    readSeries(client, bad, span, signal),
    readSeries(client, total, span, signal),
  ]);
  const badAt = new Map(finite(failed).map(({ at, value }) => [at, value]));
  const unsaid = isComputedFrom(bad, total) ? null : 0;
  return finite(came).map(({ at, value }) => ({ at, bad: badAt.get(at) ?? unsaid, total: value }));
}

/** Sums of those that could be computed. */
export function summed(outcomes: readonly Outcome[]): { readonly bad: number; readonly total: number } {
  const known = outcomes.filter(({ bad }) => bad !== null);
  return {
    bad: known.reduce((sum, { bad }) => sum + (bad ?? 0), 0),
    total: known.reduce((sum, { total }) => sum + total, 0),
  };
}

/** Members whose outcomes somebody knows where to count. */
export function countedMembers(state: IncidentState): CatalogueEntry[] {
  return memberObjectives(state).filter(({ measurement }) => isCounted(measurement));
}

function finite(points: readonly Point[]): Point[] {
  return points.filter(({ value }) => Number.isFinite(value));
}
