import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';

const WITHOUT_DATA = { internalError: 'InternalError', forbidden: 'Forbidden' } as const;
type WithoutData = keyof typeof WITHOUT_DATA;
/** How one call goes wrong. `silent` never answers; the last two are good answers that say they are none. */
export type AwsFault =
  | 'throttled'
  | 'throttled400'
  | 'broken'
  | 'dropped'
  | 'silent'
  | 'expired'
  | 'denied'
  | WithoutData;

const FAULTS: Readonly<
  Record<Exclude<AwsFault, 'dropped' | 'silent' | WithoutData>, readonly [status: number, type: string]>
> = {
  throttled: [429, 'ThrottlingException'],
  throttled400: [400, 'ThrottlingException'],
  broken: [500, 'InternalServerException'],
  expired: [403, 'ExpiredTokenException'],
  denied: [403, 'AccessDeniedException'],
};

interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: { readonly Metric: { readonly MetricName: string }; readonly Period: number };
}

export interface MetricDataInput {
  readonly MetricDataQueries: readonly Query[];
  /** Epoch seconds. */
  readonly StartTime: number;
  readonly EndTime: number;
  readonly ScanBy?: string;
  readonly NextToken?: string;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const DAY_SECONDS = 86_400;
/** CloudWatch API reference, GetMetricData: what a period must be a multiple of, by the age of the data. */
const PERIODS = [
  [15, 60],
  [63, 300],
  [455, 3600],
] as const;

/** Application Signals (rest-json) and CloudWatch (JSON 1.0), as far as `slo pull` asks them, over HTTP. */
export class FakeAws {
  /** By name, as Application Signals answers. */
  readonly objectives = new Map<string, Record<string, unknown>>();
  /** Sums of a minute, by name of the metric or by expression; the minute in epoch seconds. */
  readonly metrics = new Map<string, (minute: number) => number | 'NaN' | undefined>();
  readonly alarms: string[] = [];
  readonly history: AlarmHistoryItem[] = [];
  /** Operations that were called, in order. */
  readonly calls: string[] = [];
  readonly metricDataCalls: MetricDataInput[] = [];
  /** Consumed by the calls they match, in order; `undefined` lets one through. */
  readonly plan: { readonly when: RegExp; readonly fault: AwsFault | undefined }[] = [];
  /** Asked for every call that nothing is planned for. */
  chance: () => AwsFault | undefined = () => undefined;
  /** Data points, objectives and alarms of a page. CloudWatch has so many data points on one. */
  pageSize = 100_800;
  /** More steps than this are answered incompletely, as for metric math. */
  mostSteps = Number.POSITIVE_INFINITY;
  /** The last data points of a page come again with the next one. */
  overlap = 0;
  /** Data points from before the beginning, which CloudWatch rounds down. */
  early = 0;
  /** Pages and what is in them come newest first, whatever is asked for. */
  backwards = false;
  /** Seconds that the clock of AWS is ahead of the one of this computer. */
  ahead = 0;
  /** Epoch milliseconds. */
  now: () => number;
  readonly #server: Server;

  private constructor(now: () => number) {
    this.now = now;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(now: () => number): Promise<FakeAws> {
    const fake = new FakeAws(now);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const operation = operationOf(request);
    this.calls.push(operation);
    const fault = this.#fault(operation);
    if (fault === 'silent') return;
    if (fault === 'dropped') {
      response.destroy();
      return;
    }
    const { status, body: answer } =
      fault === undefined || isWithoutData(fault)
        ? this.#answer(operation, request.url ?? '', body === '' ? {} : JSON.parse(body), fault)
        : failure(...FAULTS[fault]);
    const date = new Date(Date.now() + this.ahead * 1000).toUTCString();
    response.writeHead(status, { 'content-type': 'application/json', date }).end(JSON.stringify(answer));
  }

  #fault(operation: string): AwsFault | undefined {
    const planned = this.plan.findIndex(({ when }) => when.test(operation));
    return planned < 0 ? this.chance() : this.plan.splice(planned, 1)[0]!.fault;
  }

  #answer(operation: string, url: string, input: Record<string, unknown>, fault: WithoutData | undefined): Answer {
    switch (operation) {
      case 'GetServiceLevelObjective':
        return this.#objective(decodeURIComponent(url.split('/slo/')[1] ?? ''));
      case 'ListServiceLevelObjectives':
        return this.#objectives(new URL(url, this.url).searchParams.get('NextToken'));
      case 'GetMetricData':
        return this.#metricData(input as unknown as MetricDataInput, fault);
      case 'DescribeAlarms':
        return this.#describeAlarms(input as { AlarmNamePrefix: string; NextToken?: string });
      case 'DescribeAlarmHistory':
        return this.#alarmHistory(input as unknown as AlarmHistoryInput);
      default:
        return failure(400, 'UnknownOperationException');
    }
  }

