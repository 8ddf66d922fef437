import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationSignalsClient } from '@aws-sdk/client-application-signals';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { type PullOptions, type PullWorld, pull } from '../../lib/commands/pull';
import { FakeAws } from '../support/fake-aws';

export const NOW = Date.parse('2026-11-22T12:07:30Z');
const MINUTE_SECONDS = 60;

const metric = (name: string, stat = 'Sum', period = MINUTE_SECONDS) => ({
  Metric: { Namespace: 'Shop', MetricName: name, Dimensions: [{ Name: 'Service', Value: 'orders' }] },
  Period: period,
  Stat: stat,
});
export const metricQuery = (name: string, stat?: string, period?: number) => [
  { Id: 'm1', MetricStat: metric(name, stat, period), ReturnData: true },
];
const ROLLING = { RollingInterval: { Duration: 28, DurationUnit: 'DAY' } };

/** A request-based SLO as Application Signals answers; good requests where `bad` is not asked for. */
export function requestBased(monitored: 'good' | 'bad' = 'bad') {
  const queries = metricQuery(monitored === 'bad' ? 'Fault' : 'Good');
  return {
    EvaluationType: 'RequestBased',
    Goal: { AttainmentGoal: 99.9, WarningThreshold: 50, Interval: ROLLING },
    RequestBasedSli: {
      RequestBasedSliMetric: {
        TotalRequestCountMetric: metricQuery('Requests'),
        MonitoredRequestCountMetric: monitored === 'bad' ? { BadCountMetric: queries } : { GoodCountMetric: queries },
      },
    },
  };
}

export function periodBased(
  period = MINUTE_SECONDS,
  queries: readonly object[] = metricQuery('Latency', 'p99', period),
) {
  return {
    EvaluationType: 'PeriodBased',
    Goal: { AttainmentGoal: 99, Interval: ROLLING },
    Sli: { SliMetric: { MetricDataQueries: queries }, MetricThreshold: 300, ComparisonOperator: 'LessThan' },
  };
}

/** Fakes of AWS, a folder and a clock for one test after the other. */
export class PullTestWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'slo-pull-'));
  readonly out = join(this.folder, 'history.csv');
  readonly partial = `${this.out}.partial`;
  readonly alarms = join(this.folder, 'alarms.json');
  readonly paused: number[] = [];
  now = NOW;
  readonly aws: FakeAws;
  readonly #clients: ReturnType<PullWorld['clients']>;

  private constructor(aws: FakeAws) {
    this.aws = aws;
    aws.now = () => this.now;
    aws.objectives.set('prod-place-order', requestBased());
    aws.metrics.set('Requests', () => 60);
    // The real SDK, at the fake, and without waiting: patience is what is tested.
    const config = {
      endpoint: aws.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
      maxAttempts: 1,
    };
    this.#clients = {
      applicationSignals: new ApplicationSignalsClient(config),
      cloudwatch: new CloudWatchClient(config),
    };
  }

  static async start(): Promise<PullTestWorld> {
    return new PullTestWorld(await FakeAws.start(() => NOW));
  }

  pull(options: Partial<PullOptions> = {}, world: Partial<PullWorld> = {}) {
    return pull(
      { slo: 'prod-place-order', days: 1, out: this.out, ...options },
      {
        clients: () => this.#clients,
        now: () => this.now,
        pause: async (milliseconds) => void this.paused.push(milliseconds),
        ...world,
      },
    );
  }

  read(file = this.out): string {
    return readFileSync(file, 'utf8');
  }

  /** Rows without comments and header. */
  rows(): string[] {
    return this.read()
      .split('\n')
      .filter((line) => /^\d/.test(line));
  }

  stop(): void {
    this.aws.stop();
    for (const client of Object.values(this.#clients)) client.destroy();
    rmSync(this.folder, { recursive: true });
  }
}
