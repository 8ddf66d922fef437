import type { IncidentEvent } from '../../../lib/model/contracts/incident-event';
import {
  advance,
  fold,
  type IncidentState,
  isPageLost,
  NOBODY,
  type People,
  pageNow,
  pagerDecides,
  pending,
  targetsOf,
} from '../../../lib/model/incident';
import { commandEvent } from '../../../lib/model/incident/commands';
import { pageOf } from '../../../lib/model/incident/page-together';
import { composeDocument, composeNote } from '../../../lib/model/wording';
import { alarm, deed, deletion, incident, MINUTE, report, START, shared, timer } from '../../support/incidents';

const hour = 60;
const burns = [alarm(0, 'evidence', 'ALARM'), alarm(0, 'fast', 'ALARM')];
const calm = [...burns, alarm(20, 'fast', 'OK'), timer(80, 'mitigated')];
const snoozed = [...burns, deed(10, 'mitigated', {})];
const people: People = { answer: true, awaitNews: false, workTickets: false, pager: true };

describe('the call to whoever is on duty', () => {
  it.each<[string, readonly IncidentEvent[], object | undefined]>([
    ['is none while it is a ticket', [alarm(0, 'ticket', 'ALARM')], undefined],
    ['is none for a test of the way', [alarm(0, 'test', 'ALARM', { entry: { canary: true } })], undefined],
    ['begins with the page', burns, { cycle: 1, state: 'calling' }],
    ['begins when a ticket becomes a page', [alarm(0, 'ticket', 'ALARM'), ...burns], { cycle: 1, state: 'calling' }],
    [
      'begins although somebody took the ticket that it was: who did so hours ago has not answered',
      [
        alarm(0, 'ticket', 'ALARM'),
        deed(5, 'acknowledged', {}),
        alarm(200, 'evidence', 'ALARM'),
        alarm(200, 'fast', 'ALARM'),
      ],
      { cycle: 1, state: 'calling' },
    ],
    ['goes on while more breaks', [...burns, alarm(5, 'slow', 'ALARM')], { cycle: 1, state: 'calling' }],
    ['goes on when it is told again', [...burns, timer(15, 'notifiedAgain')], { cycle: 1, state: 'calling' }],
    ['is acknowledged', [...burns, deed(2, 'acknowledged', {})], { cycle: 1, state: 'acknowledged' }],
    ['is over when it is mitigated', calm, { cycle: 1, state: 'over' }],
    ['is over when somebody says so', snoozed, { cycle: 1, state: 'over' }],
    [
      'is over for a false positive',
      [...burns, deed(5, 'falsePositive', { reason: 'test' })],
      { cycle: 1, state: 'over' },
    ],
    [
      'stays over when it comes back within the hour',
      [...calm, alarm(100, 'fast', 'ALARM')],
      { cycle: 1, state: 'over' },
    ],
    [
      'begins anew when nobody is on what came back within the hour',
      [...calm, alarm(100, 'fast', 'ALARM'), timer(115, 'notifiedAgain')],
      { cycle: 2, state: 'calling' },
    ],
    ['begins anew when it comes back later', [...calm, alarm(150, 'fast', 'ALARM')], { cycle: 2, state: 'calling' }],
    [
      'begins anew when a snooze ends, within the hour',
      [...snoozed, timer(40, 'reopened')],
      { cycle: 2, state: 'calling' },
    ],
    ['begins with customers who report it', [report(0, 3)], { cycle: 1, state: 'calling' }],
  ])('%s', (_, events, page) => {
    const state = incident(...events);
    expect(pageNow(state)).toEqual(page);
    expect(composeDocument('inc-1', state, 'engineers').page).toEqual(page);
  });

  it.each<[string, readonly IncidentEvent[]]>([
    ['a snooze that is over', [...snoozed, timer(40, 'reopened')]],
    ["another incident's call that is over", [...burns, shared(1), timer(90, 'pageUnshared')]],
  ])('says what burns after %s, and not that customers report it', (_, events) => {
    const state = incident(...events);
    expect(state.milestones.at(-1)).toMatchObject({ kind: 'paged', slo: 'orders', alarm: 'fast' });
    const said = composeNote(state, state.milestones.slice(-1), 'engineers').paragraphs.join(' ');
    expect(said).toContain('The on-call engineer is woken: many requests fail in orders (SEV2).');
  });

  it('is said to be none when it comes back within the hour, and comes a quarter of an hour later where nobody is on it', () => {
    const state = incident(...calm, alarm(100, 'fast', 'ALARM'));
    const said = (audience: 'engineers' | 'support') =>
      composeNote(state, state.milestones.slice(-2), audience).paragraphs.join(' ');
    expect(said('engineers')).toContain('Nobody is woken once more: it came back within 1 h (SEV2).');
    expect(said('support')).not.toContain('was called');
    expect(composeDocument('inc-1', state, 'engineers').paragraphs.join(' ')).not.toContain('was woken.');
    expect(pending(state, START + 114 * MINUTE, people)).toEqual([]);
    expect(pending(state, START + 115 * MINUTE, people).map(({ event }) => event.type)).toEqual(['notifiedAgain']);
    const taken = incident(...calm, alarm(100, 'fast', 'ALARM'), deed(101, 'acknowledged', {}));
    expect(pending(taken, START + 115 * MINUTE, people)).toEqual([]);
  });

  it('after a person said "mitigated" comes once, and not again and again', () => {
    expect(pending(incident(...snoozed), START + 40 * MINUTE, people).map(({ event }) => event.type)).toEqual([
      'reopened',
    ]);
    const again = incident(...snoozed, timer(40, 'reopened'));
    expect(pending(again, START + 54 * MINUTE, people)).toEqual([]);
    // Slack is told again, the pager goes on by itself.
    expect(pending(again, START + 55 * MINUTE, people).map(({ event }) => event.type)).toEqual(['notifiedAgain']);
    expect(pageNow(incident(...snoozed, timer(40, 'reopened'), timer(55, 'notifiedAgain')))).toEqual(pageNow(again));
  });
});

