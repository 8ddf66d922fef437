import type { Findings } from '../../../lib/model/contracts/findings';
import {
  budgetUsed,
  type IncidentState,
  isCauseOpen,
  nextUpdateBy,
  type People,
  pending,
  possibleRepeat,
  priorityOf,
  stateName,
} from '../../../lib/model/incident';
import { alarm, deed, deletion, found, incident, MINUTE, report, START, timer } from '../../support/incidents';

const hour = 60;
const EVERYBODY: People = { answer: true, awaitNews: true, workTickets: true, pager: false };
const kinds = (state: IncidentState) => state.milestones.map(({ kind }) => kind);
const due = (state: IncidentState, minute: number, people = EVERYBODY) =>
  pending(state, START + minute * MINUTE, people).map(({ event }) => event.type);
const burning = [alarm(0, 'evidence', 'ALARM'), alarm(0, 'fast', 'ALARM')];
const quiet = alarm(20, 'fast', 'OK');
const cause = { tag: 'capacity', text: 'one query for each preview' } as const;

describe('the life of an incident in one word', () => {
  it.each([
    ['open', burning],
    ['acknowledged', [...burning, deed(2, 'acknowledged', {})]],
    ['mitigated', [...burning, deed(2, 'acknowledged', {}), quiet, timer(80, 'mitigated')]],
    ['open', [...burning, deed(2, 'acknowledged', {}), quiet, timer(80, 'mitigated'), alarm(99, 'fast', 'ALARM')]],
    [
      'open',
      [
        ...burning,
        quiet,
        timer(80, 'mitigated'),
        timer(140, 'resolved'),
        deed(150, 'reviewed', {}),
        alarm(160, 'fast', 'ALARM'),
      ],
    ],
    [
      'confirmed',
      [...burning, report(3, 1), quiet, timer(80, 'mitigated'), deed(90, 'confirmed', { customer: 'ZD-1' })],
    ],
    ['resolved', [...burning, quiet, timer(80, 'mitigated'), timer(140, 'resolved')]],
    ['unconfirmed', [...burning, report(3, 1), quiet, timer(80, 'mitigated'), timer(1600, 'resolved')]],
    ['false positive', [...burning, deed(5, 'falsePositive', { reason: 'a load test' })]],
    [
      'reviewed',
      [
        ...burning,
        quiet,
        timer(80, 'mitigated'),
        timer(140, 'resolved'),
        timer(1600, 'sealed'),
        deed(9000, 'reviewed', {}),
      ],
    ],
  ] as const)('%s', (name, events) => {
    expect(stateName(incident(...events))).toBe(name);
  });

  it('takes nothing after the end of its log but what was learned', () => {
    const over = [...burning, quiet, timer(80, 'mitigated'), timer(140, 'resolved'), timer(1600, 'sealed')];
    const late = incident(...over, deed(1700, 'noted', { text: 'late', support: false }), alarm(1701, 'fast', 'ALARM'));
    expect(late).toMatchObject({ status: 'resolved', sealed: true });
    expect(late.milestones).toEqual(incident(...over).milestones);
  });

  it('counts the same deed once', () => {
    const once = deed(2, 'noted', { text: 'looking', support: false });
    expect(kinds(incident(...burning, once, once))).toEqual(['opened', 'paged', 'noted']);
  });
});

describe('S3.14: killing the query is not the end', () => {
  const named = [...burning, deed(9, 'causeNamed', { cause }), deed(10, 'mitigated', {}), quiet];

  it('is mitigated while the cause is open, and not resolved', () => {
    const state = incident(...named);
    expect([state.status, isCauseOpen(state)]).toEqual(['mitigated', true]);
    expect(due(state, 14 * 24 * hour, { ...EVERYBODY, workTickets: false, pager: false })).toEqual([]);
  });

  it.each(['fixed', 'followedUp'] as const)('is resolved once somebody says that it is %s', (how) => {
    const state = incident(...named, deed(40, 'causeClosed', { how }));
    expect(due(state, 85)).toEqual(['resolved']);
  });

  it('is brought to mind after four working hours', () => {
    // Saturday evening; Monday morning at nine begins the next working day, in Paris.
    const monday = (Date.parse('2026-11-16T08:00:00Z') - START) / MINUTE;
    expect(due(incident(...named), monday + 4 * hour - 1)).toEqual([]);
    expect(due(incident(...named), monday + 4 * hour)).toEqual(['reminded']);
  });
});

