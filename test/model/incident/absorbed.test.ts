import type { IncidentEvent } from '../../../lib/model/contracts/incident-event';
import { fold, pending } from '../../../lib/model/incident';
import { entry } from '../../support/entries';
import { alarm, incident, MINUTE, START, timer } from '../../support/incidents';

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

describe('customers who reported the younger incident', () => {
  const over = [alarm(0, 'fast', 'ALARM'), alarm(1, 'fast', 'OK'), timer(61, 'mitigated'), timer(121, 'resolved')];
  const heardAt = (minute: number, mergedAt = 130): IncidentEvent => {
    const time = START + minute * MINUTE;
    const report = { slo: 'visit', report: 'ZD-1', since: time, at: time, count: 1 };
    const heard = [{ slo: 'visit', at: time, more: 1 }];
    const parts = [{ entry: entry({ slo: 'visit', service: 'storefront' }), known: [] }];
    return { ...absorbed, at: START + mergedAt * MINUTE, parts, reports: [report], heard } as IncidentEvent;
  };

  it('open the older one again when they spoke up after its end: nobody else follows them', () => {
    const state = incident(...over, heardAt(125));
    expect(state).toMatchObject({ status: 'open', severity: 'sev3' });
    expect(incident(...over, heardAt(30)).status).toBe('resolved');
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
