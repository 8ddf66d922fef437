import { fold, pending, targetsOf } from '../../../lib/model/incident';
import { decide } from '../../../lib/model/incident/timers';
import { entry } from '../../support/entries';
import { alarm, deletion, incident, MINUTE, START, timer } from '../../support/incidents';

const hour = 60;

describe('page, ticket or nothing', () => {
  it('pages when a page tier fires and evidence is in ALARM', () => {
    const state = incident(alarm(0, 'evidence', 'ALARM'), alarm(1, 'fast', 'ALARM'));
    expect(state).toMatchObject({ status: 'open', severity: 'sev2', pages: 1, tickets: 0, downgraded: false });
  });

  it.each(['INSUFFICIENT_DATA', undefined] as const)(
    'pages when evidence is %s, because unknown means page',
    (value) => {
      const before = value === undefined ? [] : [alarm(0, 'evidence', value)];
      expect(incident(...before, alarm(1, 'fast', 'ALARM')).pages).toBe(1);
    },
  );

  it('files a downgraded ticket while evidence is OK, and pages when evidence arrives', () => {
    const quiet = [alarm(0, 'fast', 'ALARM'), alarm(-5, 'evidence', 'OK')].reverse();
    const ticket = incident(...quiet);
    expect(ticket).toMatchObject({ severity: 'sev3', pages: 0, tickets: 1, downgraded: true });
    const page = incident(...quiet, alarm(4, 'evidence', 'ALARM'));
    expect(page).toMatchObject({ severity: 'sev2', pages: 1, tickets: 0, downgraded: false });
    expect(page.milestones.map(({ kind }) => kind)).toEqual(['opened', 'paged']);
  });

  it('is a ticket when only the ticket tier fires', () => {
    expect(incident(alarm(0, 'ticket', 'ALARM'))).toMatchObject({
      severity: 'sev3',
      pages: 0,
      tickets: 1,
      downgraded: false,
    });
  });

  it.each([
    ['fast', true, 'sev1'],
    ['fast', false, 'sev2'],
    ['slow', true, 'sev2'],
    ['ticket', true, 'sev3'],
    ['no-data', true, 'sev2'],
    ['no-data', false, 'sev3'],
  ] as const)('gives %s of an SLO (critical: %s) %s', (name, critical, severity) => {
    expect(incident(alarm(0, name, 'ALARM', { critical })).severity).toBe(severity);
  });

  it('lets INSUFFICIENT_DATA neither open nor clear', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), alarm(9, 'fast', 'INSUFFICIENT_DATA'));
    expect(state.registers['orders/fast']).toMatchObject({ firing: true, value: 'INSUFFICIENT_DATA' });
    expect(pending(state, START + 5 * hour * MINUTE)).toEqual([]);
  });

  it('believes the alarm that spoke last by its own clock, whatever arrives last', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), alarm(9, 'fast', 'OK'), alarm(5, 'fast', 'ALARM'));
    expect(state.registers['orders/fast']!.firing).toBe(false);
  });

  it('joins a second SLO of the service as a member of the same incident', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), alarm(2, 'fast', 'ALARM', { slo: 'preview' }));
    expect(state.members).toEqual(['orders', 'preview']);
    expect(state).toMatchObject({ pages: 1 });
    expect(state.milestones.map(({ kind, slo }) => [kind, slo])).toEqual([
      ['opened', undefined],
      ['joined', 'preview'],
    ]);
  });

  it('makes no member of an SLO whose evidence alone is in ALARM', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), alarm(2, 'evidence', 'ALARM', { slo: 'preview' }));
    expect(state.members).toEqual(['orders']);
  });
});

describe('a page tier held in ALARM without evidence', () => {
  const held = [alarm(-9, 'evidence', 'OK'), alarm(0, 'fast', 'ALARM')];

  it('asks once for the count, after 15 minutes for the fast tier', () => {
    const state = incident(...held);
    expect(pending(state, START + 14 * MINUTE)).toEqual([]);
    const [due] = pending(state, START + 15 * MINUTE);
    expect(due).toMatchObject({
      event: { type: 'held', alarm: 'fast' },
      questions: [{ kind: 'bad', slo: 'orders', minutes: 5 }],
    });
  });

  it.each([
    [{ bad: 1 }, 1, 'paged'],
    [null, 1, 'paged'],
    [{ bad: 0 }, 0, 'heldBack'],
  ] as const)('with the answer %j pages %i times', (answer, pages, told) => {
    const [due] = pending(incident(...held), START + 15 * MINUTE);
    const state = incident(...held, decide(due!, [answer])!);
    expect(state.pages).toBe(pages);
    expect(state.milestones.at(-1)!.kind).toBe(told);
    expect(pending(state, START + 20 * MINUTE)).toEqual([]);
  });
});

