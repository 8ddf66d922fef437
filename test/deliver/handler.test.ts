import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSEvent } from 'aws-lambda';
import type { handler as Handler } from '../../lambda/deliver/index';
import { responseEnvironment } from '../support/response-environment';

/** The function itself: a batch from the queue, with a ledger that does not answer. */
describe('the function deliver', () => {
  const old = process.env;
  let handler: typeof Handler;
  beforeAll(() => {
    process.env = { ...old, ...responseEnvironment('http://127.0.0.1:1/api') };
    ({ handler } = require('../../lambda/deliver/index'));
  });
  beforeEach(() => {
    for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
    jest.spyOn(SSMClient.prototype, 'send').mockImplementation(async () => ({ Parameter: { Value: 'on' } }));
    jest.spyOn(SecretsManagerClient.prototype, 'send').mockImplementation(async () => ({ SecretString: '{}' }));
    for (const client of [DynamoDBClient, DynamoDBDocumentClient])
      jest.spyOn(client.prototype, 'send').mockRejectedValue(new Error('not now') as never);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => {
    process.env = old;
  });

  it('gives back what must come again, and nothing else, although SQS does not take how long it is to be hidden', async () => {
    const sent = jest.spyOn(SQSClient.prototype, 'send').mockImplementation(async (command: unknown) => {
      if (command instanceof ChangeMessageVisibilityCommand) throw new Error('Request is throttled');
      return {};
    });
    const request = { version: 1, incident: 'inc-1', target: 'incidents', revision: 1 };
    const records = [
      ['fails', request],
      ['postponed', { ...request, incident: 'inc-2', notBefore: 1 }],
    ] as const;
    const event = {
      Records: records.map(([messageId, body]) => ({
        messageId,
        body: JSON.stringify(body),
        receiptHandle: messageId,
        attributes: { ApproximateReceiveCount: '1', MessageGroupId: messageId },
      })),
    } as unknown as SQSEvent;
    const context = { getRemainingTimeInMillis: () => 30_000 } as Context;
    expect(await handler(event, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'fails' }] });
    expect(sent).toHaveBeenCalledTimes(2);
  });
});
