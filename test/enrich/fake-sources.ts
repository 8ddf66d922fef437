import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApplicationSignalsClient } from '@aws-sdk/client-application-signals';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { XRayClient } from '@aws-sdk/client-xray';

/** How a source does not answer: never, or with this HTTP status and type of error. */
export type Fault = 'silent' | readonly [status: number, type: string];
export type Operation = keyof typeof PATHS | 'GetMetricData';

interface Asked {
  readonly operation: Operation;
  readonly input: Record<string, unknown>;
  readonly query: URLSearchParams;
}

/** Source: API references of Application Signals and X-Ray (both REST JSON); CloudWatch names its operation in a header. */
const PATHS = {
  BatchGetServiceLevelObjectiveBudgetReport: '/budget-report',
  ListEntityEvents: '/events',
  ListServiceDependencies: '/service-dependencies',
  ListServiceOperations: '/service-operations',
  GetTraceSummaries: '/TraceSummaries',
};

interface MetricQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly Period?: number;
  readonly MetricStat?: {
    readonly Metric: { readonly MetricName: string; readonly Dimensions?: readonly { Name: string; Value: string }[] };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** Application Signals, X-Ray and CloudWatch over HTTP, as far as enrichments ask them, and real clients for them. */
export class FakeSources {
  /** Unanswered operations answer with nothing in them. */
  readonly answers = new Map<Operation, (asked: Asked) => unknown>();
  readonly faults = new Map<Operation, Fault>();
  readonly asked: Asked[] = [];
  /** Value of a minute (epoch ms) of an expression, or of a metric with the values of its dimensions. */
  metric: (name: string, at: number, dimensions: readonly string[]) => number | 'NaN' | undefined = () => undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<FakeSources> {
    const fake = new FakeSources();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  reset(): void {
    this.answers.clear();
    this.faults.clear();
    this.asked.length = 0;
    this.metric = () => undefined;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  clients() {
    const endpoint = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const config = { endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
    return {
      applicationSignals: new ApplicationSignalsClient(config),
      cloudwatch: new CloudWatchClient(config),
      xray: new XRayClient(config),
    };
  }

  of(operation: Operation): Asked[] {
    return this.asked.filter((one) => one.operation === operation);
  }

  /** @throws Error when it was never asked */
  first(operation: Operation): Asked {
    const [first] = this.of(operation);
    if (first === undefined) throw new Error(`${operation} was not asked for`);
    return first;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => '');
    const url = new URL(request.url ?? '/', 'http://fake');
    const operation = operationOf(request, url.pathname);
    const asked = { operation, input: body === '' ? {} : JSON.parse(body), query: url.searchParams };
    this.asked.push(asked);
    const fault = this.faults.get(operation);
    if (fault === 'silent') return;
    const [status, answer] =
      fault === undefined
        ? [200, operation === 'GetMetricData' ? this.#metricData(asked) : (this.answers.get(operation)?.(asked) ?? {})]
        : [fault[0], { __type: fault[1], message: `${fault[1]}, says the fake` }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  #metricData({ input }: Asked) {
    const { MetricDataQueries, StartTime, EndTime } = input as {
      MetricDataQueries: MetricQuery[];
      StartTime: number;
      EndTime: number;
    };
    const MetricDataResults = MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false).map((query) => {
      const { MetricStat, Expression, Period } = query;
      const name = Expression ?? MetricStat?.Metric.MetricName ?? '';
      const dimensions = (MetricStat?.Metric.Dimensions ?? []).map(({ Value }) => Value);
      const period = MetricStat?.Period ?? Period ?? 60;
      const points: [number, number | 'NaN'][] = [];
      for (let at = StartTime; at < EndTime; at += period) {
        const value = this.#value(name, at * 1000, period / 60, dimensions);
        if (value !== undefined) points.push([at, value]);
      }
      const [Timestamps, Values] = [points.map(([at]) => at), points.map(([, value]) => value)];
      return { Id: query.Id, StatusCode: 'Complete', Timestamps, Values };
    });
    return { MetricDataResults };
  }

  /** The sum over the minutes of a period; of a judgement about the whole period, the period's. */
  #value(name: string, from: number, minutes: number, dimensions: readonly string[]): number | 'NaN' | undefined {
    if (name.startsWith('IF(')) return this.metric(name, from, dimensions);
    const all = Array.from({ length: minutes }, (_, minute) => this.metric(name, from + minute * 60_000, dimensions));
    if (all.includes('NaN')) return 'NaN';
    const values = all.filter((value): value is number => typeof value === 'number');
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  }
}

function operationOf({ headers }: IncomingMessage, path: string): Operation {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) as Operation;
  return Object.entries(PATHS).find(([, known]) => known === path)?.[0] as Operation;
}
