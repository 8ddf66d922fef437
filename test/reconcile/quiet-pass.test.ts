import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { echarpe } from '../support/estate';
import { World } from '../support/world';

const SLOS = 250;
const ALARMS = ['fast', 'slow', 'ticket', 'evidence', 'no-data'];

/** The operation of every call that the AWS SDK makes in this process. */
function watchCalls(): { readonly operations: string[]; stop(): void } {
  const operations: string[] = [];
  const heard = (message: unknown) => {
    const target = (message as { request: ClientRequest }).request.getHeader('x-amz-target');
    if (target !== undefined) operations.push(String(target).split('.').at(-1)!);
  };
  subscribe('http.client.request.start', heard);
  return { operations, stop: () => unsubscribe('http.client.request.start', heard) };
}

const estate = echarpe();
let world: World;
const environment = { ...process.env };
beforeAll(async () => {
  world = await World.start(estate.assembly);
  Object.assign(process.env, world.stack.environmentOf('reconcile'));
});
afterAll(async () => {
  process.env = environment;
  await world.stop();
  estate.remove();
});

async function pass(): Promise<string[]> {
  const { handler } = require('../../lambda/reconcile') as typeof import('../../lambda/reconcile/index');
  const calls = watchCalls();
  await handler();
  calls.stop();
  return calls.operations;
}

test('a pass over 250 SLOs in which nothing changed makes at most 20 calls of AWS and writes nothing', async () => {
  for (let slo = 0; slo < SLOS; slo += 1) {
    for (const alarm of ALARMS) world.cloudwatch.set(`slo/prod/objective-${slo}/${alarm}`, 'OK', world.now());
  }
  const operations = await pass();
  expect(operations.filter((operation) => operation === 'DescribeAlarms')).toHaveLength(13);
  expect(operations.length).toBeLessThanOrEqual(20);
  expect(operations.filter((operation) => /^(Put|Update|Delete|Send|BatchWrite)/.test(operation))).toEqual([]);
});

test('nor does it when an incident is open', async () => {
  await world.alarm('place-order', 'fast', 'ALARM');
  await world.alarm('place-order', 'evidence', 'ALARM');
  // What was found out is told half a minute later.
  await world.jump(1);
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'], now: world.now() });
  const operations = await pass();
  jest.useRealTimers();
  expect(operations.length).toBeLessThanOrEqual(20);
  expect(operations.filter((operation) => /^(Put|Update|Delete|Send|BatchWrite)/.test(operation))).toEqual([]);
});
