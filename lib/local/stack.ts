import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Assembly } from '../assembly';
import { parseSlackActions, type SlackActionsConfig } from '../model/contracts/slack-actions';
import { SUPPORT_REPORT, type SupportReport } from '../model/contracts/support-report';
import { parseTargetConfigs, type TargetConfig } from '../model/contracts/target-config';
import { AwsServices } from './aws-services';
import { bundleOf } from './bundle-name';
import { declaredTargets } from './declared-targets';
import { Deployment, type LocalResource } from './deployment';
import { Emulator } from './emulator';
import { matches } from './event-pattern';
import { EventSource } from './event-source';
import { CREDENTIALS, functionEnvironment } from './function-environment';
import { FunctionUrls } from './function-urls';
import { furnish } from './furnish';
import { type FunctionDefinition, FunctionProcess, type Kills, type LogLine } from './lambda/function-process';
import { type AwsTroubles, type CloudWatchPort, type ForcedAlarm, LOCAL_ENVIRONMENT, type SignalsPort } from './ports';
import { Queues } from './queues';
import { deploy } from './resources';
import type { LocalMapping, Workshop } from './resources/kind';
import { Schedules, scheduledEvent } from './schedules';
import { SlackPeople } from './slack-people';
import { Vendors, type VendorUrls } from './vendors';
import type { VirtualClock } from './virtual-clock';

export interface LocalStackProps {
  readonly assembly: Assembly;
  readonly clock: VirtualClock;
  readonly cloudwatch: CloudWatchPort;
  /** Who stands in the place of Application Signals and X-Ray. @default - they know of nothing */
  readonly signals?: SignalsPort;
  /** How calls to AWS go wrong. @default - they don't */
  readonly troubles?: AwsTroubles;
  /** Every line that a function writes. @default - nobody reads them */
  readonly onLog?: (line: LogLine) => void;
  /** Puts something between functions and vendors, and returns its addresses: faults of the network. @default - nothing */
  readonly between?: (vendors: VendorUrls) => Promise<VendorUrls>;
  /** Where functions die in the middle of their work, for those who test what becomes of it. @default - nowhere */
  readonly kills?: Kills;
}

// The SDK would warn in every process that its releases of 2027 want a newer Node.js; ours are pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** An assembly that runs on this computer. Time moves only by `setTime`; nothing happens between two calls. */
export class LocalStack {
  readonly #props: LocalStackProps;
  readonly #stoppers: (() => Promise<void> | void)[] = [];
  readonly #functions = new Map<string, FunctionProcess>();
  readonly #sources: EventSource[] = [];
  readonly #schedules = new Schedules();
  #workshop!: Workshop;
  #sqsEmulator!: Emulator<{ url: string }>;
  /** What the runner does not know and therefore does not run. */
  unsupportedResources: readonly LocalResource[] = [];
  vendors!: Vendors;
  /** What people do in Slack. */
  people!: SlackPeople;

  private constructor(props: LocalStackProps) {
    this.#props = props;
  }

