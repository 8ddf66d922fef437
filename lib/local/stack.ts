import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Assembly } from '../assembly';
import { parseTargetConfigs, type TargetConfig } from '../model/contracts/target-config';
import { AwsServices } from './aws-services';
import { Deployment, type LocalResource } from './deployment';
import { Emulator } from './emulator';
import { matches } from './event-pattern';
import { EventSource } from './event-source';
import { FunctionProcess, type Kills, type LogLine } from './lambda/function-process';
import { type CloudWatchPort, type ForcedAlarm, LOCAL_ENVIRONMENT } from './ports';
import { deploy } from './resources';
import type { LocalRule, Workshop } from './resources/kind';
import { Vendors, type VendorUrls } from './vendors';
import type { VirtualClock } from './virtual-clock';

export interface LocalStackProps {
  readonly assembly: Assembly;
  readonly clock: VirtualClock;
  readonly cloudwatch: CloudWatchPort;
  /** Every line that a function writes. @default - nobody reads them */
  readonly onLog?: (line: LogLine) => void;
  /** Puts something between functions and vendors, and returns its addresses: faults of the network. @default - nothing */
  readonly between?: (vendors: VendorUrls) => Promise<VendorUrls>;
  /** Where functions die in the middle of their work, for those who test what becomes of it. @default - nowhere */
  readonly kills?: Kills;
}

// The SDK would warn in every process that its releases of 2027 want a newer Node.js; ours are pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const MINUTE_MS = 60_000;

/** An assembly that runs on this computer. Time moves only by `setTime`; nothing happens between two calls. */
export class LocalStack {
  readonly #props: LocalStackProps;
  readonly #stoppers: (() => Promise<void> | void)[] = [];
  readonly #functions = new Map<string, FunctionProcess>();
  readonly #sources: EventSource[] = [];
  readonly #lastRun = new Map<LocalRule, number>();
  #workshop!: Workshop;
  #sqsEmulator!: Emulator<{ url: string }>;
  /** What the runner does not know and therefore does not run. */
  unsupportedResources: readonly LocalResource[] = [];
  vendors!: Vendors;

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

  /** Targets of the assembly, as its functions know them here. */
  get targets(): readonly TargetConfig[] {
    const texts = this.#workshop.functions.flatMap(({ environment }) => environment.TARGETS ?? []);
    return texts[0] === undefined ? [] : parseTargetConfigs(texts[0]);
  }

  /** Names of those that are Slack channels where incidents are told. */
  get slackTargets(): readonly string[] {
    return this.targets.filter(({ kind, canary }) => kind === 'slack' && !canary).map(({ name }) => name);
  }

  /** Processes of this stack, for those who check that none is left. */
  get pids(): number[] {
    return [this.#sqsEmulator?.pid, this.vendors?.pid, ...[...this.#functions.values()].map(({ pid }) => pid)].filter(
      (pid) => pid !== undefined,
    );
  }

