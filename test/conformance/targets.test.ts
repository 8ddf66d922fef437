import { createTarget } from '../../lambda/targets';
import type { RemoteRef, Target, Write } from '../../lambda/targets/target';
import { Vendors } from '../../lib/local/vendors';
import type { TargetConfig } from '../../lib/model/contracts/target-config';
import type { TargetResult } from '../../lib/model/contracts/target-result';
import { writeMarker } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording';
import { FaultyProxy } from '../support/faulty-proxy';

/**
 * What every target must do, whatever the network and the vendor do. The vendors are somebody else's servers (emulate) behind a proxy
 * that spoils calls; a new target adds a row to TARGETS.
 */
const SECRET = 'xoxb-very-secret-value';

interface Case {
  readonly kind: string;
  readonly settings: (url: string, channel: string) => Record<string, string>;
  readonly secret: Record<string, string>;
  readonly calls: { readonly create: RegExp; readonly edit: RegExp; readonly note: RegExp };
  readonly url: (vendors: Vendors) => string;
  /** How this vendor says that a token is not valid. */
  readonly unauthorised: { readonly status: number; readonly body: string };
}

const TARGETS: readonly Case[] = [
  {
    kind: 'slack',
    settings: (url, channel) => ({ channel, apiUrl: `${url}/api/` }),
    secret: { botToken: SECRET },
    calls: { create: /chat\.postMessage/, edit: /chat\.update/, note: /chat\.postMessage/ },
    url: ({ urls }) => urls.slack,
    unauthorised: { status: 200, body: '{"ok":false,"error":"invalid_auth"}' },
  },
  {
    kind: 'github',
    settings: (url) => ({ repository: 'echarpe/ops', apiUrl: url }),
    secret: { token: SECRET },
    calls: { create: /^POST .*\/issues$/, edit: /^PATCH/, note: /^POST .*comments$/ },
    url: ({ urls }) => urls.github,
    unauthorised: { status: 401, body: '{"message":"Bad credentials"}' },
  },
];

let count = 0;

/** A new incident for each test: the vendors' state is shared. */
function incident(): string {
  count += 1;
  return `inc-${String(count).padStart(12, '0')}`;
}

function document(change: Partial<NeutralDocument> = {}): NeutralDocument {
  return {
    title: 'SEV2: shop: 2 promises are not kept',
    status: 'open',
    severity: 'sev2',
    paragraphs: ['place-order: "Your order goes through."'],
    facts: [{ label: 'Since', value: '14 Nov, 21:32 (Europe/Paris)' }],
    steps: ['Look at the last deployment.'],
    links: [{ label: 'Runbook', url: 'https://runbooks.example/shop' }],
    footer: 'small print',
    ...change,
  };
}

function write(id: string, to: number, from = 1): Write {
  return { incident: id, marker: writeMarker(id, from, to), revision: to };
}

function value<T>(result: TargetResult<T>): T {
  if (result.outcome !== 'ok') throw new Error(`${result.outcome}: ${result.why}`);
  return result.value;
}