  #objective(id: string): Answer {
    const name = id.split(':slo/').at(-1)!;
    const found = this.objectives.get(name);
    if (found === undefined) return failure(404, 'ResourceNotFoundException');
    return ok({ Slo: { Arn: arnOf(name), Name: name, CreatedTime: 1, LastUpdatedTime: 1, ...found } });
  }

  #objectives(token: string | null): Answer {
    const { page, next } = this.#page([...this.objectives.keys()], token ?? undefined);
    return ok({ SloSummaries: page.map((name) => ({ Arn: arnOf(name), Name: name })), ...next });
  }

  #metricData(input: MetricDataInput, fault: WithoutData | undefined): Answer {
    this.metricDataCalls.push(input);
    const returned = input.MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false);
    const [query] = returned;
    if (returned.length !== 1 || query === undefined) return failure(400, 'ValidationException');
    const step = input.MetricDataQueries.flatMap(({ MetricStat }) => MetricStat?.Period ?? [])[0] ?? 60;
    const all = this.#points(query, step, input);
    const incomplete = (input.EndTime - input.StartTime) / step > this.mostSteps;
    const points = incomplete ? all.slice(0, 1) : this.backwards ? all.reverse() : all;
    const { page, next, from } = this.#page(points, input.NextToken);
    const complete = incomplete || 'NextToken' in next ? 'PartialData' : 'Complete';
    const shown = [...points.slice(Math.max(0, from - this.overlap), from), ...page];
    const result = {
      Id: query.Id,
      Label: query.Id,
      StatusCode: fault === undefined ? complete : WITHOUT_DATA[fault],
      Timestamps: shown.map(([at]) => at),
      Values: shown.map(([, value]) => value),
    };
    return ok({ MetricDataResults: [result], ...next });
  }

  #points(query: Query, step: number, { StartTime, EndTime }: MetricDataInput): [number, number | 'NaN'][] {
    const name = query.Expression ?? query.MetricStat?.Metric.MetricName ?? '';
    const metric = this.metrics.get(name);
    const found: [number, number | 'NaN'][] = [];
    for (let at = StartTime - this.early * step; at < EndTime; at += step) {
      const age = (this.now() / 1000 - at) / DAY_SECONDS;
      const period = PERIODS.find(([days]) => age <= days)?.[1];
      if (metric === undefined || period === undefined || step % period !== 0) continue;
      const minutes = Array.from({ length: step / 60 }, (_, minute) => metric(at + minute * 60) ?? []).flat();
      const numbers = minutes.filter((value) => value !== 'NaN');
      if (minutes.length === 0) continue;
      found.push([at, numbers.length < minutes.length ? 'NaN' : numbers.reduce((sum, value) => sum + value, 0)]);
    }
    return found;
  }

  #describeAlarms({ AlarmNamePrefix, NextToken }: { AlarmNamePrefix: string; NextToken?: string }): Answer {
    const { page, next } = this.#page(
      this.alarms.filter((name) => name.startsWith(AlarmNamePrefix)),
      NextToken,
    );
    return ok({ MetricAlarms: page.map((AlarmName) => ({ AlarmName })), CompositeAlarms: [], ...next });
  }

  #alarmHistory({ AlarmName, HistoryItemType, StartDate, EndDate, NextToken }: AlarmHistoryInput): Answer {
    const found = this.history.filter(({ Timestamp, ...item }) => {
      const at = Timestamp!.getTime() / 1000;
      const isMeant = item.AlarmName === AlarmName && item.HistoryItemType === HistoryItemType;
      return isMeant && at >= StartDate && at <= EndDate;
    });
    const { page, next } = this.#page(this.backwards ? found.reverse() : found, NextToken);
    const items = page.map((item) => ({ ...item, Timestamp: item.Timestamp!.getTime() / 1000 }));
    return ok({ AlarmHistoryItems: items, ...next });
  }

  #page<T>(all: readonly T[], token = 'page-0'): { page: T[]; next: { NextToken?: string }; from: number } {
    const from = Number(token.split('-')[1]);
    const to = from + this.pageSize;
    return { page: all.slice(from, to), next: to < all.length ? { NextToken: `page-${to}` } : {}, from };
  }
}

interface AlarmHistoryInput {
  readonly AlarmName: string;
  readonly HistoryItemType: string;
  readonly StartDate: number;
  readonly EndDate: number;
  readonly NextToken?: string;
}

export function arnOf(name: string): string {
  return `arn:aws:application-signals:eu-west-1:111122223333:slo/${name}`;
}

function operationOf({ method, url = '', headers }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1)!;
  if (method === 'GET' && url.startsWith('/slo/')) return 'GetServiceLevelObjective';
  return method === 'POST' && url.startsWith('/slos') ? 'ListServiceLevelObjectives' : `${method} ${url}`;
}

function isWithoutData(fault: AwsFault): fault is WithoutData {
  return fault in WITHOUT_DATA;
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** Both protocols read the type from the body. */
function failure(status: number, type: string): Answer {
  return { status, body: { __type: type, message: `${type}, says the fake` } };
}
