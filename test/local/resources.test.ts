import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus, EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import {
  Alias,
  CfnEventSourceMapping,
  Code,
  FilterCriteria,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { LambdaSignals } from '../../lib';
import { LocalStack, type LogLine, VirtualClock } from '../../lib/local';
import { synthesized } from '../support/estate';
import { plainBundle } from './bundle';

const START = Date.parse('2026-11-14T20:00:00Z');
const removals: (() => void)[] = [];
const stacks: LocalStack[] = [];
afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
});
afterAll(() => {
  for (const remove of removals) remove();
});

async function start(declare: (stack: Stack, fn: LambdaFunction) => void, source: string) {
  const { assembly, remove } = synthesized((app) => {
    const stack = new Stack(app, 'Tiny');
    const code = Code.fromAsset(plainBundle(source));
    const runtime = Runtime.NODEJS_24_X;
    declare(stack, new LambdaFunction(stack, 'Fn', { code, handler: 'index.handler', runtime }));
    return stack;
  });
  removals.push(remove);
  const log: LogLine[] = [];
  const stack = await LocalStack.start({
    assembly,
    clock: new VirtualClock(START),
    cloudwatch: { alarms: () => [], metricData: () => [] },
    onLog: (line) => log.push(line),
  });
  stacks.push(stack);
  return { stack, log };
}

const SAYS = 'export const handler = async (event) => console.info({ event });';
const events = (log: readonly LogLine[]) => log.flatMap(({ message }) => (message?.event ? [message.event] : []));

describe('resources that ask for what is not done here', () => {
  it('are listed, and what is not listed works', async () => {
    const { stack, log } = await start((scope, fn) => {
      const queue = new Queue(scope, 'Queue', { visibilityTimeout: Duration.seconds(30) });
      const fifo = new Queue(scope, 'Fifo', { fifo: true });
      const bus = new EventBus(scope, 'Bus');
      const eventPattern = { source: ['test'] };
      const message = RuleTargetInput.fromText(`from ${EventField.source}`);
      new Dashboard(scope, 'Dashboard');
      new Rule(scope, 'Plain', { eventPattern, targets: [new SqsQueue(queue)] });
      new Rule(scope, 'Disabled', { enabled: false, eventPattern, targets: [new SqsQueue(queue)] });
      new Rule(scope, 'Changed', { eventPattern, targets: [new SqsQueue(queue, { message })] });
      new Rule(scope, 'Grouped', { eventPattern, targets: [new SqsQueue(fifo, { messageGroupId: 'g' })] });
      new Rule(scope, 'Direct', { eventPattern, targets: [new FunctionTarget(fn)] });
      new Rule(scope, 'OtherBus', { eventBus: bus, eventPattern, targets: [new SqsQueue(queue)] });
      fn.addEventSource(new SqsEventSource(queue));
      fn.addEventSource(new SqsEventSource(new Queue(scope, 'Paused'), { enabled: false }));
      const filters = [FilterCriteria.filter({ body: ['x'] })];
      fn.addEventSource(new SqsEventSource(new Queue(scope, 'Filtered'), { filters }));
      new CfnEventSourceMapping(scope, 'Stream', {
        functionName: fn.functionName,
        eventSourceArn: 'arn:aws:kinesis:eu-west-3:000000000000:stream/orders',
        startingPosition: 'LATEST',
      });
    }, SAYS);
    const listed = stack.unsupportedResources.map(
      ({ type, logicalId }) => `${type} ${logicalId.replace(/[0-9A-F]{8}$/, '')}`,
    );
    expect(listed.sort()).toEqual([
      'AWS::Events::EventBus Bus',
      'AWS::Events::Rule Changed',
      'AWS::Events::Rule Direct',
      'AWS::Events::Rule Grouped',
      'AWS::Events::Rule OtherBus',
      expect.stringMatching(/^AWS::Lambda::EventSourceMapping FnSqsEventSourceTinyFiltered/),
      'AWS::Lambda::EventSourceMapping Stream',
    ]);
    await stack.putEvent({ source: 'test' });
    await stack.drain();
    expect(events(log)).toMatchObject([
      {
        Records: [{ body: '{"source":"test"}', eventSource: 'aws:sqs', attributes: { ApproximateReceiveCount: '1' } }],
      },
    ]);
  });

  it('stop the start when a schedule cannot be understood', async () => {
    const declare = (scope: Stack, fn: LambdaFunction) =>
      void new Rule(scope, 'Nightly', {
        schedule: Schedule.cron({ hour: '3', minute: '0' }),
        targets: [new FunctionTarget(fn)],
      });
    await expect(start(declare, SAYS)).rejects.toThrow(/rule Tiny-Nightly\w+: schedule: got "cron\(0 3 \* \* \? \*\)"/);
  });
});

