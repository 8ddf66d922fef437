import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Match, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ALARM_CONFIGURATION_CHANGE, ALARM_STATE_CHANGE } from '../model/contracts/alarm-event';
import { alarmPrefix, catalogueParameterName, responseServiceName, stageFault } from '../model/names';
import { grantAlarmReading } from './alarm-reading';
import { DeliveryCanary, type DeliveryCanaryProps } from './delivery-canary';
import { Enrichment, enrichmentsFaults } from './enrichment';
import { grantEnrichment } from './enrichment-reading';
import { environmentFault } from './environment-size';
import { Faults } from './faults';
import type { IncidentResponseProps } from './incident-response-props';
import { renderRules, rulesFaults } from './incident-rules';
import type { IncidentTargetConfig } from './incident-target';
import { ledgerTable } from './ledger-table';
import { MachineryAlarms } from './machinery-alarms';
import { OWNER_TAG } from './owner-tag';
import { responseEnvironment } from './response-environment';
import { ResponseFunction, type ResponseFunctionName, signalsFault } from './response-function';
import { claimStage, deliverySwitch, deliverySwitchArn, describeTargets } from './response-parameters';
import { ResponseQueues } from './response-queues';
import { bindTargets, duplicateNames } from './response-targets';
import { Rollout } from './rollout';
import { SlackActions, slackActionsFaults } from './slack-actions';
import { TargetCallbacks, withCallbacks } from './target-callbacks';
import { opsItems } from './targets/opsitems';
import { refuseUnknownRoutes } from './unknown-routes';