  /** @throws Error saying what does not start; nothing is left running then */
  static async start(props: LocalStackProps): Promise<LocalStack> {
    const stack = new LocalStack(props);
    try {
      await stack.#start();
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  get dynamodb(): DynamoDBClient {
    return this.#workshop.dynamodb;
  }

  get sqs(): SQSClient {
    return this.#workshop.sqs;
  }

  /** Environment in which another process on this computer takes this stack for AWS. */
  get environment(): Readonly<Record<string, string>> {
    return this.#workshop.functionEnvironment;
  }

  /** Parameter Store, for those who set by hand what people set by hand. */
  get parameters(): Map<string, string> {
    return this.#workshop.services.parameters;
  }

  /** Secrets Manager, the same. */
  get secrets(): Map<string, string> {
    return this.#workshop.services.secrets;
  }

  /** Targets of the assembly, as its functions know them here. */
  get targets(): readonly TargetConfig[] {
    const texts = this.#workshop.functions.flatMap(({ environment }) => environment.TARGETS ?? []);
    return texts[0] === undefined ? [] : parseTargetConfigs(texts[0]);
  }

  /** Names of those that are Slack channels where incidents are told. */
  get slackTargets(): readonly string[] {
    return this.targets.filter(({ kind, canary }) => kind === 'slack' && !canary).map(({ name }) => name);
  }

  /** What the functions know of people who press buttons in Slack; nothing where nobody may. */
  get slackActions(): SlackActionsConfig | undefined {
    const text = this.#workshop.functions.flatMap(({ environment }) => environment.SLACK_ACTIONS ?? [])[0];
    return text === undefined ? undefined : parseSlackActions(text);
  }

  /** Processes of this stack, for those who check that none is left. */
  get pids(): number[] {
    return [this.#sqsEmulator?.pid, this.vendors?.pid, ...[...this.#functions.values()].map(({ pid }) => pid)].filter(
      (pid) => pid !== undefined,
    );
  }

  /** Most megabytes that each function ever used, by its folder of `dist/lambda`; null where the system does not tell. */
  peakMemory(): Readonly<Record<string, number | null>> {
    return Object.fromEntries([...this.#functions].map(([name, fn]) => [bundleOf(name) ?? name, fn.peakMb ?? null]));
  }

  /** Environment of the function from that folder of `dist/lambda`, for who runs its code in a process of his own. */
  environmentOf(bundle: string): Readonly<Record<string, string>> {
    const found = this.#functionOf(bundle);
    if (found === undefined) throw new Error(`the assembly has no function ${bundle}`);
    return found.environment;
  }

  /** Address of the function from that folder of `dist/lambda`, where it has one. */
  functionUrl(bundle: string): string | undefined {
    const found = this.#functionOf(bundle);
    return found && this.#workshop.functionUrls.of(found.name);
  }

  /** Physical name of the first resource of a type, `AWS::DynamoDB::Table`. */
  physicalName(type: string): string {
    const resource = this.#workshop.deployment.resources.find((candidate) => candidate.type === type);
    if (resource === undefined) throw new Error(`the assembly has no ${type}`);
    return this.#workshop.deployment.resolve<string>(resource, { Ref: resource.logicalId });
  }

  /** Everybody lives in that time when this resolves. */
  async setTime(now: number): Promise<void> {
    this.#props.clock.set(now);
    await Promise.all([this.#sqsEmulator.setTime(now), this.vendors.setTime(now)]);
  }

  /** EventBridge: sends an event to the queues whose rule it matches. */
  async putEvent(event: object): Promise<void> {
    for (const { pattern, targetArns } of this.#workshop.rules) {
      if (pattern === undefined || !matches(pattern, event)) continue;
      for (const arn of targetArns) await this.#queues.send(arn, event);
    }
  }

  /** Support reports something: the message is on the queue of signals when the call returns. */
  async report(report: Omit<SupportReport, 'version' | 'source'>): Promise<void> {
    const QueueUrl = this.environmentOf('record-signal').SIGNAL_QUEUE_URL;
    const MessageBody = JSON.stringify({ version: 1, source: SUPPORT_REPORT, ...report });
    await this.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }

  /** Runs every schedule that is due. */
  async tick(): Promise<void> {
    const now = this.#props.clock.now();
    const event = scheduledEvent(now);
    for (const arn of this.#schedules.take(this.#workshop.rules, now).flatMap(({ targetArns }) => targetArns)) {
      const target = [...this.#functions.values()].find(({ definition }) => definition.arn === arn);
      if (target === undefined) await this.#queues.send(arn, event);
      else await target.invoke(event, now);
    }
  }

  /** Handles everything that is visible now and what follows from it. Looking costs most where nothing is, so all are looked at together. */
  async drain(): Promise<void> {
    for (;;) {
      const received = await Promise.all(this.#sources.map((source) => source.receive()));
      if (received.every(({ length }) => length === 0)) return;
      for (const [index, source] of this.#sources.entries())
        await source.drain(received[index]!, this.#props.clock.now());
    }
  }

  /** Messages in every queue that others redrive to. */
  deadLetters(): Promise<number> {
    return this.#queues.deadLetters(this.#workshop.deployment);
  }

  /** No function is warm. */
  async cool(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((fn) => fn.cool()));
  }

  /** Ends every process; may be called twice. */
  async stop(): Promise<void> {
    await Promise.all(this.#stoppers.splice(0).map((stop) => stop()));
  }

  get #queues(): Queues {
    return new Queues(this.#workshop.sqs, this.#workshop.queueUrls);
  }

  async #start(): Promise<void> {
    const { assembly, cloudwatch, signals = {}, troubles = () => undefined, clock, between } = this.#props;
    const deployment = new Deployment(assembly);
    const now = () => clock.now();
    const invoke = (name: string, event: object) => this.#functions.get(name)!.invoke(event, now());
    const [sqsEmulator, dynamodbEmulator, services, functionUrls] = await Promise.all([
      this.#kept(Emulator.start<{ url: string }>('fauxqs.mjs', LOCAL_ENVIRONMENT.region)),
      this.#kept(Emulator.start<{ url: string }>('dynalite.mjs')),
      this.#kept(
        AwsServices.start({ cloudwatch, signals, troubles, now, forceAlarm: (forced) => this.#forceAlarm(forced) }),
      ),
      this.#kept(FunctionUrls.start(invoke, now)),
    ]);
    this.#sqsEmulator = sqsEmulator;
    const client = { region: LOCAL_ENVIRONMENT.region, credentials: CREDENTIALS };
    const sqsUrl = sqsEmulator.ready.url.replace('localhost', '127.0.0.1');
    const targets = declaredTargets(assembly);
    this.vendors = await this.#kept(Vendors.start(targets, now));
    this.people = new SlackPeople(this.vendors, () => this.functionUrl('slack-actions'), now);
    const reached = (await between?.(this.vendors.urls)) ?? this.vendors.urls;
    this.#workshop = {
      deployment,
      dynamodb: new DynamoDBClient({ ...client, endpoint: dynamodbEmulator.ready.url }),
      sqs: new SQSClient({ ...client, endpoint: sqsUrl, useQueueUrlAsEndpoint: false }),
      services,
      functionUrls,
      queueUrls: new Map([['', sqsUrl]]),
      functions: [],
      layers: new Map(),
      rules: [],
      mappings: [],
      functionEnvironment: functionEnvironment(dynamodbEmulator.ready.url, sqsUrl, services.url),
      localVariable: (name, value) => (name === 'TARGETS' ? this.vendors.localTargets(value, reached) : value),
    };
    const { dynamodb, sqs } = this.#workshop;
    for (const client of [dynamodb, sqs]) this.#stoppers.push(() => client.destroy());
    this.unsupportedResources = await deploy(deployment.resources, this.#workshop);
    const { targets: known, slackActions } = this;
    const callbacksUrl = this.functionUrl('callbacks');
    furnish({ targets: known, vendors: this.vendors, services, slackActions, callbacksUrl });
    await this.setTime(clock.now());
    await this.#startFunctions();
  }

  /** Remembers how to stop what starts, also when something else fails meanwhile. */
  async #kept<T extends { stop(): Promise<void> | void }>(starting: Promise<T>): Promise<T> {
    this.#stoppers.push(async () => (await starting.catch(() => undefined))?.stop());
    return starting;
  }

  async #startFunctions(): Promise<void> {
    const { functions, mappings, queueUrls, sqs } = this.#workshop;
    const processes = functions.map(
      (definition) => new FunctionProcess(definition, (line) => this.#props.onLog?.(line), this.#props.kills),
    );
    for (const fn of processes) {
      this.#functions.set(fn.definition.name, fn);
      this.#stoppers.push(() => fn.stop());
    }
    await Promise.all(processes.map((fn) => fn.start(this.#props.clock.now())));
    for (const mapping of [...mappings].sort(isWaitedFor)) {
      const fn = this.#functions.get(mapping.functionName)!;
      this.#sources.push(new EventSource(mapping, queueUrls.get(mapping.queueArn)!, sqs, fn));
    }
  }

  /** The event of the change is on its way when the call returns; nothing is evaluated meanwhile. */
  async #forceAlarm(forced: Omit<ForcedAlarm, 'at'>): Promise<void> {
    const { clock, cloudwatch } = this.#props;
    const event = cloudwatch.setAlarmState?.({ ...forced, at: clock.now() });
    if (event !== undefined) await this.putEvent(event);
  }

  #functionOf(bundle: string): FunctionDefinition | undefined {
    return this.#workshop.functions.find(({ name }) => bundleOf(name) === bundle);
  }
}

/** Nobody waits for enrichment: in AWS it runs beside the first message, here, where one thing comes after the other, behind it. */
function isWaitedFor(a: LocalMapping, b: LocalMapping): number {
  const [first, second] = [a, b].map(({ functionName }) => Number(bundleOf(functionName) === 'enrich'));
  return first! - second!;
}