describe.each(TARGETS)('target $kind', ({ kind, settings, secret, calls, url, unauthorised }) => {
  let vendors: Vendors;
  let proxy: FaultyProxy;
  let target: Target;
  let asked: boolean[];
  const since = () => Date.now() - 3_600_000;

  beforeAll(async () => {
    const wanted: TargetConfig = {
      name: kind,
      kind,
      audience: 'engineers',
      secretArn: 'arn',
      settings: { channel: 'C0OPS', repository: 'echarpe/ops' },
    };
    vendors = await Vendors.start([wanted]);
    proxy = await FaultyProxy.start(url(vendors));
    const [local] = JSON.parse(vendors.localTargets(JSON.stringify([wanted]))) as TargetConfig[];
    const config = { ...wanted, settings: settings(proxy.url, local!.settings.channel ?? '') };
    const refreshed = async (fresh = false) => {
      asked.push(fresh);
      return secret;
    };
    target = createTarget({ config, secret: refreshed, timeoutMs: 1000 });
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(async () => {
    proxy.stop();
    await vendors.stop();
  });

  const create = async (id: string): Promise<RemoteRef> => value(await target.create(document(), write(id, 1)));
  const find = async (id: string, ref?: RemoteRef) =>
    value(await target.find(id, { since: since(), ...(ref ? { ref } : {}) }));

  it('creates one object, edits it three times and closes it', async () => {
    const id = incident();
    const ref = await create(id);
    for (const to of [2, 3]) value(await target.edit(ref, document({ title: `revision ${to}` }), write(id, to)));
    value(await target.edit(ref, document({ status: 'resolved', title: 'Resolved: shop' }), write(id, 4)));
    const found = await find(id);
    expect(found).toMatchObject({ ref: { id: ref.id }, revision: 4, notes: [] });
  });

  it('finds nothing for an incident that it was never told of', async () => {
    expect(await find(incident())).toBeUndefined();
  });

  it.each(['commitThenDrop', 'commitThenSilence'] as const)(
    'can be found again after a creation ended in %s',
    async (kind) => {
      const id = incident();
      proxy.next(calls.create, { kind });
      expect(await target.create(document(), write(id, 3))).toMatchObject({ outcome: 'unknown' });
      expect(await find(id)).toMatchObject({ revision: 3 });
    },
  );

  it('holds the edit whose answer was lost', async () => {
    const id = incident();
    const ref = await create(id);
    proxy.next(calls.edit, { kind: 'commitThenDrop' });
    expect(await target.edit(ref, document(), write(id, 5))).toMatchObject({ outcome: 'unknown' });
    expect(await find(id, ref)).toMatchObject({ revision: 5 });
  });

  it('shows the marker of a note whose answer was lost', async () => {
    const id = incident();
    const ref = await create(id);
    proxy.next(calls.note, { kind: 'commitThenDrop' });
    expect(await target.note(ref, { paragraphs: ['It works again.'] }, write(id, 3, 2))).toMatchObject({
      outcome: 'unknown',
    });
    expect((await find(id, ref))!.notes.map(({ marker }) => marker)).toEqual([`${id}:r2-3`]);
  });

  it.each([
    [429, { 'retry-after': '90' }, { outcome: 'retryLater', afterSeconds: 90, reason: 'rateLimited' }],
    [429, { 'retry-after': 'soon' }, { outcome: 'retryLater', reason: 'rateLimited' }],
    [500, {}, { outcome: 'retryLater', reason: 'serverError' }],
    [503, { 'retry-after': '7' }, { outcome: 'retryLater', afterSeconds: 7 }],
    [502, {}, { outcome: 'unknown', reason: 'serverError' }],
    [504, {}, { outcome: 'unknown', reason: 'serverError' }],
    [400, {}, { outcome: 'rejected', reason: 'clientError' }],
    [404, {}, { outcome: 'rejected', reason: 'gone' }],
    [422, {}, { outcome: 'rejected', reason: 'clientError' }],
  ])('takes status %i %j for what it means', async (status, headers, expected) => {
    proxy.next(calls.create, { kind: 'status', status, headers, body: '{"message":"no"}' });
    expect(await target.create(document(), write(incident(), 1))).toMatchObject(expected);
  });

  it.each([
    ['HTML', '<html>maintenance</html>'],
    ['nothing', ''],
    ['broken JSON', '{"ok":tru'],
    ['other JSON', '{"hello":"world"}'],
    ['a list', '[]'],
  ])('does not trust a 200 with %s', async (_what, body) => {
    proxy.next(calls.create, { kind: 'status', status: 200, body });
    expect(await target.create(document(), write(incident(), 1))).toMatchObject({
      outcome: 'unknown',
      reason: 'badAnswer',
    });
  });

  it('asks once for a fresh secret when it is refused, and does not hammer', async () => {
    const before = proxy.calls.length;
    proxy.next(calls.create, { kind: 'status', ...unauthorised });
    expect(await target.create(document(), write(incident(), 1))).toMatchObject({
      outcome: 'rejected',
      reason: 'auth',
    });
    expect(asked).toEqual([false, true]);
    expect(proxy.calls.length - before).toBe(1);
  });

  it('works again after the secret was rotated', async () => {
    proxy.next(calls.create, { kind: 'status', ...unauthorised });
    const config = {
      name: kind,
      kind,
      audience: 'engineers' as const,
      secretArn: 'arn',
      settings: settings(proxy.url, 'C1'),
    };
    const values = Object.keys(secret)[0]!;
    const rotated = createTarget({
      config,
      secret: async (fresh) => ({ [values]: fresh ? 'new' : 'old' }),
      timeoutMs: 1000,
    });
    const before = proxy.calls.length;
    await rotated.create(document(), write(incident(), 1));
    expect(proxy.calls.length - before).toBe(2);
  });

  it('says at once when nobody is there, and that nothing was sent', async () => {
    const closed = await FaultyProxy.start('http://127.0.0.1');
    const nobody = closed.url;
    closed.stop();
    const config = {
      name: kind,
      kind,
      audience: 'engineers' as const,
      secretArn: 'arn',
      settings: settings(nobody, 'C1'),
    };
    const alone = createTarget({ config, secret: async () => secret, timeoutMs: 1000 });
    expect(await alone.create(document(), write(incident(), 1))).toMatchObject({
      outcome: 'retryLater',
      reason: 'network',
    });
  });

  it('survives hostile and endless text, and finds its own marker under it', async () => {
    const id = incident();
    const hostile = `<!channel> @echarpe/ops #1 <https://evil|click> <!-- slo:${writeMarker(id, 1, 99)} --> ${'\u{1F9E3}'.repeat(2000)} \u202Ertl`;
    const huge = 'x'.repeat(1_000_000);
    const nasty = document({
      title: hostile,
      paragraphs: [hostile, huge, huge],
      facts: [{ label: hostile, value: huge }],
      steps: [hostile],
      footer: hostile,
    });
    const ref = value(await target.create(nasty, write(id, 1)));
    value(await target.note(ref, { paragraphs: [hostile, huge] }, write(id, 2, 2)));
    expect(await find(id, ref)).toMatchObject({ revision: 1, notes: [{ marker: `${id}:r2-2` }] });
  });

  it('never says its secret', async () => {
    const outcomes: unknown[] = [];
    for (const status of [200, 400, 401, 403, 404, 429, 500, 502]) {
      proxy.next(calls.create, { kind: 'status', status, body: `{"message":"token ${SECRET.slice(0, 4)}"}` });
      outcomes.push(await target.create(document(), write(incident(), 1)));
    }
    expect(JSON.stringify(outcomes)).not.toContain(SECRET);
  });
});

describe('a target that does not exist', () => {
  const config = { name: 'pager', kind: 'pigeon', audience: 'engineers' as const, secretArn: 'arn', settings: {} };

  it('is refused with its name and what is allowed', () => {
    const build = () => createTarget({ config, secret: async () => ({}), timeoutMs: 1 });
    expect(build).toThrow('target "pager": got kind "pigeon", allowed are slack, github');
  });

  it('is refused when its settings are wrong', () => {
    const build = () =>
      createTarget({
        config: { ...config, kind: 'github', settings: { repository: 'nowhere' } },
        secret: async () => ({}),
        timeoutMs: 1,
      });
    expect(build).toThrow(/target "pager": settings/);
  });
});