describe('a call that belongs to another one', () => {
  const added = [...burns, shared(1)];

  it('is added to that, and ends with its own incident', () => {
    const other = { incident: 'inc-other', cycle: 1 };
    expect(pageNow(incident(...added))).toEqual({ cycle: 1, state: 'calling', with: other });
    expect(pageNow(incident(...added, alarm(20, 'fast', 'OK'), timer(80, 'mitigated')))).toEqual({
      cycle: 1,
      state: 'over',
    });
  });

  it('is added to none where the log does not say to which', () => {
    const { cycle: _, ...before } = shared(1) as Extract<IncidentEvent, { type: 'pageShared' }>;
    expect(pageNow(incident(...burns, before))).toEqual({ cycle: 1, state: 'calling' });
  });

  it.each<[string, readonly IncidentEvent[], IncidentState | undefined, boolean]>([
    ['the other one is called', added, incident(...burns), false],
    ['the other one is acknowledged', added, incident(...burns, deed(2, 'acknowledged', {})), false],
    ['the other one is over', added, incident(...calm), true],
    ['the other one called anew', added, incident(...snoozed, timer(40, 'reopened')), true],
    ['the other one cannot be read', added, undefined, true],
    [
      'the other one is over, and somebody is on this',
      [...added, deed(3, 'acknowledged', {})],
      incident(...calm),
      false,
    ],
    ['the other one is over, and this burns no more', [...added, alarm(20, 'fast', 'OK')], incident(...calm), false],
    ['it is its own', burns, incident(...calm), false],
    [
      'the other one is over, and a person called this mitigated',
      [...added, deed(3, 'mitigated', {})],
      incident(...calm),
      false,
    ],
  ])('%s', (_, events, other, isLost) => {
    expect(isPageLost(incident(...events), other, START + 90 * MINUTE)).toBe(isLost);
  });

  it('is made by itself when it would be lost, says which alarm burns, and is told again when nobody answers', () => {
    const state = incident(...added, timer(90, 'pageUnshared'));
    expect(pageNow(state)).toEqual({ cycle: 2, state: 'calling' });
    expect(state).toMatchObject({ pages: 1, cycles: 2 });
    expect(state.milestones.at(-1)).toMatchObject({ kind: 'paged', slo: 'orders', alarm: 'fast' });
    expect(pending(state, START + 104 * MINUTE, people)).toEqual([]);
    expect(pending(state, START + 105 * MINUTE, people).map(({ event }) => event.type)).toEqual(['notifiedAgain']);
  });

  it('may be shared once more', () => {
    const again = { ...shared(91, 'inc-third'), cycle: 4 } as IncidentEvent;
    const state = incident(...added, timer(90, 'pageUnshared'), again);
    expect(pageNow(state)).toEqual({ cycle: 2, state: 'calling', with: { incident: 'inc-third', cycle: 4 } });
    expect(state.pages).toBe(0);
  });
});