describe('a function that is instrumented', () => {
  it('runs without its layer and its wrapper, which are not here, and is not listed', async () => {
    const declare = (scope: Stack, fn: LambdaFunction) => {
      new LambdaSignals(scope, 'Signals', { lambdaFunction: fn });
      const eventPattern = { source: ['test'] };
      const queue = new Queue(scope, 'Queue', { visibilityTimeout: Duration.seconds(30) });
      new Rule(scope, 'Plain', { eventPattern, targets: [new SqsQueue(queue)] });
      fn.addEventSource(new SqsEventSource(queue));
    };
    const source = `export const handler = async () => console.info({ event: process.env.AWS_LAMBDA_EXEC_WRAPPER ?? 'none' });`;
    const { stack, log } = await start(declare, source);
    expect(stack.unsupportedResources).toEqual([]);
    await stack.putEvent({ source: 'test' });
    await stack.drain();
    expect(events(log)).toEqual(['none']);
  });
});

describe('a schedule', () => {
  it('runs its function once for each time that is due, and a failure is heard', async () => {
    const declare = (scope: Stack, fn: LambdaFunction) =>
      void new Rule(scope, 'Every2', {
        schedule: Schedule.rate(Duration.minutes(2)),
        targets: [new FunctionTarget(fn)],
      });
    const { stack, log } = await start(
      declare,
      `let count = 0;
       export const handler = async (event) => { count += 1; if (count === 2) throw new Error('second run'); console.info({ event }); };`,
    );
    for (const minute of [0, 0, 1, 2, 3, 4]) {
      await stack.setTime(START + minute * 60_000);
      await stack.tick();
    }
    expect(events(log)).toMatchObject([{ time: '2026-11-14T20:00:00.000Z' }, { time: '2026-11-14T20:04:00.000Z' }]);
    expect(log.map(({ message }) => message?.why)).toContain('Error: second run');
  });
});

describe('a batch', () => {
  // Lambda developer guide, "Handling errors for an SQS event source", success and failure conditions.
  const ANSWERS: readonly (readonly [answer: string, comesAgain: boolean])[] = [
    ['undefined', false],
    ['{ batchItemFailures: [] }', false],
    ['{ batchItemFailures: null }', false],
    ['{ batchItemFailures: [{ itemIdentifier: Records[0].messageId }] }', true],
    ["{ batchItemFailures: [{ itemIdentifier: '' }] }", true],
    ["{ batchItemFailures: [{ itemIdentifier: 'not in the batch' }] }", true],
    ['{ batchItemFailures: [{ id: Records[0].messageId }] }', true],
    ['{ batchItemFailures: [null] }', true],
    ["{ batchItemFailures: 'all' }", true],
  ];

  it('comes again exactly when its function reports failures, or reports them wrongly', async () => {
    const answers = ANSWERS.map(([answer]) => `(Records) => (${answer})`).join(', ');
    const { stack } = await start(
      (scope, fn) => {
        const queue = new Queue(scope, 'Queue', { visibilityTimeout: Duration.seconds(30) });
        new Rule(scope, 'Rule', { eventPattern: { source: ['test'] }, targets: [new SqsQueue(queue)] });
        fn.addEventSource(new SqsEventSource(queue, { reportBatchItemFailures: true }));
      },
      `const answers = [${answers}];
       export const handler = async ({ Records }) => answers[JSON.parse(Records[0].body).detail](Records);`,
    );
    const waiting = async () => {
      const QueueUrl = stack.physicalName('AWS::SQS::Queue');
      const { Attributes } = await stack.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return Number(Attributes!.ApproximateNumberOfMessagesNotVisible);
    };
    const found: [string, boolean][] = [];
    for (const [detail, [answer]] of ANSWERS.entries()) {
      const before = await waiting();
      await stack.putEvent({ source: 'test', detail });
      await stack.drain();
      found.push([answer, (await waiting()) > before]);
    }
    expect(found).toEqual(ANSWERS);
  });
});

describe('the virtual clock', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('does not move to %s', (time) => {
    const clock = new VirtualClock(START);
    expect(() => clock.set(time)).toThrow(`clock: got ${time}, allowed is 2026-11-14T20:00:00.000Z or later`);
    expect(clock.now()).toBe(START);
  });
});

describe('versions and aliases of a function', () => {
  it('are the function itself, for queues and for schedules', async () => {
    const { stack, log } = await start((scope, fn) => {
      const live = new Alias(scope, 'Live', { aliasName: 'live', version: fn.currentVersion });
      const queue = new Queue(scope, 'Queue', { visibilityTimeout: Duration.seconds(30) });
      live.addEventSource(new SqsEventSource(queue));
      new Rule(scope, 'Plain', { eventPattern: { source: ['test'] }, targets: [new SqsQueue(queue)] });
      new Rule(scope, 'Tick', { schedule: Schedule.rate(Duration.minutes(1)), targets: [new FunctionTarget(live)] });
      new Rule(scope, 'Tock', {
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [new FunctionTarget(fn.currentVersion)],
      });
    }, SAYS);
    expect(stack.unsupportedResources).toEqual([]);
    await stack.putEvent({ source: 'test' });
    await stack.drain();
    await stack.tick();
    const names = events(log).map((event) => Object.keys(event as object)[0]);
    expect(names).toEqual(['Records', 'source', 'source']);
  });
});
