import { createHmac } from 'node:crypto';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { type DoorRequest, doorRequest } from '../../lambda/doors/request';
import { SigningSecrets } from '../../lambda/doors/signing-secrets';
import { slackSignature } from '../../lambda/doors/slack-signature';

/** Source of the vector: targets' reference documentation, "Slack: webhook and signature". */
const SECRET = 'test-signing-secret';
const AT = 1_700_000_000;
const BODY = 'command=%2Fincident&text=checkout+is+down&user_id=U1';
const SIGNATURE = 'v0=282e9f59f79325e5a53dca30b122ba54498a575077e83aa639c9fb83bdeca4bb';

interface Sent {
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly isBase64Encoded?: boolean;
}

function signed(bytes: Buffer, secret = SECRET, at = AT): string {
  const hmac = createHmac('sha256', secret).update(`v0:${at}:`).update(bytes);
  return `v0=${hmac.digest('hex')}`;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const headers = (signature: string, at: number | string = AT) => ({
  'X-Slack-Request-Timestamp': String(at),
  'X-Slack-Signature': signature,
});

function request({ body, headers: given, isBase64Encoded = false }: Sent) {
  const requestContext = { http: { method: 'POST' } };
  const event = { requestContext, headers: { ...FORM, ...given }, body, isBase64Encoded };
  const read = doorRequest(event as unknown as LambdaFunctionURLEvent, 'form');
  if ('refused' in read) throw new Error(`refused with ${read.refused}`);
  return read;
}

/** A secret store that can be rotated, with what a function keeps of it. */
function store(first: Record<string, string>) {
  let [stored, kept] = [first, first];
  const asked: boolean[] = [];
  let now = AT * 1000;
  const values = async (fresh = false) => {
    asked.push(fresh);
    if (fresh) kept = stored;
    return kept;
  };
  const secrets = new SigningSecrets(values, () => now);
  return {
    isGenuine: (sent: DoorRequest) => secrets.haveSigned(slackSignature(sent, now)),
    asked,
    rotate: (next: Record<string, string>) => {
      stored = next;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const bytes = Buffer.from('payload=caf\u00e9 \u2713 \u{1F9E3} \u0627\u0644\u0639\u0631\u0628\u064a\u0629', 'utf8');

it.each<[string, Sent, boolean]>([
  ['the published vector', { body: BODY, headers: headers(SIGNATURE) }, true],
  [
    'names of headers in any case',
    { body: BODY, headers: { 'x-slack-request-timestamp': String(AT), 'X-SLACK-SIGNATURE': SIGNATURE } },
    true,
  ],
  ['words beyond ASCII', { body: bytes.toString('utf8'), headers: headers(signed(bytes)) }, true],
  [
    'the same in base64',
    { body: bytes.toString('base64'), headers: headers(signed(bytes)), isBase64Encoded: true },
    true,
  ],
  ['a body that was changed', { body: `${BODY}!`, headers: headers(SIGNATURE) }, false],
  ['a byte that was lost on the way', { body: bytes.toString('latin1'), headers: headers(signed(bytes)) }, false],
  ['another secret', { body: BODY, headers: headers(signed(Buffer.from(BODY), 'other')) }, false],
  ['300 s ago', { body: BODY, headers: headers(signed(Buffer.from(BODY), SECRET, AT - 300), AT - 300) }, true],
  ['301 s ago', { body: BODY, headers: headers(signed(Buffer.from(BODY), SECRET, AT - 301), AT - 301) }, false],
  ['300 s ahead', { body: BODY, headers: headers(signed(Buffer.from(BODY), SECRET, AT + 300), AT + 300) }, true],
  ['301 s ahead', { body: BODY, headers: headers(signed(Buffer.from(BODY), SECRET, AT + 301), AT + 301) }, false],
  ['a time that was changed', { body: BODY, headers: headers(SIGNATURE, AT + 1) }, false],
  ['no time', { body: BODY, headers: { 'X-Slack-Signature': SIGNATURE } }, false],
  ['a time that is none', { body: BODY, headers: headers(SIGNATURE, 'now') }, false],
  ['no signature', { body: BODY, headers: { 'X-Slack-Request-Timestamp': String(AT) } }, false],
  ['a signature that is too short', { body: BODY, headers: headers(SIGNATURE.slice(0, -1)) }, false],
  ['a signature of another version', { body: BODY, headers: headers(SIGNATURE.replace('v0', 'v1')) }, false],
  ['a signature beyond ASCII', { body: BODY, headers: headers(`${SIGNATURE.slice(0, -1)}\u00e9`) }, false],
])('%s', async (_, sent, expected) => {
  expect(await store({ signingSecret: SECRET }).isGenuine(request(sent))).toBe(expected);
});

const genuine = request({ body: BODY, headers: headers(SIGNATURE) });

it('takes the secret before the newest while it is being rotated', async () => {
  const rotating = { signingSecret: 'new', previousSigningSecret: SECRET };
  expect(await store(rotating).isGenuine(genuine)).toBe(true);
});

it.each([{}, { signingSecret: '' }, { signingSecret: '', previousSigningSecret: '' }])(
  'takes nothing for signed with an empty secret: %j',
  async (values) => {
    const forged = request({ body: BODY, headers: headers(signed(Buffer.from(BODY), '')) });
    expect(await store(values as Record<string, string>).isGenuine(forged)).toBe(false);
  },
);

it('reads a secret anew that was rotated, and at most once a minute', async () => {
  const { isGenuine, asked, rotate, pass } = store({ signingSecret: 'old' });
  expect(await isGenuine(genuine)).toBe(false);
  rotate({ signingSecret: SECRET });
  pass(59_000);
  expect(await isGenuine(genuine)).toBe(false);
  pass(1_000);
  expect(await isGenuine(genuine)).toBe(true);
  expect(asked).toEqual([false, true, false, false, true]);
});

it('does not ask the secret store about what cannot be genuine', async () => {
  const { isGenuine, asked } = store({ signingSecret: SECRET });
  await isGenuine(request({ body: BODY, headers: headers('v0=nonsense') }));
  await isGenuine(request({ body: BODY, headers: headers(SIGNATURE, AT - 3600) }));
  expect(asked).toEqual([]);
});
