import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { MetricQuery } from '../assembly';
import { alarmValues } from '../model/contracts/alarm-event';
import type { CloudWatchPort, ForcedAlarm } from './ports';

interface GetMetricDataInput {
  readonly MetricDataQueries: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly Label?: string;
    readonly ReturnData?: boolean;
    readonly MetricStat?: {
      readonly Metric: {
        readonly Namespace: string;
        readonly MetricName: string;
        readonly Dimensions?: readonly { Name: string; Value: string }[];
      };
      readonly Period: number;
      readonly Stat: string;
    };
  }[];
  readonly StartTime: number;
  readonly EndTime: number;
  readonly ScanBy?: string;
}

interface SetAlarmStateInput {
  readonly AlarmName: string;
  readonly StateValue: string;
  readonly StateReason: string;
  readonly StateReasonData?: string;
}

/** @throws Error for an alarm that does not exist */
type ForceAlarm = (forced: Omit<ForcedAlarm, 'at'>) => Promise<void>;

/** A fault that travels to the caller as AWS would say it. */
class ServiceFault extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Secrets Manager, the Parameter Store and CloudWatch, as far as functions of a response stack use them: JSON over HTTP with the
 * operation in `X-Amz-Target`, which is what the AWS SDK speaks for all three.
 */
export class AwsServices {
  readonly parameters = new Map<string, string>();
  /** By ARN; asked for by ARN or name. */
  readonly secrets = new Map<string, string>();
  readonly #cloudwatch: CloudWatchPort;
  readonly #forceAlarm: ForceAlarm;
  readonly #server: Server;

  private constructor(cloudwatch: CloudWatchPort, forceAlarm: ForceAlarm) {
    this.#cloudwatch = cloudwatch;
    this.#forceAlarm = forceAlarm;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** @param forceAlarm what SetAlarmState does. @default - alarms are left alone */
  static async start(cloudwatch: CloudWatchPort, forceAlarm: ForceAlarm = async () => undefined): Promise<AwsServices> {
    const services = new AwsServices(cloudwatch, forceAlarm);
    await new Promise<void>((resolve) => services.#server.listen(0, '127.0.0.1', resolve));
    return services;
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
    // Whoever asked is gone before the question was complete.
    if (body === undefined) return;
    const operation =
      String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    try {
      const answer = await this.#answer(operation, JSON.parse(body));
      reply(response, 200, answer);
    } catch (error) {
      const type = error instanceof ServiceFault ? error.type : 'ValidationException';
      reply(response, 400, { __type: type, message: (error as Error).message });
    }
  }

  #answer(operation: string, input: Record<string, unknown>): unknown {
    switch (operation) {
      case 'GetSecretValue':
        return this.#secret(String(input.SecretId));
      case 'GetParameter':
        return this.#parameter(String(input.Name));
      case 'GetMetricData':
        return this.#metricData(input as unknown as GetMetricDataInput);
      case 'SetAlarmState':
        return this.#setAlarmState(input as unknown as SetAlarmStateInput);
      default:
        throw new ServiceFault('UnknownOperationException', `operation "${operation}" is not answered here`);
    }
  }

  #secret(id: string): unknown {
    const found = [...this.secrets].find(([arn]) => arn === id || arn.endsWith(`:secret:${id}`));
    if (found === undefined) throw new ServiceFault('ResourceNotFoundException', `secret ${id} does not exist`);
    const [ARN, SecretString] = found;
    return { ARN, Name: ARN.split(':secret:')[1], VersionId: 'local', SecretString };
  }

  #parameter(name: string): unknown {
    const value = this.parameters.get(name);
    if (value === undefined) throw new ServiceFault('ParameterNotFound', `parameter ${name} does not exist`);
    return { Parameter: { Name: name, Type: 'String', Value: value, Version: 1 } };
  }

  async #setAlarmState({ AlarmName, StateValue, StateReason, StateReasonData }: SetAlarmStateInput): Promise<unknown> {
    const value = alarmValues.find((known) => known === StateValue);
    if (value === undefined)
      throw new ServiceFault(
        'ValidationError',
        `StateValue: got "${StateValue}", allowed are ${alarmValues.join(', ')}`,
      );
    const reasonData = StateReasonData === undefined ? {} : { reasonData: StateReasonData };
    await this.#forceAlarm({ alarmName: AlarmName, value, reason: StateReason, ...reasonData }).catch(
      (error: Error) => {
        throw new ServiceFault('ResourceNotFound', error.message);
      },
    );
    return {};
  }

  #metricData({ MetricDataQueries, StartTime, EndTime, ScanBy }: GetMetricDataInput): unknown {
    const results = this.#cloudwatch.metricData(MetricDataQueries.map(toQuery), StartTime * 1000, EndTime * 1000);
    const ascending = ScanBy === 'TimestampAscending';
    const ordered = <T>(values: readonly T[]) => (ascending ? [...values] : [...values].reverse());
    return {
      MetricDataResults: results.map(({ id, label, timestamps, values }) => ({
        Id: id,
        Label: label,
        StatusCode: 'Complete',
        Timestamps: ordered(timestamps.map((time) => time / 1000)),
        Values: ordered(values),
      })),
    };
  }
}

function toQuery({
  Id,
  Expression,
  Label,
  ReturnData = true,
  MetricStat,
}: GetMetricDataInput['MetricDataQueries'][number]): MetricQuery {
  const facts = { id: Id, returnData: ReturnData, ...(Label === undefined ? {} : { label: Label }) };
  if (MetricStat === undefined) return { ...facts, expression: Expression ?? '' };
  const { Metric, Period, Stat } = MetricStat;
  const dimensions = Object.fromEntries((Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
  return {
    ...facts,
    metric: { namespace: Metric.Namespace, name: Metric.MetricName, dimensions },
    period: Period,
    stat: Stat,
  };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
