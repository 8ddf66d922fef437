import type { FakePagerDuty } from '../../lib/local/fakes/pagerduty';
import type { Page } from '../../lib/model/wording';
import { Bench, document, hostileDocument, incident, SECRET, value, write } from './bench';
import { KINDS } from './kinds';

const kind = KINDS.find((one) => one.kind === 'pagerduty')!;

describe('PagerDuty only', () => {
  let bench: Bench;
  let pagerduty: FakePagerDuty;
  beforeEach(async () => {
    const started = await Bench.strict(kind);
    bench = started.bench;
    pagerduty = started.vendor as FakePagerDuty;
  });
  afterEach(() => bench.stop());

  const calls = () => bench.network.calls.length;
  const paged = (page: Page) => document({ page });
  const fields = (page: Page) => bench.target.fields!(paged(page));
  /** An edit after all that was confirmed is `left`; tries that nobody confirmed come after it. */
  const bring = (id: string, page: Page, ...left: Page[]) =>
    bench.target.edit({ id: '' }, paged(page), { ...write(id, 2), ours: [...left.map(fields)] });

  it('calls once per cycle, by a key that tells both apart', async () => {
    const id = incident();
    const first = value(await bench.target.create(paged({ cycle: 1, state: 'calling' }), write(id, 1)));
    expect(first).toEqual({ id: `slo-${id}-1` });
    value(await bring(id, { cycle: 1, state: 'over' }, { cycle: 1, state: 'calling' }));
    const again = value(await bring(id, { cycle: 2, state: 'calling' }, { cycle: 1, state: 'over' }));
    expect(again).toEqual({ id: `slo-${id}-2` });
    expect(pagerduty.objects()).toMatchObject([
      { id: first.id, isClosed: true },
      { id: again.id, isClosed: false },
    ]);
    expect(calls()).toBe(3);
  });

  it('sends nothing while nothing changes for whoever was called', async () => {
    const id = incident();
    await bench.create(id);
    const before = calls();
    value(await bring(id, { cycle: 1, state: 'calling' }, { cycle: 1, state: 'calling' }));
    expect(calls()).toBe(before);
  });

  it('calls nobody for an incident that never woke anybody, whoever asks', async () => {
    const { page: _, ...ticket } = document();
    const id = incident();
    const ref = value(await bench.target.create(ticket, write(id, 1)));
    value(await bench.target.edit(ref, ticket, write(id, 2)));
    expect(calls()).toBe(0);
    value(await bring(id, { cycle: 1, state: 'calling' }, {} as Page));
    expect(pagerduty.calls).toBe(1);
  });

  it('calls nobody for what is over before it could be told', async () => {
    value(await bench.target.create(paged({ cycle: 1, state: 'over' }), write(incident(), 1)));
    expect(pagerduty.objects()).toEqual([]);
  });

  it.each(['commitThenDrop', 'commitThenSilence'] as const)(
    'calls once although the answer ended in %s',
    async (fault) => {
      const id = incident();
      bench.network.next(kind.calls.create, { kind: fault });
      const lost = await bench.target.create(document(), write(id, 1));
      expect(lost).toMatchObject({ outcome: 'retryLater', afterSeconds: 5 });
      await bench.create(id);
      expect(pagerduty.calls).toBe(1);
    },
  );

  it('acknowledges for whoever is on it, once', async () => {
    const id = incident();
    const { id: key } = await bench.create(id);
    value(await bring(id, { cycle: 1, state: 'acknowledged' }, { cycle: 1, state: 'calling' }));
    expect(pagerduty.status(key)).toBe('acknowledged');
    const before = calls();
    value(await bring(id, { cycle: 1, state: 'acknowledged' }, { cycle: 1, state: 'acknowledged' }));
    expect(calls()).toBe(before);
  });

  it('ends a call whose end it never heard of, because the incident called anew meanwhile', async () => {
    const id = incident();
    await bench.create(id);
    value(
      await bring(id, { cycle: 2, state: 'calling' }, { cycle: 1, state: 'calling' }, { cycle: 2, state: 'calling' }),
    );
    expect(pagerduty.objects().filter(({ isClosed }) => !isClosed)).toMatchObject([{ id: `slo-${id}-2` }]);
  });

  it('adds itself to the call of another incident, which neither acknowledges nor ends that', async () => {
    const [id, other] = [incident(), incident()];
    const { id: key } = await bench.create(other);
    const shared = { cycle: 1, with: { incident: other, cycle: 1 } } as const;
    const ref = value(await bench.target.create(paged({ ...shared, state: 'calling' }), write(id, 1)));
    expect(ref).toEqual({ id: `slo-${id}-1` });
    expect(pagerduty.tickets()).toMatchObject([{ id: key, state: 'Triggered', comments: [document().title] }]);
    value(await bring(id, { ...shared, state: 'acknowledged' }, { ...shared, state: 'calling' }));
    value(await bring(id, { cycle: 1, state: 'over' }, { ...shared, state: 'acknowledged' }));
    expect(pagerduty.status(key)).toBe('triggered');
    expect(pagerduty.calls).toBe(1);
  });

  it('only calls where the pager owns the lifecycle', async () => {
    const id = incident();
    const owned = { cycle: 1, pagerDecides: true } as const;
    value(await bench.target.create(paged({ ...owned, state: 'calling' }), write(id, 1)));
    value(await bring(id, { ...owned, state: 'acknowledged' }, { ...owned, state: 'calling' }));
    value(await bring(id, { ...owned, state: 'over' }, { ...owned, state: 'acknowledged' }));
    expect(pagerduty.status(`slo-${id}-1`)).toBe('triggered');
    expect(calls()).toBe(1);
  });

  it('asks to be told of the end twice: a resolve that overtook its trigger found nothing to end', async () => {
    const id = incident();
    pagerduty.isBusy = true;
    const { id: key } = await bench.create(id);
    value(await bring(id, { cycle: 1, state: 'over' }, { cycle: 1, state: 'calling' }));
    pagerduty.isBusy = false;
    pagerduty.work('reversed');
    expect(pagerduty.status(key)).toBe('triggered');
    expect(bench.target.abilities.endAgainAfterSeconds).toBe(60);
    value(await bring(id, { cycle: 1, state: 'over' }, { cycle: 1, state: 'over' }));
    expect(pagerduty.status(key)).toBe('resolved');
  });

  it.each([
    ['sev1', 'critical'],
    ['sev2', 'error'],
    ['sev3', 'warning'],
    ['info', 'info'],
  ] as const)('says how bad %s is: %s', async (severity, said) => {
    await bench.create(incident(), document({ severity }));
    expect(pagerduty.tickets()).toMatchObject([{ labels: [said] }]);
  });

  it('is shown with its details and with its links, as PagerDuty shows them', async () => {
    const links = [{ label: 'Runbook', url: 'https://shop.example/runbook' }];
    await bench.create(incident(), document({ links }));
    const [{ body } = { body: '' }] = pagerduty.tickets();
    expect(body).toContain('**first steps**: 1\\. Look at the last deployment.');
    expect(body).toContain('[Runbook](https://shop.example/runbook)');
  });

  it('says what it is about, what is known and what to do first', async () => {
    const about = { service: 'shop', segment: 'fr', slos: [] };
    await bench.create(incident(), document({ about }));
    expect(pagerduty.alerts()).toMatchObject([
      {
        payload: {
          summary: document().title,
          source: 'shop/fr',
          component: 'shop',
          group: 'fr',
          custom_details: { Since: '14 Nov, 21:32 (Europe/Paris)', 'first steps': '1. Look at the last deployment.' },
        },
        links: [{ href: 'https://runbooks.example/shop', text: 'Runbook' }],
      },
    ]);
  });

  it('calls without details when they are too many, and without links that are none', async () => {
    const facts = Array.from({ length: 300 }, (_, n) => ({ label: `fact ${n}`, value: 'é'.repeat(3000) }));
    await bench.create(incident(), document({ facts, links: [{ label: 'x', url: 'javascript:alert(1)' }] }));
    const [alert] = pagerduty.alerts();
    expect(alert).toMatchObject({ payload: { summary: document().title }, links: [] });
    expect(alert!.payload).not.toHaveProperty('custom_details');
    await bench.create(incident(), hostileDocument('inc-1'));
    expect(pagerduty.calls).toBe(2);
  });

  it('never says its key, whatever the vendor repeats', async () => {
    const key = kind.secret(SECRET).routingKey!;
    const said = [];
    for (const status of [400, 401, 403, 429, 500]) {
      const body = JSON.stringify({ status: key, message: key, errors: [`'${key}' is bad`] });
      bench.network.next(kind.calls.create, { kind: 'status', status, body });
      said.push(await bench.target.create(document(), write(incident(), 1)));
    }
    expect(JSON.stringify(said)).not.toContain(key.slice(0, 12));
    expect(said[0]).toMatchObject({ why: expect.stringContaining("'[secret]' is bad") });
  });
});
