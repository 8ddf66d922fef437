import type { AlarmValue } from '../../../lib/model/contracts/alarm-event';
import type { IncidentEvent } from '../../../lib/model/contracts/incident-event';
import { decide, pending, targetsOf } from '../../../lib/model/incident';
import { composeDocument } from '../../../lib/model/wording';
import { alarm, deletion, incident, MINUTE, START, timer } from '../../support/incidents';

const TARGETS = [{ name: 'channel' }, { name: 'tickets' }];
const shadow = (minute: number, name: string, value: AlarmValue, slo = 'preview') =>
  alarm(minute, name, value, { slo, entry: { shadow: true } });
const real = (minute: number, name: string, value: AlarmValue, slo = 'orders') => alarm(minute, name, value, { slo });
const kinds = (events: readonly IncidentEvent[]) => incident(...events).milestones.map(({ kind }) => kind);

/** What the timers make of an incident by a minute, with as much traffic as usual. */
function due(events: readonly IncidentEvent[], minute: number): string[] {
  const answers = (questions: readonly unknown[]) => questions.map(() => ({ requests: 600, usual: 600 }));
  return pending(incident(...events), START + minute * MINUTE).flatMap(
    (event) => decide(event, answers(event.questions))?.type ?? [],
  );
}

/** What an incident is told with its first event. */
const calm = { alarm: 'evidence', value: 'OK', at: START - 9 * MINUTE } as const;

describe('an incident of SLOs in shadow', () => {
  const breach = [shadow(0, 'fast', 'ALARM'), shadow(1, 'evidence', 'ALARM')];

  it('is recorded and reaches nobody, not by fallback either', () => {
    const state = incident(...breach);
    expect(state).toMatchObject({ status: 'open', members: ['preview'], announced: [], severity: 'info' });
    expect(state).toMatchObject({ pages: 0, tickets: 0, peakSeverity: 'info' });
    expect(targetsOf(state, TARGETS)).toEqual([]);
    const misrouted = { entry: { shadow: true, routes: [{ targets: ['chanel'], from: 'info' as const }] } };
    expect(targetsOf(incident(alarm(0, 'fast', 'ALARM', misrouted)), TARGETS)).toEqual([]);
  });

  it('is mitigated, resolved, reopened and sealed as it would be', () => {
    const clear = [...breach, shadow(30, 'fast', 'OK')];
    expect(due(clear, 89)).toEqual([]);
    expect(due(clear, 90)).toEqual(['mitigated']);
    const mitigated = [...clear, timer(90, 'mitigated')];
    expect(incident(...mitigated)).toMatchObject({ status: 'mitigated', severity: 'info' });
    expect(due(mitigated, 150)).toEqual(['resolved']);
    const resolved = [...mitigated, timer(150, 'resolved')];
    expect(due(resolved, 150 + 24 * 60)).toEqual(['sealed']);
    const again = incident(...resolved, shadow(200, 'fast', 'ALARM'));
    expect(again).toMatchObject({ status: 'open', pages: 0, tickets: 0 });
    expect(targetsOf(again, TARGETS)).toEqual([]);
  });

  it('counts for a held tier, too, and wakes nobody by it', () => {
    const held = [{ ...shadow(0, 'fast', 'ALARM'), known: [calm] } as IncidentEvent];
    const [question] = pending(incident(...held), START + 15 * MINUTE);
    const counted = [...held, decide(question!, [{ bad: 3 }])!];
    expect(incident(...counted)).toMatchObject({ pages: 0 });
    expect(pending(incident(...counted), START + 20 * MINUTE)).toEqual([]);
  });

  it('does not wait for ever for an alarm that was deleted: nobody is asked', () => {
    const inShadow = [alarm(0, 'fast', 'ALARM', { entry: { shadow: true } }), deletion(5, 'fast')];
    expect(due(inShadow, 65)).toEqual(['mitigated']);
  });

  it('begins for people when the first SLO that is not in shadow breaks its promise', () => {
    const state = incident(...breach, shadow(30, 'fast', 'OK'), timer(90, 'mitigated'), real(95, 'fast', 'ALARM'));
    expect(state).toMatchObject({
      status: 'open',
      openedAt: START + 95 * MINUTE,
      openedBy: { slo: 'orders', alarm: 'fast' },
      announced: ['orders'],
      severity: 'sev2',
      pages: 1,
      tickets: 0,
    });
    expect(state.mitigatedAt).toBeUndefined();
    expect(state.milestones).toMatchObject([{ kind: 'opened', n: 5 }]);
    expect(targetsOf(state, TARGETS)).toEqual(['channel', 'tickets']);
  });
});

