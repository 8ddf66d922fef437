import { bring, type Outcome } from '../../lambda/deliver/bring';
import { Deliveries } from '../../lambda/ledger/deliveries';
import { pagerdutyTarget } from '../../lambda/targets/pagerduty';
import { FakePagerDuty } from '../../lib/local/fakes/pagerduty';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { ID } from '../support/delivery';
import { alarm, deed, found, incident, MINUTE, START, shared, timer } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';

const KEY = '0123456789abcdef0123456789abcdef';
const burns = [alarm(0, 'evidence', 'ALARM'), alarm(0, 'fast', 'ALARM')];

/** Who is woken, when, and what becomes of it: events of an incident, as `deliver` brings them to PagerDuty. */
describe('a pager', () => {
  let now = START;
  let pagerduty: FakePagerDuty;
  let deliveries: Deliveries;
  beforeEach(async () => {
    now = START;
    pagerduty = await FakePagerDuty.start(() => now);
    pagerduty.tokens = new Set([KEY]);
    deliveries = new Deliveries(new MemoryTable(), () => now, 65_000);
  });
  afterEach(() => pagerduty.stop());

  const deliver = (id: string, events: readonly IncidentEvent[]): Promise<Outcome> => {
    const settings = { apiUrl: pagerduty.url };
    const config = { name: 'pager', kind: 'pagerduty', audience: 'engineers', settings, pager: true } as const;
    return bring({
      incident: id,
      targetName: 'pager',
      audience: 'engineers',
      target: pagerdutyTarget({ config, secret: async () => ({ routingKey: KEY }), timeoutMs: 8000 }),
      state: Promise.resolve(incident(...events)),
      unreachable: Promise.resolve([]),
      deliveries,
      admit: async () => undefined,
      now: () => now,
    });
  };
  /** Time passes until the last of the events; what waits is asked for again. */
  const tell = async (...events: IncidentEvent[]): Promise<Outcome> => {
    now = Math.max(now, events.at(-1)!.at);
    let outcome = await deliver(ID, events);
    while ('retryAfterSeconds' in outcome) {
      now += outcome.retryAfterSeconds * 1000;
      outcome = await deliver(ID, events);
    }
    return outcome;
  };
  const states = () => pagerduty.tickets().map(({ id, state }) => [id, state]);

  it('is called once while it goes on, and is told that somebody is on it', async () => {
    const joined = alarm(3, 'fast', 'ALARM', { slo: 'preview' });
    await tell(...burns);
    await tell(...burns, joined);
    await tell(...burns, joined, timer(15, 'notifiedAgain'));
    expect(states()).toEqual([[`slo-${ID}-1`, 'Triggered']]);
    await tell(...burns, joined, timer(15, 'notifiedAgain'), deed(16, 'acknowledged', {}));
    expect(states()).toEqual([[`slo-${ID}-1`, 'Acknowledged']]);
    expect(pagerduty.objects()[0]!.notes).toEqual([]);
  });

  it('hears of the end twice, because events are worked off in any order', async () => {
    const over = [...burns, alarm(20, 'fast', 'OK'), timer(80, 'mitigated')];
    pagerduty.isBusy = true;
    await tell(...burns);
    expect(await tell(...over)).toMatchObject({ againAfterSeconds: 60 });
    pagerduty.isBusy = false;
    pagerduty.work('reversed');
    expect(states()).toEqual([[`slo-${ID}-1`, 'Triggered']]);
    now += 60_000;
    expect(await tell(...over)).toEqual({ writes: ['edit'] });
    expect(states()).toEqual([[`slo-${ID}-1`, 'Resolved']]);
    expect(await tell(...over)).toEqual({ writes: [] });
  });

  it('resolved by a person while it burns is believed for 30 minutes, then calls once', async () => {
    await tell(...burns);
    await pagerduty.change(`slo-${ID}-1`, { state: 'closed' });
    const said = [...burns, deed(10, 'mitigated', {})];
    await tell(...said);
    expect(pagerduty.calls).toBe(1);
    const again = [...said, timer(40, 'reopened')];
    await tell(...again);
    await tell(...again, timer(55, 'notifiedAgain'));
    expect(states()).toEqual([
      [`slo-${ID}-1`, 'Resolved'],
      [`slo-${ID}-2`, 'Triggered'],
    ]);
    const { object } = await deliveries.rows(ID, 'pager');
    expect(object?.ref).toEqual({ id: `slo-${ID}-2` });
  });

  it('is left alone when it comes back within the hour, and called when it does so later', async () => {
    const over = [...burns, alarm(20, 'fast', 'OK'), timer(80, 'mitigated')];
    await tell(...burns);
    await tell(...over);
    await tell(...over, alarm(100, 'fast', 'ALARM'));
    expect(states()).toEqual([[`slo-${ID}-1`, 'Resolved']]);
    const later = [...over, alarm(100, 'fast', 'ALARM'), alarm(110, 'fast', 'OK'), timer(170, 'mitigated')];
    await tell(...later, alarm(300, 'fast', 'ALARM'));
    expect(pagerduty.calls).toBe(2);
  });

  it('is not called twice when PagerDuty was away while it came back', async () => {
    await tell(...burns);
    const over = [...burns, alarm(20, 'fast', 'OK'), timer(80, 'mitigated')];
    // The end was never told; what is told is the newest state.
    await tell(...over, alarm(300, 'fast', 'ALARM'));
    expect(states()).toEqual([
      [`slo-${ID}-1`, 'Resolved'],
      [`slo-${ID}-2`, 'Triggered'],
    ]);
  });

  it('is called at once, however short a while ago something was told', async () => {
    const shown = [...burns, shared(1), found(2, { changes: [] })];
    await tell(...burns, shared(1));
    await tell(...shown);
    expect((await deliveries.rows(ID, 'pager')).object?.editedAt).toBe(now);
    now += 1000;
    expect(await deliver(ID, [...shown, timer(2, 'pageUnshared')])).toMatchObject({ writes: ['edit'] });
    expect(states()).toMatchObject([
      [`slo-inc-other-1`, 'Triggered'],
      [`slo-${ID}-2`, 'Triggered'],
    ]);
  });

  it('is called for the second of a storm once the first is over', async () => {
    const first = 'inc-000000000001';
    await deliver(first, burns);
    await tell(...burns, shared(1, first));
    expect(states()).toEqual([[`slo-${first}-1`, 'Triggered']]);
    now += 90 * MINUTE;
    await deliver(first, [...burns, alarm(20, 'fast', 'OK'), timer(80, 'mitigated')]);
    await tell(...burns, shared(1, first), timer(91, 'pageUnshared'));
    expect(states()).toEqual([
      [`slo-${first}-1`, 'Resolved'],
      [`slo-${ID}-2`, 'Triggered'],
    ]);
  });

  it('that owns the lifecycle is called, and hears nothing more', async () => {
    const [begin, ...rest] = burns;
    const owned = [{ ...begin!, rules: { pagerOwnsLifecycle: true } } as IncidentEvent, ...rest];
    await tell(...owned);
    await pagerduty.acknowledge(`slo-${ID}-1`);
    await tell(...owned, deed(5, 'acknowledged', {}));
    await pagerduty.change(`slo-${ID}-1`, { state: 'closed' });
    await tell(...owned, deed(5, 'acknowledged', {}), deed(30, 'resolved', {}));
    expect(states()).toEqual([[`slo-${ID}-1`, 'Resolved']]);
    expect(pagerduty.events).toBe(1);
  });

  it.each<[string, readonly IncidentEvent[]]>([
    ['nobody acknowledged', []],
    ['somebody acknowledged', [deed(5, 'acknowledged', {})]],
  ])(
    'that owns the lifecycle is called anew for a new outage when its own end never reached us (%s)',
    async (_, taken) => {
      const [begin, ...rest] = burns;
      const called = [{ ...begin!, rules: { pagerOwnsLifecycle: true } } as IncidentEvent, ...rest];
      const owned = [...called, ...taken];
      const calm = [...owned, alarm(20, 'fast', 'OK'), alarm(20, 'evidence', 'OK')];
      const again = [...calm, alarm(300, 'evidence', 'ALARM'), alarm(300, 'fast', 'ALARM')];
      await tell(...called);
      await tell(...owned);
      await pagerduty.change(`slo-${ID}-1`, { state: 'closed' });
      await tell(...calm);
      expect(pagerduty.calls).toBe(1);
      await tell(...again);
      expect(pagerduty.calls).toBe(2);
      await tell(...again, deed(301, 'acknowledged', {}));
      expect(pagerduty.calls).toBe(2);
      expect(states().at(-1)).toEqual([`slo-${ID}-1`, 'Triggered']);
      await pagerduty.change(`slo-${ID}-1`, { state: 'closed' });
      await tell(...again, deed(301, 'acknowledged', {}), deed(310, 'resolved', {}));
      expect(pagerduty.calls).toBe(2);
    },
  );
});
