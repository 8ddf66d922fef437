import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { type ILambdaDeploymentConfig, LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Match, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ALARM_CONFIGURATION_CHANGE, ALARM_STATE_CHANGE } from '../model/contracts/alarm-event';
import type { ResponseParameter } from '../model/contracts/response';
import { DELIVERIES_OFF, DELIVERIES_ON } from '../model/delivery/switch';
import {
  alarmPrefix,
  catalogueParameterName,
  deliveriesParameterName,
  logicalId,
  responseParameterName,
  responseServiceName,
  stageFault,
} from '../model/names';
import { grantAlarmReading } from './alarm-reading';
import { DeliveryCanary, type DeliveryCanaryProps } from './delivery-canary';
import { Faults } from './faults';
import { duplicateNames, forCanaries, type IIncidentTarget, type IncidentTargetConfig } from './incident-target';
import { ledgerTable } from './ledger-table';
import { MachineryAlarms } from './machinery-alarms';
import { OWNER_TAG } from './owner-tag';
import { ResponseFunction, type ResponseFunctionName, signalsFault } from './response-function';
import { ResponseQueues } from './response-queues';
import { Rollout } from './rollout';
import type { Team } from './team';

const FUNCTION_TIMEOUT = Duration.seconds(60);
/** SQS invokes at most so many at once: a storm must not use up the account's functions. Two is the least AWS allows. */
const SIGNAL_CONCURRENCY = 2;
const DELIVERY_CONCURRENCY = 10;
/** A minute's tick is worth nothing a minute later, and the next one does its work. */
const TICK = { retryAttempts: 1, maxEventAge: Duration.minutes(1) };

/** Properties of an incident response. */
export interface IncidentResponseProps {
  /**
   * Stage whose SLOs are answered. One response stack per account, region and stage.
   * @default 'prod'
   */
  readonly stage?: string;
  /**
   * Who answers for the response itself: its resources carry the team's name as tag `owner`.
   * @default - the team of the canary, and without one nobody
   */
  readonly team?: Team;
  /** Where incidents are told; at least one. */
  readonly targets: IIncidentTarget[];
  /**
   * Topic that hears when the machinery itself is in trouble; subscribe people to it directly. The policy of an imported
   * topic must let `cloudwatch.amazonaws.com` publish; synth warns, because it cannot see it.
   * @default - a new topic
   */
  readonly operators?: ITopic;
  /**
   * Test alarms that take the whole way every 15 minutes, and an SLO of our own on them: without, a way that is broken in
   * silence is noticed at the next real alarm. Costs about 2.30 USD a month (0.20 two alarms, 1.40 the SLO's alarms and composite,
   * 0.60 two metrics, 0.13 Application Signals); 2,900 invocations and calls are below a cent or free.
   * @default - no canaries
   */
  readonly canary?: DeliveryCanaryProps;
  /**
   * How a new version of the functions takes over: it is taken back when functions fail or signals wait meanwhile. The first
   * deployment is not staged, because there is nothing to go back to. While versions move (5 minutes by default) both are at
   * work, and CloudFormation waits. Nothing can be deployed while one of those alarms is on already: bring the fix with
   * `LambdaDeploymentConfig.ALL_AT_ONCE`, which asks no alarm. A quiet stage shows a tenth of its few events to the new version in
   * five minutes; `LINEAR_10PERCENT_EVERY_1MINUTE` takes ten and shows about half.
   * @default LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES
   */
  readonly rollout?: ILambdaDeploymentConfig;
  /**
   * How long the functions' logs are kept.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;
  /**
   * Whether the functions are instrumented for Application Signals, as one service `incident-response-<stage>`; they are traced in any case.
   * Costs 0.6 s at each cold start, and up to about 1.40 USD a month: 43,200 passes with up to 20 calls each, at 1.50 USD a million.
   * @default true
   */
  readonly applicationSignals?: boolean;
  /**
   * Layer of that instrumentation: one of `AWSOpenTelemetryDistroJs` in the stack's region.
   * @default - the version that this release knows for the region; synth fails where it knows none
   */
  readonly signalsLayer?: ILayerVersion;
}

