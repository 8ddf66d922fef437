import type { CloudWatchPort } from '../../lib/local';
import { LOCAL_ENVIRONMENT } from '../../lib/local';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';

type Described = ReturnType<CloudWatchPort['alarms']>[number];

/** CloudWatch as a test wants it: alarms say what they are told, and there are plenty of requests, none bad. */
export class StubCloudWatch implements CloudWatchPort {
  readonly #alarms = new Map<string, Described>();

  /** Of two values the later one stands. */
  set(name: string, value: AlarmValue, at: number): void {
    const before = this.#alarms.get(name);
    if (before !== undefined && before.at > at) return;
    const { account, region } = LOCAL_ENVIRONMENT;
    const arn = `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
    this.#alarms.set(name, { name, arn, value, at, reason: 'test' });
  }

  remove(name: string): void {
    this.#alarms.delete(name);
  }

  alarms(): Described[] {
    return [...this.#alarms.values()];
  }

  metricData(queries: Parameters<CloudWatchPort['metricData']>[0], start: number) {
    return queries
      .filter(({ returnData }) => returnData)
      .map((query) => {
        // Bad requests are what has to be computed: all that come, less those that are good.
        const requests = 'expression' in query ? 0 : 600;
        return { id: query.id, label: query.id, timestamps: [start], values: [requests] };
      });
  }
}
