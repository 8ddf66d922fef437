import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { isCounted, type Measurement } from '../../lib/model/contracts/measurement';
import type { Answer, IncidentState, Question } from '../../lib/model/incident';
import { USUAL_HISTORY_MS, usualRequests } from '../../lib/model/incident/usual-traffic';
import { log } from '../log';
import { isComputedFrom, readSeries, sum } from '../metric-data';

const MINUTE = 60_000;
const HOUR_SECONDS = 3600;

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

/** Unknown when none was computed although requests came (`isComputedFrom`). */
async function badRequests(
  client: CloudWatchClient,
  { bad, total, periodSeconds }: Measurement,
  from: number,
  to: number,
): Promise<number> {
  const points = await readSeries(client, bad, { from, to, periodSeconds });
  if (points.length > 0 || !isComputedFrom(bad, total)) return sum(points);
  if (sum(await readSeries(client, total, { from, to, periodSeconds })) > 0)
    throw new Error('no value in spite of requests');
  return 0;
}

async function traffic(
  client: CloudWatchClient,
  { total, periodSeconds }: Measurement,
  since: number,
  now: number,
  openedAt: number,
): Promise<Answer> {
  const recent = await readSeries(client, total, { from: since, to: now, periodSeconds });
  const past = { from: openedAt - USUAL_HISTORY_MS, to: openedAt, periodSeconds: HOUR_SECONDS };
  const history = await readSeries(client, total, past);
  return { requests: sum(recent), usual: usualRequests(history, since, now) };
}
