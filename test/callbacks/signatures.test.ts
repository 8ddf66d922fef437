import { github } from '../../lambda/callbacks/github';
import { jira } from '../../lambda/callbacks/jira';
import type { CallbackKind } from '../../lambda/callbacks/kind';
import { pagerduty } from '../../lambda/callbacks/pagerduty';
import { zendesk } from '../../lambda/callbacks/zendesk';

/** Source of the vectors: targets' reference documentation; GitHub's and Jira's are also in the vendors' own pages. */
interface Vector {
  readonly kind: CallbackKind;
  readonly secret: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Header of the signature. */
  readonly header: string;
}

const AT = Date.parse('2026-01-02T03:04:05Z');
const VECTORS: readonly (readonly [string, Vector])[] = [
  [
    'GitHub',
    {
      kind: github,
      secret: "It's a Secret to Everybody",
      body: 'Hello, World!',
      header: 'x-hub-signature-256',
      headers: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
    },
  ],
  [
    'Jira',
    {
      kind: jira,
      secret: "It's a Secret to Everybody",
      body: 'Hello World!',
      header: 'x-hub-signature',
      headers: { 'x-hub-signature': 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9' },
    },
  ],
  [
    'PagerDuty',
    {
      kind: pagerduty,
      secret: 'pd-secret',
      body: '{"event":{"id":"01EVT","event_type":"incident.acknowledged"}}',
      header: 'x-pagerduty-signature',
      headers: { 'x-pagerduty-signature': 'v1=c1433bf193ba91d7d97fcc5d5ec9e61fde914088249729d708929a4955c071d2' },
    },
  ],
  [
    'Zendesk',
    {
      kind: zendesk,
      secret: 'zd-secret',
      body: '{"ticket_id":"1"}',
      header: 'x-zendesk-webhook-signature',
      headers: {
        'x-zendesk-webhook-signature': 'vXDBkQSP7MQVdKK9FbNf7oqkQsvhYwjWDpXFBB1A+ew=',
        'x-zendesk-webhook-signature-timestamp': '2026-01-02T03:04:05Z',
      },
    },
  ],
];

function isSigned({ kind, secret, body, headers }: Vector, now = AT): boolean {
  return kind.signature({ headers, body: Buffer.from(body) }, now)?.(secret) ?? false;
}

describe.each(VECTORS)('a signature of %s', (_, vector) => {
  const { header, headers } = vector;
  const signature = headers[header]!;
  const instead = (value: string) => ({ ...vector, headers: { ...headers, [header]: value } });

  it('is taken as published', () => {
    expect(isSigned(vector)).toBe(true);
  });

  it.each<[string, Vector]>([
    ['another body', { ...vector, body: `${vector.body} ` }],
    ['no body', { ...vector, body: '' }],
    ['another secret', { ...vector, secret: `${vector.secret}!` }],
    ['an empty secret', { ...vector, secret: '' }],
    ['no header', { ...vector, headers: {} }],
    ['a digest that is too short', instead(signature.slice(0, -2))],
    ['a digest that is too long', instead(`${signature}0`)],
    ['no digest', instead(signature.slice(0, 'sha256='.length))],
    ['characters beyond ASCII', instead(`${signature.slice(0, -1)}é`)],
    ['another version', instead(signature.replace(/^[^=]*=/, 'v2='))],
    ['SHA-1', instead('sha1=7cd5adf5fc3f8f1cd37ba50ce16c4f7dd8d7dcee')],
  ])('is refused with %s', (_what, wrong) => {
    expect(isSigned(wrong)).toBe(false);
  });
});

describe('signatures of PagerDuty while secrets are rotated', () => {
  const [, vector] = VECTORS[2]!;
  const other = `v1=${'0'.repeat(64)}`;
  const with_ = (...signatures: readonly string[]) =>
    isSigned({ ...vector, headers: { [vector.header]: signatures.join(',') } });

  it('are each looked at, and no more than ten', () => {
    const genuine = vector.headers[vector.header]!;
    expect([with_(other, genuine), with_(other, other), with_(...Array(10).fill(other), genuine)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('the time of a signature of Zendesk', () => {
  const [, vector] = VECTORS[3]!;

  it.each([
    [0, true],
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
    [Number.NaN, false],
  ])('counts within five minutes both ways: %i s', (seconds, expected) => {
    expect(isSigned(vector, AT + seconds * 1000)).toBe(expected);
  });

  it.each(['', 'now', '2026-01-02T03:04:06Z', '1767323045'])('is signed, too: %j', (timestamp) => {
    const headers = { ...vector.headers, 'x-zendesk-webhook-signature-timestamp': timestamp };
    expect(isSigned({ ...vector, headers })).toBe(false);
  });
});
