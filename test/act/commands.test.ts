import type { CommandRequest } from '../../lib/model/contracts/command';
import { advance, stateName } from '../../lib/model/incident';
import { commandEvent, type Decision, type OwnRequest } from '../../lib/model/incident/commands';
import { alarm, incident, MINUTE, START } from '../support/incidents';
import { STATES, type StateKind, sam } from './states';

const NOW = START + 10_000 * MINUTE;

const COMMANDS = {
  acknowledge: { type: 'acknowledge' },
  mitigated: { type: 'mitigated' },
  falsePositive: { type: 'falsePositive', reason: 'A load test.' },
  nameCause: { type: 'nameCause', tag: 'deployment', cause: 'Release 7' },
  closeCause: { type: 'closeCause', how: 'followedUp' },
  note: { type: 'note', text: 'Looking', support: false },
  confirm: { type: 'confirm', customer: 'ZD-4711' },
  review: { type: 'review' },
} satisfies Readonly<Record<string, CommandRequest['command']>>;

function request(command: OwnRequest['command'], change: Partial<CommandRequest> = {}): OwnRequest {
  const by = { name: 'Dana', id: 'U7' };
  return { version: 1, id: 'slack:1', incident: 'inc-1', at: NOW, by, via: 'incidents', ...change, command };
}

/** What is appended, or what the person is told instead. */
function outcome(decision: Decision): string {
  if ('refusal' in decision) return decision.refusal;
  return `${decision.event?.type}: ${decision.answer}`;
}

const TEST = 'This is only a test of the way to you: there is nothing to do.';
const MERGED = 'This incident was merged into inc-00000000older: please do it there.';
const SAM_MITIGATED = 'Sam called it mitigated at 14 Nov, 21:10 (Europe/Paris).';
const QUIET = 'it has been mitigated since 14 Nov, 22:20 (Europe/Paris).';
const OVER = 'it has been resolved since 14 Nov, 23:20 (Europe/Paris).';
const FALSE = 'Sam called it a false positive at 14 Nov, 21:10 (Europe/Paris).';
const SEALED = `This incident is closed for good: ${OVER} Only its review can be recorded.`;
const BURNS = 'But alarms still fire: if they do so in 30 min, somebody is woken again.';
const NOT_YET = 'It can be reviewed when it is resolved, which it is not yet.';
const UNASKED =
  'No customer has to confirm this one: none reported it, and it is no SEV1 that customers notice. A note can be added instead.';
const ON_IT = 'acknowledged: Recorded: you are on it. Nobody is called again unless it comes back.';
const FIRST_CAUSE = 'causeNamed: Recorded. The incident is not resolved before the cause is dealt with.';
const CLOSED_FALSE = 'falsePositive: Recorded: the incident is closed as a false positive.';
const NO_CAUSE = 'No cause was named yet: please name it first.';
const NOTED = 'noted: Recorded.';

type Row = Readonly<Record<keyof typeof COMMANDS, string>>;

const OPEN: Row = {
  acknowledge: ON_IT,
  mitigated: `mitigated: Recorded. ${BURNS}`,
  falsePositive: CLOSED_FALSE,
  nameCause: FIRST_CAUSE,
  closeCause: NO_CAUSE,
  note: NOTED,
  confirm: UNASKED,
  review: NOT_YET,
};

/** Quiet for the reason given. */
function quiet(why: string): Row {
  return {
    ...OPEN,
    acknowledge: `There is nothing to acknowledge: ${why}`,
    mitigated: `There is nothing to do: ${why}`,
  };
}

function ended(why: string, nameCause: string): Row {
  const falsePositive = `There is nothing to do: ${why}`;
  const confirm = `It is too late for that: ${why} A note can still be added.`;
  return { ...quiet(why), falsePositive, nameCause, confirm, review: 'reviewed: Recorded.' };
}

function nothing(why: string, review = why): Row {
  const all = Object.fromEntries(Object.keys(COMMANDS).map((type) => [type, why])) as Record<keyof Row, string>;
  return { ...all, review };
}

const REPLACED = { ...OPEN, nameCause: 'causeNamed: Recorded instead of: Locks' };

const TABLE: Readonly<Record<StateKind, Row>> = {
  open: OPEN,
  reported: { ...OPEN, confirm: 'confirmed: Recorded.' },
  acknowledged: { ...OPEN, acknowledge: 'Sam acknowledged this at 14 Nov, 21:05 (Europe/Paris).' },
  'mitigated by the quiet': quiet(QUIET),
  'mitigated by Sam': quiet(SAM_MITIGATED),
  'back again': OPEN,
  'with a cause': { ...REPLACED, closeCause: 'causeClosed: Recorded.' },
  'with a cause that is closed': {
    ...REPLACED,
    closeCause: 'Sam closed the cause (fixed) at 14 Nov, 21:40 (Europe/Paris).',
  },
  confirmed: {
    ...quiet(SAM_MITIGATED),
    confirm: 'Sam recorded that ZD-1 confirmed at 14 Nov, 21:40 (Europe/Paris).',
  },
  resolved: ended(OVER, 'causeNamed: Recorded.'),
  'a false positive': ended(FALSE, `It has no cause: ${FALSE}`),
  sealed: nothing(SEALED, 'reviewed: Recorded.'),
  reviewed: nothing(SEALED, 'Sam recorded the review at 21 Nov, 03:00 (Europe/Paris).'),
  merged: nothing(MERGED),
  'only a test': nothing(TEST),
};