describe('who hears of a page', () => {
  const every = [{ name: 'chat' }, { name: 'pager', pager: true }, { name: 'night', pager: true }];
  const to = (...targets: string[]) => ({ entry: { routes: [{ targets, from: 'info' as const }] } });
  const engineers = every.map((target) => ({ ...target, audience: 'engineers' as const }));

  it.each<[string, readonly IncidentEvent[], readonly string[]]>([
    ['a ticket', [alarm(0, 'ticket', 'ALARM')], ['chat']],
    ['a ticket whose route names a pager alone', [alarm(0, 'ticket', 'ALARM', to('pager'))], []],
    ['a ticket whose route names nobody that exists', [alarm(0, 'ticket', 'ALARM', to('pagr'))], ['chat']],
    ['a page', burns, ['chat', 'night', 'pager']],
    ['a page whose route names one', [alarm(0, 'fast', 'ALARM', to('chat', 'pager'))], ['chat', 'pager']],
    [
      'a page whose route names nobody that exists',
      [alarm(0, 'fast', 'ALARM', to('pagr'))],
      ['chat', 'night', 'pager'],
    ],
    ['a page that is over', calm, ['chat', 'night', 'pager']],
    ['a page of another incident', [...burns, shared(1)], ['chat', 'night', 'pager']],
  ])('%s', (_, events, names) => {
    expect(targetsOf(incident(...events), every)).toEqual(names);
  });

  it('is never a pager for a canary', () => {
    const canaries = every.map((target) => ({ ...target, canary: true }));
    expect(targetsOf(incident(alarm(0, 'fast', 'ALARM', { entry: { canary: true } })), canaries)).toEqual(['chat']);
  });

  it('is one route for one pager, whatever channels there are beside it', () => {
    const paged = (...targets: string[]) => pageOf(incident(alarm(0, 'fast', 'ALARM', to(...targets))), engineers);
    expect(paged('pager')).toEqual({ at: START, route: 'pager', cycle: 1 });
    expect(paged('chat', 'pager')).toEqual(paged('pager'));
    expect(paged('night')?.route).toBe('night');
    expect(paged('chat')?.route).toBe('chat');
  });
});