/**
 * Hears every SLO alarm of a stage, keeps one incident per service in a ledger, and brings every target to its newest state.
 * Nothing that is accepted is lost: it ends in a confirmed delivery or in a dead-letter queue with an alarm on it.
 *
 * `aws ssm put-parameter --overwrite --name /slo-response/<stage>/deliveries --value off` silences it within 30 seconds: incidents are
 * still recorded, and are told in their newest state when the value is `on` again.
 */
export class IncidentResponse extends Construct {
  /** The ledger. It is kept when the stack is deleted. */
  readonly table: ITable;
  /** Hears when the machinery is in trouble. */
  readonly operators: ITopic;
  /** Its test alarms and the SLO on them, where they were asked for. */
  readonly canary?: DeliveryCanary;
  readonly #queues: ResponseQueues;
  readonly #functions: Record<Exclude<ResponseFunctionName, 'canary'>, ResponseFunction>;
  readonly #stage: string;

  /** @throws DeclarationError for a wrong stage, no targets, two of one name, or a canary that cannot be declared */
  constructor(scope: Construct, id: string, props: IncidentResponseProps) {
    super(scope, id);
    const {
      stage = 'prod',
      logRetention = RetentionDays.THREE_MONTHS,
      applicationSignals = true,
      signalsLayer,
    } = props;
    new Faults()
      .known('stage', stage, stageFault)
      .add(props.targets.length === 0 ? 'targets: got none, allowed is at least one' : undefined)
      .add(signalsFault(this, applicationSignals, signalsLayer))
      .add(...duplicateNames([...props.targets, ...(props.canary?.targets ?? [])]))
      .throwAt(this.node.path);
    this.#stage = stage;
    const team = props.team ?? props.canary?.team;
    if (team !== undefined) Tags.of(this).add(OWNER_TAG, team.teamName);
    const targets = [
      ...props.targets.map((target) => target.bind(this)),
      ...(props.canary?.targets ?? []).map((target) => forCanaries(target.bind(this))),
    ];
    this.table = ledgerTable(this, 'Ledger');
    this.#queues = new ResponseQueues(this, 'Queues', FUNCTION_TIMEOUT);
    const environment = {
      STAGE: stage,
      TABLE_NAME: this.table.tableName,
      SIGNAL_QUEUE_URL: this.#queues.signals.queueUrl,
      DELIVERY_QUEUE_URL: this.#queues.deliveries.queueUrl,
      TARGETS: Stack.of(this).toJsonString(targets.map(({ config }) => config)),
    };
    const signals = applicationSignals ? { serviceName: responseServiceName(stage), layer: signalsLayer } : undefined;
    const common = { timeout: FUNCTION_TIMEOUT, environment, logRetention, signals };
    const make = (name: ResponseFunctionName, description: string) =>
      new ResponseFunction(this, name, { name, description, ...common });
    this.#functions = {
      'record-signal': make('record-signal', 'SLO alarms into the incident ledger'),
      reconcile: make(
        'reconcile',
        'What events do not tell about incidents: lost changes of alarms, and the passing of time',
      ),
      deliver: make('deliver', 'Brings chat and tickets to the newest state of an incident'),
    };
    this.operators = props.operators ?? new Topic(this, 'Operators', { enforceSSL: true });
    this.#wire();
    this.#grant(targets);
    this.#claimStage(targets);
    this.#switch();
    const functions: Record<string, ResponseFunction> = { ...this.#functions };
    if (props.canary !== undefined) {
      functions.canary = make('canary', 'Test alarms, and whether they arrived');
      this.canary = this.#makeCanary(props.canary, functions.canary);
    }
    const machinery = new MachineryAlarms(this, 'Machinery', {
      stage,
      operators: this.operators,
      queues: this.#queues,
      functions: Object.fromEntries(Object.entries(functions).map(([name, { fn }]) => [name, fn])),
      logs: { signals: this.#functions['record-signal'].logGroup, deliveries: this.#functions.deliver.logGroup },
      ...(this.canary && { canaryLost: this.canary._lost }),
    });
    const { rollout = LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES } = props;
    new Rollout(this, 'Rollout', { config: rollout, functions, alarms: machinery.ofFunctions });
  }

  #wire(): void {
    const { signals, deliveries, deadLetters } = this.#queues;
    const retry = { deadLetterQueue: deadLetters.rule, retryAttempts: 185, maxEventAge: Duration.hours(24) };
    new Rule(this, 'Signals', {
      description: `Changes of the SLO alarms of stage ${this.#stage}`,
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: [ALARM_STATE_CHANGE, ALARM_CONFIGURATION_CHANGE],
        detail: { alarmName: Match.prefix(alarmPrefix(this.#stage)) },
      },
      targets: [new SqsQueue(signals, retry)],
    });
    new Rule(this, 'EveryMinute', {
      description: 'Lost changes of alarms, and timers of open incidents',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.#functions.reconcile.live, { ...TICK, deadLetterQueue: deadLetters.rule })],
    });
    const source = { batchSize: 10, reportBatchItemFailures: true };
    const { 'record-signal': record, deliver } = this.#functions;
    record.live.addEventSource(new SqsEventSource(signals, { ...source, maxConcurrency: SIGNAL_CONCURRENCY }));
    deliver.live.addEventSource(new SqsEventSource(deliveries, { ...source, maxConcurrency: DELIVERY_CONCURRENCY }));
  }

  #grant(targets: readonly IncidentTargetConfig[]): void {
    const { 'record-signal': record, reconcile, deliver } = this.#functions;
    for (const fn of [record, reconcile, deliver]) {
      fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], this.table.tableArn);
    }
    for (const fn of [record, reconcile]) fn.allow(['sqs:SendMessage'], this.#queues.deliveries.queueArn);
    record.allowBroadly(
      ['ssm:GetParameter'],
      Stack.of(this).formatArn({ service: 'ssm', resource: `parameter${catalogueParameterName(this.#stage, '*')}` }),
      'Catalogue entries of the stage: SLOs are declared in other stacks, after this one.',
    );
    reconcile.allow(['dynamodb:Query'], `${this.table.tableArn}/index/active`);
    reconcile.allow(['sqs:SendMessage'], this.#queues.signals.queueArn);
    grantAlarmReading(record, reconcile);
    deliver.mayReadSecrets(targets.map(({ secret }) => secret));
    for (const fn of [reconcile, deliver]) fn.allow(['ssm:GetParameter'], this.#switchArn);
  }

  #makeCanary(props: DeliveryCanaryProps, fn: ResponseFunction): DeliveryCanary {
    const tick = { ...TICK, deadLetterQueue: this.#queues.deadLetters.rule };
    const canary = new DeliveryCanary(this, 'Canary', { ...props, stage: this.#stage, fn, tick });
    fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], this.table.tableArn);
    fn.allow(['ssm:GetParameter'], this.#switchArn);
    fn.allow(['cloudwatch:SetAlarmState'], canary.alarm.alarmArn);
    return canary;
  }

  get #switchArn(): string {
    const resource = `parameter${deliveriesParameterName(this.#stage)}`;
    return Stack.of(this).formatArn({ service: 'ssm', resource });
  }

  /**
   * Switched by hand: CloudFormation leaves the value alone as long as this resource stays as it is in the template, and drift
   * detection shows a switch that is off. Whoever changes anything here switches on what was off.
   */
  #switch(): void {
    const name = deliveriesParameterName(this.#stage);
    const parameter = new CfnParameter(this, 'Deliveries', {
      name,
      type: 'String',
      description: `Whether people are told: "${DELIVERIES_OFF}" keeps incidents recorded and tells nobody until it is "${DELIVERIES_ON}" again`,
      value: DELIVERIES_ON,
      allowedPattern: `^(${DELIVERIES_ON}|${DELIVERIES_OFF})$`,
    });
    parameter.overrideLogicalId(logicalId('Deliveries', this.#stage));
  }

  /**
   * The fixed name makes a second response stack of the stage fail to deploy instead of telling everything twice. The value leads the
   * command line to the ledger and the queue.
   */
  #claimStage(targets: readonly IncidentTargetConfig[]): void {
    const { account, region } = Stack.of(this);
    const value: ResponseParameter = {
      version: 1,
      stage: this.#stage,
      account,
      region,
      table: this.table.tableName,
      deliveryQueueUrl: this.#queues.deliveries.queueUrl,
      targets: targets.map(({ config: { name, canary } }) => ({ name, ...(canary ? { canary } : {}) })),
    };
    const parameter = new CfnParameter(this, 'Stage', {
      name: responseParameterName(this.#stage),
      type: 'String',
      description: 'Claims the stage for one response stack',
      value: Stack.of(this).toJsonString(value),
    });
    parameter.overrideLogicalId(logicalId('Response', this.#stage));
  }
}