describe('a person who says "mitigated" while it burns', () => {
  const said = [...burning, deed(10, 'mitigated', {})];

  it('is believed for 30 minutes, then somebody is woken once', () => {
    expect(due(incident(...said), 39)).toEqual([]);
    expect(due(incident(...said), 40)).toEqual(['reopened']);
    const again = incident(...said, timer(40, 'reopened'));
    expect(again).toMatchObject({ status: 'open', pages: 2, episode: { reopened: true, paged: true } });
  });

  it('is not contradicted by another alarm meanwhile, and is by one that begins later', () => {
    expect(incident(...said, alarm(25, 'slow', 'ALARM')).status).toBe('mitigated');
    expect(incident(...said, quiet, alarm(45, 'fast', 'ALARM'))).toMatchObject({ status: 'open', pages: 1 });
  });

  it('answers for an alarm that was deleted while it was on', () => {
    const gone = [...burning, deletion(5, 'fast')];
    expect(due(incident(...gone, timer(15, 'notifiedAgain')), 500, { ...EVERYBODY, awaitNews: false })).toEqual([]);
    expect(due(incident(...gone, deed(10, 'mitigated', {})), 75)).toEqual(['resolved']);
  });

  it('is right when the alarms clear', () => {
    expect(due(incident(...said, quiet), 60)).toEqual([]);
    expect(due(incident(...said, quiet), 80)).toEqual(['resolved']);
  });
});

describe('a page that nobody acknowledges', () => {
  it('is told again after 15 minutes, once', () => {
    expect(due(incident(...burning), 14)).toEqual([]);
    expect(due(incident(...burning), 15)).toEqual(['notifiedAgain']);
    expect(due(incident(...burning, timer(15, 'notifiedAgain')), 29)).toEqual([]);
    expect(incident(...burning, timer(15, 'notifiedAgain')).pages).toBe(1);
  });

  it.each([
    ['somebody is on it', [deed(3, 'acknowledged', {})], EVERYBODY],
    ['it has stopped', [quiet], EVERYBODY],
    ['nobody can answer', [], { ...EVERYBODY, answer: false }],
  ] as const)('is not told again when %s', (_why, events, people) => {
    expect(due(incident(...burning, ...events), 25, people)).toEqual([]);
  });

  it('is not told again where somebody was woken for another incident a moment before', () => {
    const shared = { version: 1, type: 'pageShared', at: START, with: 'inc-other' } as const;
    const state = incident(...burning, shared);
    expect(state.pages).toBe(0);
    expect(kinds(state)).toEqual(['opened', 'pageShared']);
    expect(due(state, 25)).toEqual([]);
  });
});

describe('news that support was promised', () => {
  it.each([
    [true, 10, 30],
    [false, 30, 60],
  ])('critical: %s: first after %d min, then every %d', (critical, first, every) => {
    const on = [
      alarm(0, 'evidence', 'ALARM', { critical }),
      alarm(0, 'fast', 'ALARM', { critical }),
      deed(0, 'acknowledged', {}),
    ];
    const opened = incident(...on.slice(0, 2));
    expect(nextUpdateBy(opened)).toBe(START + first * MINUTE);
    const news = incident(...on, deed(7, 'noted', { text: 'We found it.', support: true }));
    expect(nextUpdateBy(news)).toBe(START + (7 + every) * MINUTE);
    expect(due(news, 7 + every - 1)).toEqual([]);
    expect(due(news, 7 + every)).toEqual(['updateMissed']);
    const missed = incident(...on, { version: 1, type: 'updateMissed', at: START + 40 * MINUTE, promised: START });
    expect([missed.missedUpdates, nextUpdateBy(missed)]).toEqual([1, START + (40 + every) * MINUTE]);
  });

  it('is promised by no ticket, no end, and nobody where support does not read along', () => {
    expect(nextUpdateBy(incident(alarm(0, 'ticket', 'ALARM')))).toBeUndefined();
    expect(nextUpdateBy(incident(...burning, quiet, timer(80, 'mitigated')))).toBeUndefined();
    expect(due(incident(...burning, deed(1, 'acknowledged', {})), 300, { ...EVERYBODY, awaitNews: false })).toEqual([]);
  });

  it.each([
    ['a ticket becomes a page', [alarm(0, 'ticket', 'ALARM'), alarm(8, 'fast', 'ALARM')], 8],
    ['a second SLO joins', [...burning, alarm(4, 'fast', 'ALARM', { slo: 'preview' })], 4],
    [
      'it comes back',
      [...burning, deed(2, 'acknowledged', {}), quiet, timer(80, 'mitigated'), alarm(99, 'fast', 'ALARM')],
      99,
    ],
  ] as const)('is promised as at first where %s: nobody has said yet what is done', (_, events, minute) => {
    expect(nextUpdateBy(incident(...events))).toBe(START + (minute + 30) * MINUTE);
  });

  it('is not news what engineers say among themselves', () => {
    const note = deed(7, 'noted', { text: 'p99 is up', support: false });
    expect(nextUpdateBy(incident(...burning, note))).toBe(START + 30 * MINUTE);
  });
});