const FUNCTION_TIMEOUT = Duration.seconds(60);
/** What is asked for has its own deadline of a few seconds; the rest is a cold start and the ledger. */
const ENRICHMENT_TIMEOUT = Duration.seconds(30);
/** Slack waits for 3 s, PagerDuty for 5; after that the answer is of no use, and what was said is in the queue or is not. */
const DOOR_TIMEOUT = Duration.seconds(10);
/** SQS invokes at most so many at once: a storm must not use up the account's functions. Two is the least AWS allows. */
const SIGNAL_CONCURRENCY = 2;
const DELIVERY_CONCURRENCY = 10;
/** Application Signals takes 10 requests a second of each kind (its quotas); a person presses one button at a time. */
const ENRICHMENT_CONCURRENCY = 5;
const COMMAND_CONCURRENCY = 2;
/** A minute's tick is worth nothing a minute later, and the next one does its work. */
const TICK = { retryAttempts: 1, maxEventAge: Duration.minutes(1) };
const BATCH = { batchSize: 10, reportBatchItemFailures: true };
const LEDGER = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];

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
  /** What the Slack app is told as the request URL of its interactivity, where there are buttons. Also an output of the stack. */
  readonly slackActionsUrl?: string;
  /**
   * Where tickets and pagers tell what people do there, by the name of the target; none without `callbacks`. Also outputs of the stack,
   * which are described by the target's name.
   */
  readonly callbackUrls: Readonly<Record<string, string>> = {};
  readonly #queues: ResponseQueues;
  readonly #functions: Record<'record-signal' | 'reconcile' | 'deliver', ResponseFunction>;
  readonly #stage: string;

  /** @throws DeclarationError for a wrong stage, no targets, two of one name, or rules, buttons or a canary that cannot be declared */
  constructor(scope: Construct, id: string, props: IncidentResponseProps = {}) {
    super(scope, id);
    const {
      stage = 'prod',
      logRetention = RetentionDays.THREE_MONTHS,
      applicationSignals = true,
      signalsLayer,
      enrichments = Enrichment._all,
      targets: told = [opsItems({ name: 'tickets' })],
    } = props;
    const names = told.map(({ name }) => name);
    new Faults()
      .known('stage', stage, stageFault)
      .add(told.length === 0 ? 'targets: got none, allowed is at least one' : undefined)
      .add(signalsFault(this, applicationSignals, signalsLayer))
      .add(...duplicateNames([...told, ...(props.canary?.targets ?? [])]))
      .add(...rulesFaults('rules', props.rules))
      .add(...enrichmentsFaults('enrichments', enrichments))
      .add(...slackActionsFaults(props.slackActions, names))
      .throwAt(this.node.path);
    this.#stage = stage;
    refuseUnknownRoutes(this, stage, names);
    const team = props.team ?? props.canary?.team;
    if (team !== undefined) Tags.of(this).add(OWNER_TAG, team.teamName);
    const targets = bindTargets(this, told, props, props.slackActions?.target);
    const actions = props.slackActions && new SlackActions(this, 'SlackActions', props.slackActions);
    const hearing = withCallbacks(targets);
    this.table = ledgerTable(this, 'Ledger');
    this.#queues = new ResponseQueues(this, 'Queues', {
      timeout: FUNCTION_TIMEOUT,
      ...(enrichments.length > 0 && { enrichmentTimeout: ENRICHMENT_TIMEOUT }),
      commands: actions !== undefined || hearing.length > 0,
    });
    const environment = responseEnvironment(this, {
      stage,
      table: this.table,
      queues: this.#queues,
      targets: targets.map(({ config }) => config),
      rules: renderRules(props.rules),
      enrichments,
      slackActions: actions?.config,
    });
    const signals = applicationSignals ? { serviceName: responseServiceName(stage), layer: signalsLayer } : undefined;
    const common = { environment, logRetention, signals };
    const make = (name: ResponseFunctionName, description: string, timeout = FUNCTION_TIMEOUT) =>
      new ResponseFunction(this, name, { name, description, timeout, ...common });
    this.#functions = {
      'record-signal': make('record-signal', 'SLO alarms and reports of support into the incident ledger'),
      reconcile: make(
        'reconcile',
        'What events do not tell about incidents: lost changes of alarms, and the passing of time',
      ),
      deliver: make('deliver', 'Brings chat and tickets to the newest state of an incident'),
    };
    this.operators = props.operators ?? new Topic(this, 'Operators', { enforceSSL: true });
    this.#wire();
    this.#grant(targets);
    this.#functions.deliver.fn.addLayers(...new Set(targets.flatMap(({ layer }) => layer ?? [])));
    claimStage(this, {
      stage,
      table: this.table.tableName,
      deliveryQueueUrl: this.#queues.deliveries.queueUrl,
      signalQueueUrl: this.#queues.signals.queueUrl,
      targets: targets.map(({ config: { name, canary, pager } }) => ({
        name,
        ...(canary && { canary }),
        ...(pager && { pager }),
      })),
    });
    deliverySwitch(this, stage);
    describeTargets(this, stage, targets, actions?.config);
    new Faults().add(environmentFault(this, environment, targets.length)).throwAt(this.node.path);
    const functions: Record<string, ResponseFunction> = { ...this.#functions };
    if (enrichments.length > 0) {
      functions.enrich = make('enrich', 'Finds out more about an incident', ENRICHMENT_TIMEOUT);
      this.#enrich(functions.enrich, enrichments);
    }
    const { commands } = this.#queues;
    if (commands !== undefined) {
      const worker = make('act', 'Does to incidents what people said');
      this.#act(worker, commands);
      if (actions !== undefined) {
        const door = make('slack-actions', 'Takes what people press in Slack', DOOR_TIMEOUT);
        functions['slack-actions'] = door;
        const target = targets.find(({ config }) => config.name === actions.config.target)!;
        this.slackActionsUrl = actions.open({ door, worker, commands, target });
      }
      if (hearing.length > 0) {
        // A comment may not say of which incident it is.
        worker.allow(['dynamodb:Query'], this.#activeIndexArn);
        const door = make('callbacks', 'Takes what people do in tickets and pagers', DOOR_TIMEOUT);
        functions.callbacks = door;
        this.callbackUrls = new TargetCallbacks(this, 'Callbacks', { door, commands, targets: hearing }).urls;
      }
      functions.act = worker;
    }
    if (props.canary !== undefined) {
      functions.canary = make('canary', 'Test alarms, and whether they arrived');
      this.canary = this.#makeCanary(props.canary, functions.canary);
    }
    const machinery = new MachineryAlarms(this, 'Machinery', {
      stage,
      operators: this.operators,
      queues: this.#queues,
      functions: Object.fromEntries(Object.entries(functions).map(([name, { fn }]) => [name, fn])),
      logs: {
        signals: this.#functions['record-signal'].logGroup,
        deliveries: this.#functions.deliver.logGroup,
        commands: functions.act?.logGroup,
        doors: ['slack-actions', 'callbacks'].flatMap((name) => functions[name]?.logGroup ?? []),
      },
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
    const { 'record-signal': record, deliver } = this.#functions;
    record.live.addEventSource(new SqsEventSource(signals, { ...BATCH, maxConcurrency: SIGNAL_CONCURRENCY }));
    deliver.live.addEventSource(new SqsEventSource(deliveries, { ...BATCH, maxConcurrency: DELIVERY_CONCURRENCY }));
  }

  #grant(targets: readonly IncidentTargetConfig[]): void {
    const { 'record-signal': record, reconcile, deliver } = this.#functions;
    for (const fn of [record, reconcile, deliver]) fn.allow(LEDGER, this.table.tableArn);
    for (const fn of [record, reconcile]) this.#letAsk(fn);
    record.allowBroadly(
      ['ssm:GetParameter'],
      Stack.of(this).formatArn({ service: 'ssm', resource: `parameter${catalogueParameterName(this.#stage, '*')}` }),
      'Catalogue entries of the stage: SLOs are declared in other stacks, after this one.',
    );
    reconcile.allow(['dynamodb:Query'], this.#activeIndexArn);
    reconcile.allow(['sqs:SendMessage'], this.#queues.signals.queueArn);
    grantAlarmReading(record, reconcile);
    // An edit that can wait is sent again for later.
    deliver.allow(['sqs:SendMessage'], this.#queues.deliveries.queueArn);
    deliver.mayReadSecrets(targets.flatMap(({ secret }) => secret ?? []));
    for (const { actions, resource, reason } of targets.flatMap(({ permissions = [] }) => permissions)) {
      if (reason === undefined) deliver.allow(actions, resource);
      else deliver.allowBroadly(actions, resource, reason);
    }
    deliver.allowBroadly(
      ['cloudwatch:GetMetricWidgetImage'],
      '*',
      'Pictures of metrics are no resources for IAM, and neither are the segments of X-Ray.',
    );
    for (const fn of [reconcile, deliver]) fn.allow(['ssm:GetParameter'], this.#switchArn);
  }

  /** Whoever changes an incident asks its targets to be brought up to date, and for more to be found out. */
  #letAsk(fn: ResponseFunction): void {
    const { deliveries, enrichments } = this.#queues;
    const queues = enrichments === undefined ? [deliveries] : [deliveries, enrichments];
    fn.allow(['sqs:SendMessage'], ...queues.map(({ queueArn }) => queueArn));
  }

  #enrich(fn: ResponseFunction, enrichments: readonly Enrichment[]): void {
    const source = { batchSize: 1, maxConcurrency: ENRICHMENT_CONCURRENCY };
    fn.live.addEventSource(new SqsEventSource(this.#queues.enrichments!, source));
    fn.allow(LEDGER, this.table.tableArn);
    fn.allow(['sqs:SendMessage'], this.#queues.deliveries.queueArn);
    fn.allow(['ssm:GetParameter'], this.#switchArn);
    grantEnrichment(fn, enrichments, this.#activeIndexArn);
  }

  #act(fn: ResponseFunction, commands: IQueue): void {
    const source = new SqsEventSource(commands, { ...BATCH, maxConcurrency: COMMAND_CONCURRENCY });
    fn.live.addEventSource(source);
    fn.allow(LEDGER, this.table.tableArn);
    this.#letAsk(fn);
  }

  #makeCanary(props: DeliveryCanaryProps, fn: ResponseFunction): DeliveryCanary {
    const tick = { ...TICK, deadLetterQueue: this.#queues.deadLetters.rule };
    const canary = new DeliveryCanary(this, 'Canary', { ...props, stage: this.#stage, fn, tick });
    fn.allow(LEDGER, this.table.tableArn);
    fn.allow(['ssm:GetParameter'], this.#switchArn);
    fn.allow(['cloudwatch:SetAlarmState'], canary.alarm.alarmArn);
    return canary;
  }

  get #switchArn(): string {
    return deliverySwitchArn(this, this.#stage);
  }

  get #activeIndexArn(): string {
    return `${this.table.tableArn}/index/active`;
  }
}
