import { Stack } from 'aws-cdk-lib';
import { Code, FunctionUrlAuthType, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LocalStack, type LogLine, VirtualClock } from '../../lib/local';
import { functionUrlEvent, functionUrlResponse } from '../../lib/local/function-url-format';
import { synthesized } from '../support/estate';
import { plainBundle } from './bundle';

const START = Date.parse('2026-11-14T20:00:00Z');

/** Says what it was asked; the path decides what else it does. */
const ECHO = `export const handler = async (event) => {
  if (event.rawPath === '/fails') throw new Error('no database for me');
  if (event.rawPath === '/odd') return { statusCode: 7, body: {} };
  if (event.rawPath === '/plain') return { hello: 'world' };
  const body = JSON.stringify({ now: Date.now(), event });
  return { statusCode: 201, headers: { 'Content-Type': 'application/json', 'X-Said': 'yes' }, cookies: ['a=1', 'b=2'], body };
};`;

function eventOf(path: string, headers: Record<string, string>, body = Buffer.alloc(0)) {
  return functionUrlEvent({ request: { method: 'POST', headers }, path, body, id: 'door', now: START }) as {
    body?: string;
    isBase64Encoded: boolean;
    rawPath: string;
    rawQueryString: string;
    headers: Record<string, string>;
    cookies?: string[];
    queryStringParameters?: Record<string, string>;
    requestContext: { http: { method: string; path: string }; timeEpoch: number };
  };
}

describe('a request at a function URL', () => {
  it.each([
    ['application/json', 'text'],
    ['application/json; charset=utf-8', 'text'],
    ['application/problem+json', 'text'],
    ['text/plain', 'text'],
    ['application/xml', 'text'],
    ['application/x-www-form-urlencoded', 'base64'],
    ['application/octet-stream', 'base64'],
    ['image/png', 'base64'],
  ])('with a body of %s hands it over as %s', (type, how) => {
    const said = Buffer.from('payload=été 🙂');
    const { body, isBase64Encoded } = eventOf('/', { 'content-type': type }, said);
    expect(isBase64Encoded).toBe(how === 'base64');
    expect(Buffer.from(body!, isBase64Encoded ? 'base64' : 'utf8')).toEqual(said);
  });

  it('without a body has none', () => {
    const event = eventOf('', {});
    expect(event).not.toHaveProperty('body');
    expect(event).toMatchObject({ isBase64Encoded: false, rawPath: '/', requestContext: { timeEpoch: START } });
  });

  it('has its query, repeated parameters joined, and its cookies apart', () => {
    const event = eventOf('/a/b?x=1&x=2&y=%20', { cookie: 'a=1; b=2' });
    expect(event).toMatchObject({
      rawPath: '/a/b',
      rawQueryString: 'x=1&x=2&y=%20',
      queryStringParameters: { x: '1,2', y: ' ' },
      cookies: ['a=1', 'b=2'],
    });
    expect(event.headers).toEqual({});
  });
});

describe('an answer', () => {
  it.each([
    ['a failed function', { error: 'Error: no' }, 502, 'Internal Server Error'],
    ['a text', { answer: 'hello' }, 200, '"hello"'],
    ['nothing', { answer: undefined }, 200, 'null'],
    ['bytes', { answer: { statusCode: 200, body: 'aGVsbG8=', isBase64Encoded: true } }, 200, 'hello'],
  ])('of %s', (_what, result, status, text) => {
    const answer = functionUrlResponse(result);
    expect([answer.status, answer.content.toString()]).toEqual([status, text]);
  });
});

describe('function URLs of an assembly', () => {
  let stack: LocalStack;
  let remove: () => void;
  const log: LogLine[] = [];

  beforeAll(async () => {
    const estate = synthesized((app) => {
      const scope = new Stack(app, 'Tiny');
      const fn = (id: string, authType: FunctionUrlAuthType) => {
        const code = Code.fromAsset(plainBundle(ECHO));
        const made = new LambdaFunction(new Construct(scope, id), 'Function', {
          code,
          handler: 'index.handler',
          runtime: Runtime.NODEJS_24_X,
        });
        made.addFunctionUrl({ authType });
      };
      fn('slack-actions', FunctionUrlAuthType.NONE);
      fn('signed', FunctionUrlAuthType.AWS_IAM);
      return scope;
    });
    remove = estate.remove;
    const clock = new VirtualClock(START);
    const cloudwatch = { alarms: () => [], metricData: () => [] };
    const onLog = (line: LogLine) => log.push(line);
    stack = await LocalStack.start({ assembly: estate.assembly, clock, cloudwatch, onLog });
  });
  afterAll(async () => {
    await stack.stop();
    remove();
  });

  it('are served at once, at the virtual time, with status, headers and cookies', async () => {
    const url = stack.functionUrl('slack-actions')!;
    const response = await fetch(`${url}door?x=1`, { method: 'POST', headers: { 'X-Odd': 'Yes' }, body: 'a' });
    const { now, event } = (await response.json()) as { now: number; event: ReturnType<typeof eventOf> };
    expect(now - START).toBeLessThan(5000);
    expect(event).toMatchObject({ version: '2.0', rawPath: '/door', headers: { 'x-odd': 'Yes' }, body: 'a' });
    expect([response.status, response.headers.get('x-said'), response.headers.getSetCookie()]).toEqual([
      201,
      'yes',
      ['a=1', 'b=2'],
    ]);
  });

  it('answer 502 when the function fails, and the log says why', async () => {
    const response = await fetch(`${stack.functionUrl('slack-actions')}fails`);
    expect([response.status, await response.text()]).toEqual([502, 'Internal Server Error']);
    expect(log.map(({ text }) => text).join('\n')).toContain('no database for me');
  });

  it('answer 502 when the function answers with something that is no answer', async () => {
    expect((await fetch(`${stack.functionUrl('slack-actions')}odd`)).status).toBe(502);
  });

  it('give an answer without a status as it is', async () => {
    const response = await fetch(`${stack.functionUrl('slack-actions')}plain`);
    expect([response.status, await response.json()]).toEqual([200, { hello: 'world' }]);
  });

  it('that ask for a signature of IAM are listed, not served', async () => {
    expect(stack.functionUrl('signed')).toBeUndefined();
    expect(stack.unsupportedResources.map(({ type }) => type)).toEqual(['AWS::Lambda::Url']);
    const { origin } = new URL(stack.functionUrl('slack-actions')!);
    expect((await fetch(`${origin}/unknown/`)).status).toBe(403);
  });

  it('tell how much memory their functions used at most', () => {
    const { 'slack-actions': peak } = stack.peakMemory();
    expect(peak === null || (peak! > 20 && peak! < 500)).toBe(true);
  });
});