  /** Environment of the function from that folder of `dist/lambda`, for who runs its code in a process of his own. */
  environmentOf(bundle: string): Readonly<Record<string, string>> {
    const found = this.#workshop.functions.find(({ name }) => name.includes(bundle.replaceAll('-', '')));
    if (found === undefined) throw new Error(`the assembly has no function ${bundle}`);
    return found.environment;
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
      for (const arn of targetArns) await this.#send(arn, event);
    }
  }

  /** Runs every schedule that is due. */
  async tick(): Promise<void> {
    const now = this.#props.clock.now();
    for (const rule of this.#workshop.rules) {
      if (
        rule.everyMinutes === undefined ||
        now - (this.#lastRun.get(rule) ?? Number.NEGATIVE_INFINITY) < rule.everyMinutes * MINUTE_MS
      )
        continue;
      this.#lastRun.set(rule, now);
      for (const arn of rule.targetArns) {
        const event = {
          source: 'aws.events',
          'detail-type': 'Scheduled Event',
          time: new Date(now).toISOString(),
          detail: {},
        };
        const target = [...this.#functions.values()].find(({ definition }) => definition.arn === arn);
        if (target === undefined) await this.#send(arn, event);
        else await target.invoke(event, now);
      }
    }
  }

  /** Handles everything that is visible now and what follows from it. */
  async drain(): Promise<void> {
    for (let busy = true; busy; ) {
      busy = false;
      for (const source of this.#sources) {
        while (await source.poll(this.#props.clock.now())) busy = true;
      }
    }
  }

  /** Messages in every queue that others redrive to. */
  async deadLetters(): Promise<number> {
    const arns = this.#workshop.deployment.resources.flatMap((resource) => {
      const policy = resource.type === 'AWS::SQS::Queue' ? resource.properties.RedrivePolicy : undefined;
      return policy === undefined
        ? []
        : [this.#workshop.deployment.resolve<{ deadLetterTargetArn: string }>(resource, policy).deadLetterTargetArn];
    });
    const counts = await Promise.all([...new Set(arns)].map((arn) => this.#messagesIn(arn)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Ends every process; may be called twice. */
  async stop(): Promise<void> {
    await Promise.all(this.#stoppers.splice(0).map((stop) => stop()));
  }

  async #start(): Promise<void> {
    const { assembly, cloudwatch, clock, between } = this.#props;
    const deployment = new Deployment(assembly);
    const [sqsEmulator, dynamodbEmulator, services] = await Promise.all([
      this.#kept(Emulator.start<{ url: string }>('fauxqs.mjs', LOCAL_ENVIRONMENT.region)),
      this.#kept(Emulator.start<{ url: string }>('dynalite.mjs')),
      this.#kept(
        AwsServices.start(
          cloudwatch,
          () => clock.now(),
          (forced) => this.#forceAlarm(forced),
        ),
      ),
    ]);
    this.#sqsEmulator = sqsEmulator;
    const client = { region: LOCAL_ENVIRONMENT.region, credentials: CREDENTIALS };
    const sqsUrl = sqsEmulator.ready.url.replace('localhost', '127.0.0.1');
    const targets = this.#declaredTargets(assembly);
    this.vendors = await this.#kept(Vendors.start(targets));
    const reached = (await between?.(this.vendors.urls)) ?? this.vendors.urls;
    this.#workshop = {
      deployment,
      dynamodb: new DynamoDBClient({ ...client, endpoint: dynamodbEmulator.ready.url }),
      sqs: new SQSClient({ ...client, endpoint: sqsUrl, useQueueUrlAsEndpoint: false }),
      services,
      queueUrls: new Map([['', sqsUrl]]),
      functions: [],
      rules: [],
      mappings: [],
      functionEnvironment: {
        AWS_REGION: LOCAL_ENVIRONMENT.region,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
        AWS_ENDPOINT_URL_DYNAMODB: dynamodbEmulator.ready.url,
        AWS_ENDPOINT_URL_SQS: sqsUrl,
        AWS_ENDPOINT_URL_SSM: services.url,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: services.url,
        AWS_ENDPOINT_URL_CLOUDWATCH: services.url,
      },
      localVariable: (name, value) => (name === 'TARGETS' ? this.vendors.localTargets(value, reached) : value),
    };
    this.#stoppers.push(
      () => this.#workshop.dynamodb.destroy(),
      () => this.#workshop.sqs.destroy(),
    );
    this.unsupportedResources = await deploy(deployment.resources, this.#workshop);
    this.#fillSecrets();
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
    for (const mapping of mappings) {
      const fn = this.#functions.get(mapping.functionName)!;
      this.#sources.push(new EventSource(mapping, queueUrls.get(mapping.queueArn)!, sqs, fn));
    }
  }

  /** Targets are wanted before anything is resolved: only their kinds and settings matter, which hold no references. */
  #declaredTargets(assembly: Assembly): TargetConfig[] {
    const variables = assembly.stacks.flatMap(({ template }) =>
      Object.values(template.Resources).flatMap(({ Type, Properties }) => {
        const environment =
          Type === 'AWS::Lambda::Function'
            ? (Properties?.Environment as { Variables?: { TARGETS?: unknown } })
            : undefined;
        return environment?.Variables?.TARGETS === undefined ? [] : [environment.Variables.TARGETS];
      }),
    );
    const text = variables[0] === undefined ? '[]' : withoutReferences(variables[0]);
    return parseTargetConfigs(text);
  }

  /** The event of the change is on its way when the call returns; nothing is evaluated meanwhile. */
  async #forceAlarm(forced: Omit<ForcedAlarm, 'at'>): Promise<void> {
    const { clock, cloudwatch } = this.#props;
    const event = cloudwatch.setAlarmState?.({ ...forced, at: clock.now() });
    if (event !== undefined) await this.putEvent(event);
  }

  #fillSecrets(): void {
    for (const target of this.targets) this.#workshop.services.secrets.set(target.secretArn, Vendors.secretOf(target));
  }

  async #send(arn: string, event: object): Promise<void> {
    const QueueUrl = this.#workshop.queueUrls.get(arn);
    await this.#workshop.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
  }

  async #messagesIn(arn: string): Promise<number> {
    const QueueUrl = this.#workshop.queueUrls.get(arn);
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  }
}

function withoutReferences(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1] ?? [];
  return parts.map((part) => (typeof part === 'string' ? part : '')).join('');
}