describe('an SLO in shadow that joins an incident which people follow', () => {
  const breach = [real(0, 'fast', 'ALARM'), real(30, 'fast', 'OK')];
  const document = (...events: IncidentEvent[]) => composeDocument('inc-1', incident(...events), 'engineers');

  it('changes nothing that anybody hears', () => {
    const joined = [real(0, 'ticket', 'ALARM'), shadow(1, 'fast', 'ALARM'), shadow(2, 'slow', 'ALARM')];
    expect(incident(...joined)).toMatchObject({
      severity: 'sev3',
      pages: 0,
      tickets: 1,
      downgraded: false,
      members: ['orders', 'preview'],
      announced: ['orders'],
    });
    expect(kinds(joined)).toEqual(['opened']);
    expect(document(...joined)).toEqual(document(joined[0]!));
    const routed = {
      slo: 'preview',
      entry: { shadow: true, routes: [{ targets: ['tickets'], from: 'info' as const }] },
    };
    const only = { entry: { routes: [{ targets: ['channel'], from: 'info' as const }] } };
    const both = incident(alarm(0, 'fast', 'ALARM', only), alarm(1, 'fast', 'ALARM', routed));
    expect(targetsOf(both, TARGETS)).toEqual(['channel']);
  });

  it('does not keep it open', () => {
    const events = [...breach, shadow(5, 'fast', 'ALARM'), shadow(6, 'ticket', 'ALARM'), shadow(7, 'no-data', 'ALARM')];
    expect(due(events, 89)).toEqual([]);
    expect(due(events, 90)).toEqual(['mitigated']);
    expect(due([...events, timer(90, 'mitigated')], 150)).toEqual(['resolved']);
  });

  it.each([
    ['mitigated', [timer(90, 'mitigated')]],
    ['resolved', [timer(90, 'mitigated'), timer(150, 'resolved')]],
  ] as const)('does not reopen it after "%s"', (status, ends) => {
    const state = incident(...breach, ...ends, shadow(200, 'fast', 'ALARM'));
    expect(state).toMatchObject({ status, pages: 1, tickets: 0 });
  });

  it('is not told as deleted', () => {
    const mixed = [
      real(0, 'fast', 'ALARM', 'preview'),
      alarm(1, 'fast', 'ALARM', { entry: { shadow: true } }),
      deletion(2, 'fast'),
    ];
    expect(kinds(mixed)).toEqual(['opened']);
  });
});

describe('an SLO that leaves shadow while its alarm fires', () => {
  it('is told of with the next event that brings its new entry', () => {
    const state = incident(shadow(0, 'fast', 'ALARM'), real(20, 'slow', 'ALARM', 'preview'));
    expect(state).toMatchObject({ announced: ['preview'], pages: 1, openedAt: START + 20 * MINUTE });
    expect(targetsOf(state, TARGETS)).toEqual(['channel', 'tickets']);
  });

  it('joins, and reopens, an incident that people follow', () => {
    const mixed = [real(0, 'fast', 'ALARM'), shadow(1, 'fast', 'ALARM')];
    expect(kinds([...mixed, real(9, 'slow', 'OK', 'preview')])).toEqual(['opened', 'joined']);
    const mitigated = [...mixed, real(30, 'fast', 'OK'), timer(90, 'mitigated')];
    const state = incident(...mitigated, real(99, 'slow', 'OK', 'preview'));
    expect(state).toMatchObject({ status: 'open', announced: ['orders', 'preview'] });
  });

  it('is not told of when nothing of it fires any more', () => {
    const state = incident(shadow(0, 'fast', 'ALARM'), real(20, 'fast', 'OK', 'preview'));
    expect(state).toMatchObject({ announced: [], tickets: 0 });
    expect(targetsOf(state, TARGETS)).toEqual([]);
  });
});

describe('an SLO that enters shadow while people follow its incident', () => {
  const entered = [real(0, 'fast', 'ALARM', 'preview'), shadow(20, 'slow', 'ALARM')];

  it('stays in it to the end, so that whoever heard of the beginning hears of the end', () => {
    const clear = [...entered, shadow(30, 'fast', 'OK'), shadow(40, 'slow', 'OK')];
    expect(due([...entered, shadow(30, 'fast', 'OK')], 200)).toEqual([]);
    expect(due(clear, 160)).toEqual(['mitigated']);
    const resolved = incident(...clear, timer(160, 'mitigated'), timer(220, 'resolved'));
    expect(targetsOf(resolved, TARGETS)).toEqual(['channel', 'tickets']);
  });

  it('does not reopen it afterwards', () => {
    const over = [...entered, shadow(30, 'fast', 'OK'), shadow(40, 'slow', 'OK')];
    const resolved = [...over, timer(160, 'mitigated'), timer(220, 'resolved')];
    const state = incident(...resolved, shadow(300, 'fast', 'ALARM'));
    expect(state).toMatchObject({ status: 'resolved', pages: 1 });
    expect(composeDocument('inc-1', state, 'engineers')).toEqual(
      composeDocument('inc-1', incident(...resolved), 'engineers'),
    );
  });
});
