import { createTarget } from '../../lambda/targets';
import { type FakeServer, startServer } from '../../lib/local/fakes/server';
import { document, write } from '../conformance/bench';
import { tracesOf } from '../conformance/matrix/overheard';

process.env.AWS_REGION ??= 'eu-west-3';

const SECRETS = {
  apiToken: 'very-secret-value-of-a-token',
  password: 'very-secret-value-of-a-password',
  session: 'very-secret-value-of-a-session',
  token: 'very-secret-value-of-a-token-that-was-issued',
  clientSecret: 'very-secret-value-of-a-client',
};

/** A vendor that says why it refuses, with all that it was sent. */
describe('a refusal that repeats the credentials as they travelled', () => {
  let server: FakeServer;
  const before = { ...process.env };
  beforeEach(async () => {
    process.env.AWS_ACCESS_KEY_ID = 'test';
    process.env.AWS_SECRET_ACCESS_KEY = 'test';
    process.env.AWS_SESSION_TOKEN = SECRETS.session;
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
    server = await startServer(({ path, headers }) => {
      if (/oauth/.test(path)) return { status: 200, body: { access_token: SECRETS.token, expires_in: 1800 } };
      const said = `SignatureDoesNotMatch: got ${headers['x-amz-security-token'] ?? ''} ${headers.authorization}`;
      const error = { message: said, detail: said };
      const json = { errorMessages: [said], error, description: said, __type: 'SignatureDoesNotMatch', message: said };
      if (headers['content-type']?.startsWith('application/json') || headers['x-amz-target'] !== undefined)
        return { status: 400, body: json };
      const xml = `<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>${said}</Message></Error></ErrorResponse>`;
      return { status: 403, headers: { 'content-type': 'text/xml' }, body: xml };
    });
  });
  afterEach(async () => {
    process.env = { ...before };
    await server.stop();
  });

  it.each<[string, Record<string, string>]>([
    ['jira', { site: 'https://shop.example' }],
    ['servicenow', {}],
    ['servicenow', { oauth: 'on' }],
    ['zendesk', { subdomain: 'shop' }],
    ['github', { repository: 'shop/ops' }],
    ['opsitems', {}],
    ['email', { topicArn: 'arn:aws:sns:eu-west-3:123456789012:incidents' }],
  ])('is told without them: %s %j', async (kind, settings) => {
    const { apiToken, password, clientSecret } = SECRETS;
    const people = { email: 'a@shop.example', user: 'slo', clientId: 'client' };
    const secret = async () => ({ apiToken, token: apiToken, password, clientSecret, ...people });
    const config = { name: 'a', kind, audience: 'engineers' as const, settings: { ...settings, apiUrl: server.url } };
    const target = createTarget({ config, secret, timeoutMs: 5000 });
    const refused = await target.create(document(), write('inc-1', 1));
    expect(refused).toMatchObject({ outcome: 'rejected', why: expect.stringContaining('[secret]') });
    for (const trace of Object.values(SECRETS).flatMap(tracesOf)) expect(JSON.stringify(refused)).not.toContain(trace);
  });
});
