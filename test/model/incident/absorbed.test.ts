import type { IncidentEvent } from '../../../lib/model/contracts/incident-event';
import { fold, pending } from '../../../lib/model/incident';
import { entry } from '../../support/entries';
import { alarm, incident, MINUTE, START } from '../../support/incidents';

const at = START + 5 * MINUTE;
const absorbed: IncidentEvent = {
  version: 1,
  type: 'absorbed',
  at,
  incident: 'inc-younger',
  parts: [
    {
      entry: entry({ slo: 'visit', service: 'storefront', critical: true }),
      known: [{ alarm: 'fast', value: 'ALARM', at: at - MINUTE }],
    },
  ],
};

describe('an incident that takes over a younger one', () => {
  it('lives by the SLOs of both, as bad as the worse of the two', () => {
    const state = incident(alarm(0, 'ticket', 'ALARM'), absorbed);
    expect(state).toMatchObject({
      members: ['orders', 'visit'],
      absorbed: ['inc-younger'],
      severity: 'sev1',
      pages: 1,
    });
    expect(state.milestones.map(({ kind, text }) => [kind, text])).toEqual([
      ['opened', undefined],
      ['absorbed', 'inc-younger'],
      ['paged', undefined],
    ]);
    const halfOver = incident(alarm(0, 'ticket', 'ALARM'), absorbed, alarm(9, 'ticket', 'OK'));
    expect(pending(halfOver, START + 600 * MINUTE).map(({ event }) => event.type)).toEqual([]);
  });

  it('takes it over once', () => {
    const twice = incident(alarm(0, 'ticket', 'ALARM'), absorbed, absorbed);
    expect(twice.milestones).toEqual(incident(alarm(0, 'ticket', 'ALARM'), absorbed).milestones);
  });
});

describe('an incident that was merged', () => {
  it('is over, and says where it went on', () => {
    const { segment: _, ...group } = { account: '1', region: 'r', stage: 'prod', service: 'shop', segment: undefined };
    const merged = {
      version: 1,
      type: 'merged',
      at,
      key: 'k',
      by: { name: 'Dana' },
      via: 'chat',
      into: 'inc-older',
      group,
    } as const;
    const state = fold([alarm(0, 'fast', 'ALARM'), merged].map((event, index) => ({ n: index + 1, event })))!;
    expect(state).toMatchObject({
      status: 'resolved',
      sealed: true,
      end: { kind: 'merged', into: 'inc-older', group },
    });
    expect(pending(state, START + 9000 * MINUTE)).toEqual([]);
  });
});
