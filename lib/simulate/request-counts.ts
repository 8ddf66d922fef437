import { isCounted, type Series } from '../model/contracts/measurement';
import type { Answer, IncidentState, Question } from '../model/incident';
import { type HourlyPoint, USUAL_HISTORY_MS, usualRequests } from '../model/incident/usual-traffic';
import type { SimulatedCloudWatch } from './cloudwatch';
import { queriesOf } from './series-queries';

const MINUTE_MS = 60_000;
const HOUR_SECONDS = 3600;

/** Answers the questions of timers about requests, as the functions do from GetMetricData. */
export class RequestCounts {
  readonly #cloudwatch: SimulatedCloudWatch;
  /** What was usual when an incident was opened does not change while it goes on. */
  readonly #usual = new Map<string, readonly HourlyPoint[]>();

  constructor(cloudwatch: SimulatedCloudWatch) {
    this.#cloudwatch = cloudwatch;
  }

  /** null: nobody counts. */
  answer({ objectives, openedAt }: IncidentState, question: Question, now: number): Answer {
    const { slo } = question;
    const measurement = objectives[slo]?.measurement;
    if (measurement === undefined || !isCounted(measurement)) return null;
    const { bad, total, periodSeconds } = measurement;
    if (question.kind === 'bad') return { bad: this.#sum(bad, now - question.minutes * MINUTE_MS, now, periodSeconds) };
    const key = `${objectives[slo]?.stage}/${slo}/${openedAt}`;
    const history = this.#usual.get(key) ?? this.#points(total, openedAt - USUAL_HISTORY_MS, openedAt, HOUR_SECONDS);
    this.#usual.set(key, history);
    const requests = this.#sum(total, question.since, now, periodSeconds);
    return { requests, usual: usualRequests(history, question.since, now) };
  }

  #sum(series: Series, from: number, to: number, period: number): number {
    return this.#points(series, from, to, period).reduce((sum, { value }) => sum + value, 0);
  }

  #points(series: Series, from: number, to: number, period: number): HourlyPoint[] {
    const start = Math.floor(from / (period * 1000)) * period * 1000;
    const [result] = this.#cloudwatch.metricData(queriesOf(series, period), start, to);
    return (result?.timestamps ?? []).map((at, index) => ({ at, value: result!.values[index]! }));
  }
}
