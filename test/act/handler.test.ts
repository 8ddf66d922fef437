import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import type { handler as Handler } from '../../lambda/act/index';
import { responseEnvironment } from '../support/response-environment';

/** The function itself: a batch from the queue, with a Slack that does not answer. */
describe('the function act', () => {
  const old = process.env;
  let handler: typeof Handler;
  let sent: unknown[];
  beforeAll(() => {
    process.env = { ...old, ...responseEnvironment('http://127.0.0.1:1/api') };
    ({ handler } = require('../../lambda/act/index'));
  });
  beforeEach(() => {
    for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
    sent = [];
    jest.spyOn(SQSClient.prototype, 'send').mockImplementation(async ({ input }: { input: unknown }) => {
      sent.push(input);
    });
    const values = { SecretString: JSON.stringify({ botToken: 'xoxb-token' }) };
    jest.spyOn(SecretsManagerClient.prototype, 'send').mockImplementation(async () => values);
    for (const client of [DynamoDBClient, DynamoDBDocumentClient])
      jest.spyOn(client.prototype, 'send').mockRejectedValue(new Error('not asked') as never);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => {
    process.env = old;
  });

  const command = (change: object = {}) => ({
    version: 1,
    id: 'slack:1',
    incident: 'inc-1',
    at: Date.now(),
    by: { name: 'Dana', id: 'U7' },
    via: 'incidents',
    command: { type: 'acknowledge' },
    ...change,
  });
  const batch = (...bodies: readonly (readonly [string, object, number?])[]) =>
    ({
      Records: bodies.map(([messageId, body, tries = 1]) => ({
        messageId,
        body: JSON.stringify(body),
        receiptHandle: `receipt of ${messageId}`,
        attributes: { ApproximateReceiveCount: String(tries) },
      })),
    }) as unknown as SQSEvent;

  it('gives back what must come again and nothing else', async () => {
    const stale = command({ at: Date.now() - 180_000 });
    const unknown = command({ by: { name: 'Kim' } });
    const event = batch(['waits', command()], ['broken', { version: 7 }], ['told', stale], ['refused', unknown]);
    expect(await handler(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'waits' }, { itemIdentifier: 'broken' }],
    });
    expect(sent).toEqual([expect.objectContaining({ ReceiptHandle: 'receipt of waits', VisibilityTimeout: 5 })]);
  });

  it('takes callbacks, too, and gives back those that are none and those about which the ledger does not answer', async () => {
    const callback = {
      version: 1,
      source: 'cdk-slo.callback',
      id: 'callback:1',
      target: 'tickets',
      object: '17',
      incident: 'inc-1',
      at: Date.now(),
      by: { name: 'sam' },
      says: { type: 'closed' },
    };
    const event = batch(['unknown', callback], ['broken', { ...callback, says: { type: 'shrugged' } }]);
    expect(await handler(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'unknown' }, { itemIdentifier: 'broken' }],
    });
    expect(sent).toEqual([]);
  });

  it('starts without buttons in Slack, and refuses what was pressed before they went', async () => {
    process.env.SLACK_ACTIONS = '';
    let plain: typeof Handler | undefined;
    jest.isolateModules(() => {
      ({ handler: plain } = require('../../lambda/act/index'));
    });
    expect(await plain!(batch(['pressed', command()]))).toEqual({ batchItemFailures: [] });
  });

  it.each([
    [1, 5],
    [3, 20],
    [9, 120],
  ])('asks again more and more slowly: after try %i in %i s', async (tries, seconds) => {
    await handler(batch(['waits', command(), tries]));
    expect(sent).toEqual([expect.objectContaining({ VisibilityTimeout: seconds })]);
  });
});
