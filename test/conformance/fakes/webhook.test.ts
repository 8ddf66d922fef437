import { createHmac } from 'node:crypto';
import { FakeWebhook } from '../../../lib/local/fakes/webhook';

/** The receiver refuses what docs/targets/webhook.md says that receivers are to refuse. */
const SECRET = 'signing-secret';
const NOW = Date.parse('2026-11-22T10:00:00Z');
const DOCUMENT = {
  title: 'x',
  status: 'open',
  severity: 'sev2',
  paragraphs: [],
  facts: [],
  steps: [],
  links: [],
  footer: '',
};

describe('the strict receiver', () => {
  let receiver: FakeWebhook;
  beforeEach(async () => {
    receiver = await FakeWebhook.start(() => NOW);
    receiver.tokens = new Set([SECRET]);
  });
  afterEach(() => receiver.stop());

  const post = async (change: { raw?: string; t?: number; secret?: string; key?: string; signature?: string } = {}) => {
    const message = { version: 1, event: 'created', incident: 'inc-1', document: DOCUMENT };
    const { raw = JSON.stringify(message), t = NOW / 1000, secret = SECRET, key = 'inc-1:r1-1' } = change;
    const v1 = createHmac('sha256', secret).update(`${t}.${raw}`).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-signature': change.signature ?? `t=${t},v1=${v1}`,
      'idempotency-key': key,
    };
    const response = await fetch(receiver.url, { method: 'POST', headers, body: raw });
    return { status: response.status, body: await response.json() };
  };

  it('files what is signed, once', async () => {
    const first = await post();
    expect(first).toMatchObject({ status: 200, body: { id: 'case-inc-1' } });
    expect(await post()).toEqual(first);
    expect(receiver.objects()).toHaveLength(1);
  });

  it.each([
    ['another secret', { secret: 'other' }],
    ['a signature of other words', { signature: `t=${NOW / 1000},v1=${'0'.repeat(64)}` }],
    ['no signature', { signature: '' }],
    ['a signature without a time', { signature: `v1=${'0'.repeat(64)}` }],
    ['what was said six minutes ago', { t: NOW / 1000 - 360 }],
    ['what will be said in six minutes', { t: NOW / 1000 + 360 }],
  ])('refuses %s', async (_what, change) => {
    expect((await post(change)).status).toBe(401);
    expect(receiver.objects()).toEqual([]);
  });

  it('says that there is nothing to update', async () => {
    const raw = JSON.stringify({
      version: 1,
      event: 'updated',
      incident: 'inc-1',
      object: 'case-9',
      document: DOCUMENT,
    });
    expect((await post({ raw })).status).toBe(410);
  });

  it('takes no GET', async () => {
    expect((await fetch(receiver.url)).status).toBe(405);
  });
});
