import {
  ApplicationSignalsClient,
  GetServiceLevelObjectiveCommand,
  type GetServiceLevelObjectiveCommandOutput,
  ListServiceLevelObjectivesCommand,
  type ListServiceLevelObjectivesCommandInput,
  type ListServiceLevelObjectivesCommandOutput,
} from '@aws-sdk/client-application-signals';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  type DescribeAlarmHistoryCommandInput,
  type DescribeAlarmHistoryCommandOutput,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  type DescribeAlarmsCommandOutput,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type GetMetricDataCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import { Busy, type Patience } from './patience';

// The SDK would warn that its releases of 2027 want a newer Node.js; ours are pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

export interface AwsClients {
  readonly applicationSignals: ApplicationSignalsClient;
  readonly cloudwatch: CloudWatchClient;
}

/** The SDK waits for ever otherwise. [ours] */
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

/** What AWS tolerates in a signature (Signature Version 4), and what a pull leaves to arriving metrics. */
const TOLERATED_OFFSET_MS = 5 * 60_000;

/** @param region @default - as the SDK finds one: AWS_REGION, then the profile */
export function awsClients(region?: string): AwsClients {
  const config = {
    retryMode: 'adaptive',
    requestHandler: TIMEOUTS,
    ...(region === undefined ? {} : { region }),
  } as const;
  return { applicationSignals: new ApplicationSignalsClient(config), cloudwatch: new CloudWatchClient(config) };
}

/** The operations that a pull needs, each with patience. Faults of AWS come through as they are. */
export class Aws {
  readonly #clients: AwsClients;
  readonly #patience: Patience;
  readonly #abort: { readonly abortSignal?: AbortSignal };

  constructor(clients: AwsClients, patience: Patience, signal?: AbortSignal) {
    this.#clients = clients;
    this.#patience = patience;
    this.#abort = signal === undefined ? {} : { abortSignal: signal };
  }

  /** Milliseconds that the clock of AWS is ahead of the one of this computer, by its last answer; 0 for what does not matter. */
  get clockOffset(): number {
    const { systemClockOffset: offset } = this.#clients.applicationSignals.config;
    return Math.abs(offset) > TOLERATED_OFFSET_MS ? offset : 0;
  }

  /** @param id name or ARN */
  objective(id: string): Promise<GetServiceLevelObjectiveCommandOutput> {
    return this.#patience.ask(() =>
      this.#clients.applicationSignals.send(new GetServiceLevelObjectiveCommand({ Id: id }), this.#abort),
    );
  }

  objectives(input: ListServiceLevelObjectivesCommandInput): Promise<ListServiceLevelObjectivesCommandOutput> {
    return this.#patience.ask(() =>
      this.#clients.applicationSignals.send(new ListServiceLevelObjectivesCommand(input), this.#abort),
    );
  }

  metricData(input: GetMetricDataCommandInput): Promise<GetMetricDataCommandOutput> {
    return this.#patience.ask(async () => {
      const output = await this.#clients.cloudwatch.send(new GetMetricDataCommand(input), this.#abort);
      // "InternalError indicates that an error occurred. Retry your request" (CloudWatch API reference, MetricDataResult)
      if (output.MetricDataResults?.some(({ StatusCode }) => StatusCode === 'InternalError')) {
        throw new Busy('InternalError');
      }
      return output;
    });
  }

  alarms(input: DescribeAlarmsCommandInput): Promise<DescribeAlarmsCommandOutput> {
    return this.#patience.ask(() => this.#clients.cloudwatch.send(new DescribeAlarmsCommand(input), this.#abort));
  }

  alarmHistory(input: DescribeAlarmHistoryCommandInput): Promise<DescribeAlarmHistoryCommandOutput> {
    return this.#patience.ask(() => this.#clients.cloudwatch.send(new DescribeAlarmHistoryCommand(input), this.#abort));
  }
}