describe('an open ticket', () => {
  it('is brought to mind every four working hours, and not at night', () => {
    const monday = (Date.parse('2026-11-16T08:00:00Z') - START) / MINUTE;
    const state = incident(alarm(monday, 'ticket', 'ALARM'));
    expect(due(state, monday + 4 * hour - 1)).toEqual([]);
    expect(due(state, monday + 4 * hour)).toEqual(['reminded']);
    const evening = incident(alarm(monday + 6 * hour, 'ticket', 'ALARM'));
    expect(due(evening, monday + 24 * hour + 2 * hour - 1)).toEqual([]);
    expect(due(evening, monday + 24 * hour + 2 * hour)).toEqual(['reminded']);
  });

  it('is not brought to mind where it is a page, which is told otherwise', () => {
    const monday = (Date.parse('2026-11-16T08:00:00Z') - START) / MINUTE;
    const paged = incident(alarm(monday, 'fast', 'ALARM'), deed(monday, 'acknowledged', {}));
    expect(due(paged, monday + 7 * hour, { ...EVERYBODY, awaitNews: false })).toEqual([]);
  });
});

describe('S3.37: the customer has the last word', () => {
  const over = (events: readonly ReturnType<typeof alarm>[]) => incident(...events, quiet, timer(80, 'mitigated'));
  const critical = [
    alarm(0, 'evidence', 'ALARM', { critical: true }),
    alarm(0, 'fast', 'ALARM', { critical: true }),
    alarm(20, 'fast', 'OK', { critical: true }),
    timer(80, 'mitigated'),
  ];

  it('where a report is attached', () => {
    const state = over([...burning, report(3, 1)]);
    expect(due(state, 80 + 24 * hour - 1)).toEqual([]);
    expect(due(state, 80 + 24 * hour)).toEqual(['resolved']);
    const closed = incident(...burning, report(3, 1), quiet, timer(80, 'mitigated'), timer(80 + 24 * hour, 'resolved'));
    expect(closed).toMatchObject({ status: 'resolved', end: { kind: 'unconfirmed' } });
    expect(kinds(closed)).toContain('unconfirmed');
  });

  it('where a SEV1 is customer-facing', () => {
    expect(due(incident(...critical), 200)).toEqual([]);
    const confirmed = incident(...critical, deed(100, 'confirmed', { customer: 'the buyer of order 12' }));
    expect(confirmed.confirmation?.confirmed).toEqual({
      at: START + 100 * MINUTE,
      by: { name: 'Dana' },
      customer: 'the buyer of order 12',
    });
    expect(due(confirmed, 200)).toEqual(['resolved']);
  });

  it('which counts until another customer speaks up', () => {
    const confirmed = [
      ...burning,
      report(3, 1),
      quiet,
      timer(80, 'mitigated'),
      deed(90, 'confirmed', { customer: 'ZD-1' }),
    ];
    expect(due(incident(...confirmed), 100)).toEqual(['resolved']);
    const again = incident(...confirmed, report(95, 2));
    expect(again.confirmation).toEqual({ askedAt: START + 95 * MINUTE });
    expect(due(again, 160)).toEqual([]);
  });

  it('and nobody is asked otherwise', () => {
    expect(over(burning).confirmation).toBeUndefined();
    expect(due(over(burning), 80)).toEqual(['resolved']);
  });
});

