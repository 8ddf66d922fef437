import { createHmac } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import type { handler as Handler } from '../../lambda/slack-actions/index';
import { Patience } from '../support/patience';
import { responseEnvironment } from '../support/response-environment';

/** The function itself: what it asks of AWS, and how long it waits for it. */
describe('the function slack-actions', () => {
  const old = process.env;
  let handler: typeof Handler;
  beforeAll(() => {
    process.env = { ...old, ...responseEnvironment('http://127.0.0.1:1/api') };
    ({ handler } = require('../../lambda/slack-actions/index'));
  });
  beforeEach(() => {
    for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
    const values = { SecretString: JSON.stringify({ signingSecret: 'signing' }) };
    jest.spyOn(SecretsManagerClient.prototype, 'send').mockImplementation(async () => values);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => {
    process.env = old;
  });

  const press = (channel = 'C0INCIDENTS') => {
    const actions = [{ type: 'button', action_id: 'incident:acknowledge', value: 'inc-1', action_ts: '1.1' }];
    const user = { id: 'U7', name: 'dana' };
    const payload = { type: 'block_actions', user, trigger_id: 't', container: { channel_id: channel }, actions };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const hmac = createHmac('sha256', 'signing').update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hmac}`,
    };
    const event = { requestContext: { http: { method: 'POST' } }, headers, body, isBase64Encoded: false };
    return event as unknown as LambdaFunctionURLEvent;
  };

  it.each([
    ['C0INCIDENTS', 'incidents'],
    ['C0SUPPORT', 'support'],
    ['C0ELSEWHERE', 'incidents'],
  ])('puts a press in channel %s on the queue of commands, as said at %s', async (channel, via) => {
    const send = jest.spyOn(SQSClient.prototype, 'send').mockImplementation(async () => ({}));
    expect(await handler(press(channel))).toEqual({ statusCode: 200 });
    const { QueueUrl, MessageBody } = send.mock.calls[0]![0].input as Record<string, string>;
    expect(QueueUrl).toBe('https://sqs.example/commands');
    expect(JSON.parse(MessageBody!)).toMatchObject({ incident: 'inc-1', via, command: { type: 'acknowledge' } });
  });

  it("answers within Slack's three seconds when the queue hangs", async () => {
    const patience = new Patience();
    const hang = (_: unknown, { abortSignal }: { abortSignal?: unknown }) =>
      new Promise<never>((_, reject) => {
        (abortSignal as AbortSignal).addEventListener('abort', () => reject(new Error('given up')));
        patience.end();
      });
    jest.spyOn(SQSClient.prototype, 'send').mockImplementation(hang);
    expect(await handler(press())).toMatchObject({ statusCode: 503 });
    patience.stop();
    const longest = patience.limits.reduce((sum, ms) => sum + ms, 0);
    expect([longest > 0, longest < 3000]).toEqual([true, true]);
  });

  it.each([
    ['no buttons are declared', { SLACK_ACTIONS: '' }, 'environment variable SLACK_ACTIONS is missing'],
    [
      'the target does not exist',
      { SLACK_ACTIONS: JSON.stringify({ secretArn: 'arn', userGroup: 'S1', target: 'chat' }) },
      'SLACK_ACTIONS: target: got "chat", allowed are incidents, support',
    ],
  ])('does not start when %s', (_, change, message) => {
    Object.assign(process.env, change);
    const start = () => jest.isolateModules(() => void require('../../lambda/slack-actions/index'));
    expect(start).toThrow(message);
  });
});