describe('what becomes of a command', () => {
  const rows = Object.entries(TABLE).flatMap(([state, row]) =>
    Object.values(COMMANDS).map((command) => [command.type, state as StateKind, row[command.type], command] as const),
  );

  it.each(rows)('%s when it is %s: %s', (_type, state, expected, command) => {
    expect(outcome(commandEvent(request(command), STATES[state], NOW))).toBe(expected);
  });

  it('S3.14: nothing that a person says makes an incident resolved while it burns, mitigated is allowed', () => {
    const state = STATES['with a cause'];
    for (const command of Object.values(COMMANDS).filter(({ type }) => type !== 'falsePositive')) {
      const decision = commandEvent(request(command), state, NOW);
      const event = 'event' in decision ? decision.event : undefined;
      expect(advance(state, { n: 9, ...(event && { event }) })?.status).toMatch(/open|mitigated/);
    }
  });

  it('is one event however often it is delivered', () => {
    const decision = commandEvent(request(COMMANDS.note), STATES.open, NOW);
    const event = 'event' in decision ? decision.event! : undefined;
    const noted = advance(STATES.open, { n: 2, event: event! })!;
    expect(commandEvent(request(COMMANDS.note), noted, NOW)).toEqual({ answer: 'Recorded.' });
    expect(commandEvent(request(COMMANDS.note, { id: 'slack:2' }), noted, NOW)).toHaveProperty('event');
  });

  it('is said by a name: the log keeps nothing else of the person', () => {
    expect(commandEvent(request(COMMANDS.acknowledge), STATES.open, NOW)).toMatchObject({
      event: { version: 1, type: 'acknowledged', at: NOW, key: 'slack:1', by: { name: 'Dana' }, via: 'incidents' },
    });
    expect(JSON.stringify(commandEvent(request(COMMANDS.acknowledge), STATES.open, NOW))).not.toContain('U7');
  });

  it('happened when it was said, and not in the future', () => {
    const at = (given: number) => commandEvent(request(COMMANDS.note, { at: given }), STATES.open, NOW);
    expect(at(NOW - MINUTE)).toMatchObject({ event: { at: NOW - MINUTE } });
    expect(at(NOW + MINUTE)).toMatchObject({ event: { at: NOW } });
  });

  it.each(['acknowledge', 'mitigated', 'falsePositive'] as const)(
    'means the trouble that was seen when it was said: %s',
    (type) => {
      const before = request(COMMANDS[type], { at: START + 90 * MINUTE });
      expect(commandEvent(before, STATES['back again'], NOW)).toEqual({
        refusal: 'It came back at 15 Nov, 00:20 (Europe/Paris), after this was pressed: please look again.',
      });
    },
  );

  it('promises no quiet night to whoever takes a ticket, which may still become a page', () => {
    const ticket = incident(alarm(0, 'ticket', 'ALARM'));
    expect(outcome(commandEvent(request(COMMANDS.acknowledge), ticket, NOW))).toBe(
      'acknowledged: Recorded: you are on it. Should it get so bad that somebody must be woken, somebody is.',
    );
  });

  it('confirms a SEV1 that customers notice although none reported it', () => {
    const stopped = incident(alarm(0, 'fast', 'ALARM', { critical: true }), sam(10, { type: 'mitigated' }));
    expect(outcome(commandEvent(request(COMMANDS.confirm), stopped, NOW))).toBe('confirmed: Recorded.');
  });

  it('replaces the address of a review, and says which earlier incident had the cause', () => {
    const url = 'https://wiki.example/r2';
    const again = commandEvent(request({ type: 'review', url }), STATES.reviewed, NOW);
    expect(again).toMatchObject({ event: { type: 'reviewed', url } });
    const repeat = request({ ...COMMANDS.nameCause, repeatOf: 'inc-00000earlier' });
    expect(commandEvent(repeat, STATES.open, NOW)).toMatchObject({ event: { repeatOf: 'inc-00000earlier' } });
  });

  it('tells mitigated what it waits for', () => {
    const clear = incident(alarm(0, 'fast', 'ALARM'), alarm(20, 'fast', 'OK'));
    const answer = 'mitigated: Recorded. It is resolved when every alarm has been clear for a while.';
    expect(outcome(commandEvent(request(COMMANDS.mitigated), clear, NOW))).toBe(answer);
  });

  it('finds incidents where the table says that they are', () => {
    expect(Object.values(STATES).map(stateName)).toEqual([
      'open',
      'open',
      'acknowledged',
      'mitigated',
      'mitigated',
      'open',
      'open',
      'open',
      'confirmed',
      'resolved',
      'false positive',
      'resolved',
      'reviewed',
      'merged',
      'open',
    ]);
  });
});
