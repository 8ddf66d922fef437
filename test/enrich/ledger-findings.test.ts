import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { RULES } from '../../lib/model/incident';
import { alarm, incident, MINUTE, START, timer } from '../support/incidents';
import { Harness } from './harness';
import { GROUP } from './memory-incidents';
import { subject } from './subject';

const harness = Harness.forTests();

describe('segments that have trouble now', () => {
  const find = async () => (await harness.find(['segments'], subject())).segments;
  const open = [alarm(0, 'fast', 'ALARM')];

  it('are those of the same service with an open incident', async () => {
    harness.incidents
      .add('inc-1', open, { segment: 'eu' })
      .add('inc-2', open, { segment: 'us' })
      .add('inc-3', open, { segment: 'asia', service: 'pay' })
      .add('inc-4', open, { segment: 'north', stage: 'staging' })
      .add('inc-5', open, { segment: 'south', account: '999988887777' })
      .add('inc-6', open);
    expect(await find()).toEqual(['eu', 'us']);
  });

  it.each([
    ['that recovered', [...open, timer(60, 'mitigated')]],
    ['in shadow', [alarm(0, 'fast', 'ALARM', { entry: { shadow: true } })]],
    ['that are canaries', [alarm(0, 'fast', 'ALARM', { entry: { canary: true } })]],
  ])('are not those %s', async (_, events) => {
    harness.incidents.add('inc-2', events, { segment: 'us' });
    expect(await find()).toEqual([]);
  });
});

describe('the earlier incident that this one may repeat', () => {
  const person = { version: 1, by: { name: 'Kim' }, via: 'slack', key: 'k' } as const;
  const cause = { tag: 'data', text: 'A lock in the orders table' } as const;
  const past: IncidentEvent[] = [
    alarm(-600, 'fast', 'ALARM'),
    {
      version: 1,
      type: 'enriched',
      at: START - 595 * MINUTE,
      findings: { budgets: { orders: { status: 'OK', left: 0.7 } } },
    },
    { ...person, type: 'causeNamed', at: START - 590 * MINUTE, cause },
    {
      version: 1,
      type: 'enriched',
      at: START - 500 * MINUTE,
      findings: {
        budgets: { orders: { status: 'BREACHED', left: -0.1 } },
        contributors: [{ operation: 'POST /orders', bad: 5, total: 9, share: 1 }],
        traces: [{ id: '1-a', exception: 'LockTimeout' }],
      },
    },
  ];
  const find = async () => (await harness.find(['earlier'], subject())).earlier;

  it('is told with its cause and what it did to the budget', async () => {
    harness.incidents.earlier = [{ id: 'inc-0', state: incident(...past) }];
    expect(await find()).toEqual({
      incident: 'inc-0',
      openedAt: START - 600 * MINUTE,
      cause,
      operation: 'POST /orders',
      exception: 'LockTimeout',
      budgetUsed: expect.closeTo(0.8, 9),
      budgetGone: true,
    });
  });

  it('is looked for within the rules of the incident, before it', async () => {
    await find();
    expect(harness.incidents.askedEarlier).toEqual([[GROUP, 'inc-1', START - RULES.repeatWindowMs]]);
  });

  it('is the newest that began with the same SLO and was a real one', async () => {
    const began = (slo: string, ...more: IncidentEvent[]) => incident(alarm(-600, 'fast', 'ALARM', { slo }), ...more);
    const falseAlarm = { ...person, type: 'falsePositive', at: START, reason: 'a test' } as const;
    harness.incidents.earlier = [
      { id: 'inc-false', state: began('orders', falseAlarm) },
      { id: 'inc-other', state: began('pay', alarm(-599, 'fast', 'ALARM')) },
      { id: 'inc-same', state: began('orders') },
      { id: 'inc-older', state: began('orders') },
    ];
    expect(await find()).toMatchObject({ incident: 'inc-same' });
  });

  it('is nothing where there is none', async () => {
    expect(await find()).toBeNull();
  });
});