describe('S3.20: a second outage for the same cause', () => {
  const first = {
    incident: 'inc-first',
    openedAt: START - 7 * 24 * hour * MINUTE,
    cause,
    budgetUsed: 0.6,
    budgetGone: true,
  };
  const findings = (more: Partial<NonNullable<Findings['earlier']>> = {}, rest: Findings = {}): Findings => ({
    earlier: { ...first, ...more },
    budgets: { orders: { status: 'OK', left: 0.4 } },
    ...rest,
  });
  const ticket = [alarm(0, 'ticket', 'ALARM')];

  it('is only possible at first', () => {
    const state = incident(...ticket, found(1, findings()));
    expect(state.repeatOf).toBeUndefined();
    expect(possibleRepeat(state)?.incident).toBe('inc-first');
    expect(priorityOf(state)).toBe('P3');
  });

  it('is one when a person says so: the ticket is raised, and nobody is woken', () => {
    const state = incident(...ticket, found(1, findings()), deed(9, 'causeNamed', { cause, repeatOf: 'inc-first' }));
    expect(state).toMatchObject({ repeatOf: 'inc-first', severity: 'sev3', pages: 0 });
    expect(priorityOf(state)).toBe('P2');
    expect(possibleRepeat(state)).toBeUndefined();
    expect(kinds(state)).toEqual(['opened', 'causeNamed', 'repeated']);
  });

  it('is one when operation and exception, or dependency, are the same', () => {
    const contributors = [{ operation: 'GET /preview', bad: 9, total: 9, share: 1 }];
    const traces = [{ id: '1-a', exception: 'LockTimeout' }];
    const dependency = { name: 'orders-database', bad: 9, total: 9 };
    const same = { operation: 'GET /preview', exception: 'LockTimeout', dependency: 'orders-database' };
    const repeatOf = (rest: Findings) => incident(...ticket, found(1, findings(same, rest))).repeatOf;
    expect(repeatOf({ contributors, traces })).toBe('inc-first');
    expect(repeatOf({ contributors, dependency })).toBe('inc-first');
    expect(repeatOf({ contributors })).toBeUndefined();
    expect(repeatOf({ traces, dependency })).toBeUndefined();
    const reported = incident(
      ...ticket,
      report(1, 1, { exception: 'LockTimeout' }),
      found(2, findings(same, { contributors })),
    );
    expect(reported.repeatOf).toBe('inc-first');
  });

  it('is as bad as it gets when the budget is gone a second time, and still wakes nobody', () => {
    const gone = { budgets: { orders: { status: 'BREACHED', left: -0.1 } } } as const;
    const state = incident(
      ...ticket,
      found(1, findings({}, gone)),
      deed(9, 'causeNamed', { cause, repeatOf: 'inc-first' }),
    );
    expect(state).toMatchObject({ severity: 'sev1', pages: 0, tickets: 1 });
    expect(priorityOf(state)).toBe('P1');
  });

  it('promises support news from the moment at which it became so bad, not from before', () => {
    const gone = { budgets: { orders: { status: 'BREACHED', left: -0.1 } } } as const;
    const state = incident(
      ...ticket,
      found(200, findings({}, gone)),
      deed(300, 'causeNamed', { cause, repeatOf: 'inc-first' }),
    );
    expect(kinds(state)).toEqual(['opened', 'causeNamed', 'worse', 'repeated']);
    expect(due(state, 309)).not.toContain('updateMissed');
    expect(due(state, 310)).toContain('updateMissed');
  });

  it('is of the incident that a person named, whatever is found out later', () => {
    const same = { operation: 'GET /preview', exception: 'LockTimeout' };
    const contributors = [{ operation: 'GET /preview', bad: 9, total: 9, share: 1 }];
    const traces = [{ id: '1-a', exception: 'LockTimeout' }];
    const named = deed(9, 'causeNamed', { cause, repeatOf: 'inc-older' });
    const state = incident(...ticket, named, found(20, findings(same, { contributors, traces })));
    expect(state.repeatOf).toBe('inc-older');
  });
});

test('a budget without data is nothing to compare a later one with', () => {
  const budget = (minute: number, its: NonNullable<Findings['budgets']>[string]) =>
    found(minute, { budgets: { orders: its } });
  const state = incident(
    ...burning,
    budget(1, { status: 'INSUFFICIENT_DATA' }),
    budget(5, { status: 'OK', left: 0.75 }),
    budget(20, { status: 'OK', left: 0.5 }),
  );
  expect(budgetUsed(state, 'orders')).toBe(0.25);
});

test('a false positive keeps its alarm as long as it fires, and is then closed for good', () => {
  const closed = [...burning, deed(5, 'falsePositive', { reason: 'a load test' })];
  expect(due(incident(...closed), 48 * hour)).toEqual([]);
  expect(due(incident(...closed, alarm(47 * hour, 'fast', 'OK')), 48 * hour)).toEqual(['sealed']);
});