describe('the end of an incident', () => {
  const traffic = { requests: 600, usual: 600 };
  const firedAndCleared = [alarm(0, 'fast', 'ALARM'), alarm(30, 'fast', 'OK')];

  it('is mitigated when page tiers were clear for 60 minutes with traffic', () => {
    const state = incident(...firedAndCleared);
    expect(pending(state, START + 89 * MINUTE)).toEqual([]);
    const [due] = pending(state, START + 90 * MINUTE);
    expect(due!.event.type).toBe('mitigated');
    expect(decide(due!, [traffic])).toMatchObject({ type: 'mitigated', at: START + 90 * MINUTE });
  });

  it('waits 120 minutes after the slow tier', () => {
    const state = incident(...firedAndCleared, alarm(1, 'slow', 'ALARM'), alarm(40, 'slow', 'OK'));
    expect(pending(state, START + 159 * MINUTE)).toEqual([]);
    expect(pending(state, START + 160 * MINUTE)[0]!.event.type).toBe('mitigated');
  });

  it.each([
    ['nobody came', { requests: 0, usual: 600 }],
    ['fewer than five came', { requests: 4, usual: 0 }],
    ['less than a tenth of usual came', { requests: 59, usual: 600 }],
    ['the count cannot be read', null],
  ])('does not take OK for recovery when %s', (_why, answer) => {
    const [due] = pending(incident(...firedAndCleared), START + 90 * MINUTE);
    expect(decide(due!, [answer])).toBeUndefined();
  });

  it('does not take OK for recovery while no data arrives', () => {
    const state = incident(...firedAndCleared, alarm(31, 'no-data', 'ALARM'));
    expect(pending(state, START + 300 * MINUTE)).toEqual([]);
  });

  it('stays open as SEV3 while the ticket tier is in ALARM, and is resolved an hour after the last tier cleared', () => {
    const mitigated = incident(...firedAndCleared, alarm(5, 'ticket', 'ALARM'), timer(90, 'mitigated'));
    expect(mitigated).toMatchObject({ status: 'mitigated', severity: 'sev3', peakSeverity: 'sev2' });
    expect(pending(mitigated, START + 300 * MINUTE)).toEqual([]);
    const cleared = incident(
      ...firedAndCleared,
      alarm(5, 'ticket', 'ALARM'),
      timer(90, 'mitigated'),
      alarm(360, 'ticket', 'OK'),
    );
    expect(pending(cleared, START + 419 * MINUTE)).toEqual([]);
    expect(pending(cleared, START + 420 * MINUTE)[0]!.event.type).toBe('resolved');
  });

  it('seals a resolved incident after the reopen window of 24 hours', () => {
    const state = incident(...firedAndCleared, timer(90, 'mitigated'), timer(150, 'resolved'));
    expect(pending(state, START + (150 + 24 * hour - 1) * MINUTE)).toEqual([]);
    expect(pending(state, START + (150 + 24 * hour) * MINUTE)[0]!.event.type).toBe('sealed');
    expect(
      pending(
        incident(...firedAndCleared, timer(90, 'mitigated'), timer(150, 'resolved'), timer(1600, 'sealed')),
        START * 2,
      ),
    ).toEqual([]);
  });
});

describe('a breach that comes back', () => {
  const mitigated = [alarm(0, 'fast', 'ALARM'), alarm(30, 'fast', 'OK'), timer(90, 'mitigated')];

  it('reopens the incident without waking anyone within 60 minutes', () => {
    const state = incident(...mitigated, alarm(149, 'fast', 'ALARM'));
    expect(state).toMatchObject({ status: 'open', severity: 'sev2', pages: 1 });
  });

  it('wakes at once where the episode before was a ticket that woke nobody', () => {
    const ticket = [alarm(-9, 'evidence', 'OK'), alarm(0, 'fast', 'ALARM'), alarm(4, 'fast', 'OK')];
    const over = [...ticket, timer(64, 'mitigated')];
    expect(incident(...over)).toMatchObject({ pages: 0, tickets: 1 });
    const outage = [...over, alarm(70, 'fast', 'ALARM'), alarm(73, 'evidence', 'ALARM')];
    expect(incident(...outage)).toMatchObject({ pages: 1, status: 'open' });
    // And the hour counts from the end of what woke somebody, however many tickets came since.
    const again = [...outage, alarm(80, 'fast', 'OK'), alarm(81, 'evidence', 'OK'), timer(140, 'mitigated')];
    expect(incident(...again, alarm(150, 'fast', 'ALARM'), alarm(151, 'evidence', 'ALARM'))).toMatchObject({
      pages: 1,
    });
    const small = [alarm(150, 'fast', 'ALARM'), alarm(152, 'fast', 'OK'), timer(212, 'mitigated')];
    expect(incident(...again, ...small, alarm(220, 'fast', 'ALARM'), alarm(221, 'evidence', 'ALARM'))).toMatchObject({
      pages: 2,
    });
  });

  it('wakes again when it was mitigated more than 60 minutes ago', () => {
    const state = incident(...mitigated, timer(155, 'resolved'), alarm(200, 'fast', 'ALARM'));
    expect(state).toMatchObject({ status: 'open', pages: 2 });
    expect(state.milestones.map(({ kind }) => kind)).toEqual(['opened', 'mitigated', 'resolved', 'reopened', 'paged']);
  });

  it('is not reopened by the ticket tier after a page, but a pure ticket is', () => {
    expect(incident(...mitigated, alarm(100, 'ticket', 'ALARM')).status).toBe('mitigated');
    const ticket = [alarm(0, 'ticket', 'ALARM'), alarm(30, 'ticket', 'OK'), timer(90, 'mitigated')];
    expect(incident(...ticket, alarm(100, 'ticket', 'ALARM'))).toMatchObject({ status: 'open', tickets: 2 });
  });
});