describe('a pager that owns the lifecycle', () => {
  const owned = (...[first, ...rest]: IncidentEvent[]) =>
    fold(
      [{ ...first!, rules: { pagerOwnsLifecycle: true } } as IncidentEvent, ...rest].map((event, n) => ({
        n: n + 1,
        event,
      })),
    )!;
  const clear = [...burns, alarm(20, 'fast', 'OK'), alarm(20, 'evidence', 'OK')];
  const due = (state: IncidentState, minute: number, hasPager = true) =>
    pending(state, START + minute * MINUTE, { ...NOBODY, pager: hasPager }).map(({ event }) => event.type);
  const command = (
    type: 'acknowledge' | 'mitigated' | 'resolve' | 'falsePositive',
    atPager: boolean,
    hasPager = true,
  ) => {
    const what = type === 'falsePositive' ? ({ type, reason: 'test' } as const) : { type };
    const at = START + 100 * MINUTE;
    return {
      version: 1,
      id: 'k',
      incident: 'i',
      at,
      by: { name: 'Dana' },
      via: 'pager',
      command: what,
      atPager,
      hasPager,
    } as const;
  };

  it('leaves the end to it and not to the clock', () => {
    expect(due(incident(...clear), 80)).toEqual(['mitigated']);
    expect(pagerDecides(owned(...clear), true)).toBe(true);
    expect(due(owned(...clear), 14 * 24 * hour)).toEqual([]);
  });

  it.each<[string, readonly IncidentEvent[]]>([
    ['that it never called', [alarm(0, 'ticket', 'ALARM'), alarm(20, 'ticket', 'OK')]],
    ["whose call is another incident's", [...clear, shared(21)]],
  ])('decides nothing of an incident %s', (_, events) => {
    const state = owned(...events);
    expect(pagerDecides(state, true)).toBe(false);
    expect(due(state, 2 * 24 * hour)).toEqual(['mitigated']);
  });

  it('decides nothing of what came back within the hour and called nobody', () => {
    const back = owned(...clear, deed(30, 'resolved', {}), alarm(50, 'fast', 'ALARM'), alarm(60, 'fast', 'OK'));
    expect(back.status).toBe('open');
    expect(due(back, 60 + hour)).toEqual(['mitigated']);
  });

  it('decides nothing of what no pager hears of: its alarms and people do', () => {
    expect(due(owned(...clear), 80, false)).toEqual(['mitigated']);
    for (const type of ['acknowledge', 'mitigated'] as const)
      expect(commandEvent(command(type, false, false), owned(...burns), START + 100 * MINUTE)).toHaveProperty('event');
    const refused = commandEvent(command('resolve', false, false), owned(...burns), START + 100 * MINUTE);
    expect(refused).toEqual({ refusal: expect.stringContaining('Nothing that is said here resolves it') });
  });

  it('resolves at once, by name, and says so', () => {
    const event = commandEvent(command('resolve', true), owned(...clear), START + 100 * MINUTE);
    expect(event).toMatchObject({ event: { type: 'resolved', key: 'k', by: { name: 'Dana' }, via: 'pager' } });
    const state = advance(owned(...clear), { n: 5, ...('event' in event && { event: event.event! }) })!;
    expect(state).toMatchObject({ status: 'resolved', resolvedBy: { name: 'Dana' }, pagedUntil: START + 100 * MINUTE });
    expect(commandEvent(command('resolve', true), state, START + 200 * MINUTE)).toEqual({ answer: 'Recorded.' });
    const said = composeDocument('inc-1', state, 'engineers').paragraphs.join(' ');
    expect(said).toContain('Dana resolved it at the pager.');
    expect(due(state, 100 + 24 * hour)).toEqual(['sealed']);
  });

  it('answers for an alarm that was deleted while it was on', () => {
    const state = owned(...burns, deletion(5, 'fast'), deed(30, 'resolved', {}));
    expect(Object.values(state.registers).filter(({ gone }) => gone)).toEqual([]);
  });

  it('opens again with a new call when it breaks again later', () => {
    const again = [alarm(300, 'evidence', 'ALARM'), alarm(300, 'fast', 'ALARM')];
    const state = owned(...clear, deed(30, 'resolved', {}), ...again);
    expect(pageNow(state)).toEqual({ cycle: 2, state: 'calling', pagerDecides: true });
    expect(state).not.toHaveProperty('resolvedBy');
  });

  it('may be passed by when nothing burns: what was said there may never have arrived, and it would go on for ever', () => {
    const decision = commandEvent(command('mitigated', false), owned(...clear), START + 100 * MINUTE);
    expect(decision).toHaveProperty('event.type', 'mitigated');
    const passedBy = owned(...clear, deed(100, 'mitigated', {}));
    expect(pageNow(passedBy)).toEqual({ cycle: 1, state: 'over' });
    expect(due(passedBy, 101)).toEqual(['resolved']);
  });

  it('hears each time that it burns anew, because it may have ended the call without our hearing of it', () => {
    const again = [alarm(300, 'evidence', 'ALARM'), alarm(300, 'fast', 'ALARM')];
    expect(pageNow(owned(...clear, ...again))).toMatchObject({ cycle: 1, state: 'calling', spell: 2 });
    expect(pageNow(owned(...clear, deed(30, 'acknowledged', {}), ...again))).toMatchObject({
      state: 'acknowledged',
      spell: 2,
    });
    for (const same of [owned(...burns), owned(...burns, alarm(20, 'slow', 'ALARM')), incident(...clear, ...again)])
      expect(pageNow(same)).not.toHaveProperty('spell');
  });

  it.each<[Parameters<typeof command>[0], boolean, string]>([
    ['resolve', false, 'Nothing that is said here resolves it'],
    ['acknowledge', false, 'please acknowledge or resolve it there'],
    ['mitigated', false, 'please acknowledge or resolve it there'],
  ])('refuses "%s" elsewhere', (type, atPager, refusal) => {
    const decision = commandEvent(command(type, atPager), owned(...burns), START + 100 * MINUTE);
    expect(decision).toEqual({ refusal: expect.stringContaining(refusal) });
  });

  it.each(['acknowledge', 'mitigated'] as const)('says to who presses "%s" after the end that it is over', (type) => {
    const over = owned(...clear, deed(30, 'resolved', {}));
    const decision = commandEvent(command(type, false), over, START + 100 * MINUTE);
    expect(decision).toEqual({ refusal: expect.stringContaining('it has been resolved since') });
  });

  it('does not go on ringing for what is merged', () => {
    const merged = {
      version: 1,
      type: 'merged',
      at: START + 5 * MINUTE,
      key: 'm',
      by: { name: 'Dana' },
      via: 'chat',
    } as const;
    const into = { into: 'inc-older', group: { account: '1', region: 'r', stage: 'prod', service: 'shop' } };
    expect(pageNow(owned(...burns, { ...merged, ...into }))).toEqual({ cycle: 1, state: 'over' });
  });

  it('takes its acknowledgement, and a false positive from anybody, which ends the call', () => {
    expect(commandEvent(command('acknowledge', true), owned(...burns), START)).toHaveProperty(
      'event.type',
      'acknowledged',
    );
    expect(commandEvent(command('falsePositive', false), owned(...burns), START)).toHaveProperty('event');
    const over = owned(...burns, deed(5, 'falsePositive', { reason: 'test' }));
    expect(pageNow(over)).toEqual({ cycle: 1, state: 'over' });
  });
});

test.each([true, false])(
  'nobody resolves an incident by a word where the pager owns nothing (at the pager: %s)',
  (atPager) => {
    const said = {
      version: 1,
      id: 'k',
      incident: 'i',
      at: START,
      by: { name: 'Dana' },
      via: 'pager',
      command: { type: 'resolve' },
      atPager,
    } as const;
    expect(commandEvent(said, incident(...burns), START)).toHaveProperty('refusal');
    expect(commandEvent(said, incident(...calm), START)).toHaveProperty('refusal');
  },
);
