import { isCounted, type Series } from '../model/contracts/measurement';
import type { Answer, IncidentState, Question } from '../model/incident';
import { type HourlyPoint, USUAL_HISTORY_MS, usualRequests } from '../model/incident/usual-traffic';
import type { SimulatedCloudWatch } from './cloudwatch';
import { MINUTE_MS } from './minutes';
import { queriesOf } from './series-queries';

const HOUR_SECONDS = 3600;

interface Counted {
  /** Epoch milliseconds. */
  readonly until: number;
  readonly sum: number;
}

/** Answers the questions of timers about requests, as the functions do from GetMetricData. */
export class RequestCounts {
  readonly #cloudwatch: SimulatedCloudWatch;
  /** What was usual when an incident was opened does not change while it goes on. */
  readonly #usual = new Map<string, readonly HourlyPoint[]>();
  /** What came in whole periods since a moment. The question comes every minute, for weeks where a service stays silent. */
  readonly #counted = new Map<string, Counted>();

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
    const name = `${objectives[slo]?.stage}/${slo}`;
    const key = `${name}/${openedAt}`;
    const history = this.#usual.get(key) ?? this.#points(total, openedAt - USUAL_HISTORY_MS, openedAt, HOUR_SECONDS);
    this.#usual.set(key, history);
    const requests = this.#since(`${name}/${question.since}`, total, question.since, now, periodSeconds);
    return { requests, usual: usualRequests(history, question.since, now) };
  }

  #since(key: string, series: Series, since: number, now: number, period: number): number {
    const periodMs = period * 1000;
    const before = this.#counted.get(key);
    const counted = before === undefined || before.until > now ? { until: since, sum: 0 } : before;
    const whole = Math.floor(Math.min(this.#cloudwatch.readableUntil, now) / periodMs) * periodMs;
    const { until } = counted;
    let { sum } = counted;
    let unfinished = 0;
    for (const { at, value } of this.#points(series, until, now, period)) {
      if (at < whole) sum += value;
      else unfinished += value;
    }
    this.#counted.set(key, { until: Math.max(until, whole), sum });
    return sum + unfinished;
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