describe('the log', () => {
  it('folds past events that this code does not know', () => {
    const state = fold([
      { n: 1, event: alarm(0, 'fast', 'ALARM') },
      { n: 2 },
      { n: 3, event: alarm(9, 'fast', 'OK') },
    ])!;
    expect(state).toMatchObject({ revision: 3, status: 'open' });
  });

  it('is nothing when it is empty', () => {
    expect(fold([])).toBeUndefined();
  });
});

describe('routes', () => {
  const every = ['channel', 'pager', 'tickets'];
  const routed = (routes: ReturnType<typeof entry>['routes'], name: string) => {
    const event = { ...alarm(0, name, 'ALARM'), entry: entry({ routes }) } as ReturnType<typeof alarm>;
    return targetsOf(
      incident(event),
      every.map((name) => ({ name })),
    );
  };

  it('reach every target when none is named', () => {
    expect(routed([{ targets: [], from: 'info' }], 'ticket')).toEqual(every);
  });

  it('reach a target from its severity on', () => {
    const routes = [
      { targets: ['channel'], from: 'info' as const },
      { targets: ['pager'], from: 'sev2' as const },
    ];
    expect(routed(routes, 'ticket')).toEqual(['channel']);
    expect(routed(routes, 'fast')).toEqual(['channel', 'pager']);
  });

  it('fall back to everyone when they name no target that exists', () => {
    expect(routed([{ targets: ['chanel'], from: 'info' }], 'fast')).toEqual(every);
  });
});

describe('an alarm that is deleted', () => {
  const day = 24 * hour;

  it('while it fires leaves the incident to a person, whatever time passes', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), deletion(5, 'fast'));
    expect(state.milestones.at(-1)).toMatchObject({ kind: 'alarmDeleted', slo: 'orders', alarm: 'fast' });
    expect(state.registers['orders/fast']).toMatchObject({ firing: true, gone: true });
    expect(pending(state, START + 30 * day * MINUTE).filter(({ event }) => event.type !== 'held')).toEqual([]);
  });

  it('while it is clear is forgotten', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), alarm(3, 'fast', 'OK'), deletion(5, 'fast'));
    expect(state.registers).not.toHaveProperty('orders/fast');
    expect(state.milestones.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('is told once, however often it is heard', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), deletion(5, 'fast'), deletion(6, 'fast'));
    expect(state.milestones.filter(({ kind }) => kind === 'alarmDeleted')).toHaveLength(1);
  });

  it('may come back and say that it is clear', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), deletion(5, 'fast'), alarm(9, 'fast', 'OK'));
    expect(state.registers['orders/fast']).toMatchObject({ firing: false });
    expect(state.registers['orders/fast']).not.toHaveProperty('gone');
    expect(pending(state, START + (9 + hour) * MINUTE).map(({ event }) => event.type)).toEqual(['mitigated']);
  });

  it('is not believed when it spoke later than its deletion', () => {
    const state = incident(alarm(9, 'fast', 'ALARM'), deletion(5, 'fast'));
    expect(state.registers['orders/fast']).not.toHaveProperty('gone');
  });

  describe('because its tier was renamed', () => {
    const renamed = entry({
      tiers: entry().tiers.map((tier) => (tier.alarm === 'fast' ? { ...tier, alarm: 'quick' } : tier)),
    });
    const successor = (minute: number, value: 'ALARM' | 'OK') =>
      ({ ...alarm(minute, 'quick', value), entry: renamed }) as ReturnType<typeof alarm>;

    it.each([
      ['its successor speaks first', [successor(4, 'ALARM'), deletion(5, 'fast')]],
      ['its deletion is heard first', [deletion(4, 'fast'), successor(5, 'ALARM')]],
    ])('is replaced by its successor in the same incident when %s', (_, events) => {
      const before = incident(alarm(0, 'fast', 'ALARM'), ...events);
      expect(before).toMatchObject({ status: 'open', members: ['orders'], pages: 1 });
      expect(Object.keys(before.registers)).toEqual(['orders/quick']);
      const clear = incident(alarm(0, 'fast', 'ALARM'), ...events, successor(20, 'OK'));
      expect(pending(clear, START + (20 + hour) * MINUTE).map(({ event }) => event.type)).toEqual(['mitigated']);
    });
  });
});
