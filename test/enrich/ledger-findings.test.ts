import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { incidentId } from '../../lib/model/names';
import { alarm, MINUTE, START, timer } from '../support/incidents';
import { Harness } from './harness';
import { GROUP } from './ledger-logs';
import { GENERATION, subject } from './subject';

const harness = Harness.forTests();

describe('segments that have trouble now', () => {
  const find = async () => (await harness.find(['segments'], subject())).segments;
  const open = [alarm(0, 'fast', 'ALARM')];

  it('are those of the same service with an open incident', async () => {
    for (const group of [
      { segment: 'eu' },
      { segment: 'us' },
      { segment: 'asia', service: 'pay' },
      { segment: 'north', stage: 'staging' },
      { segment: 'south', account: '999988887777' },
      { segment: 'west', region: 'eu-west-3' },
      {},
    ])
      await harness.logs.add(open, group);
    expect(await find()).toEqual(['eu', 'us']);
  });

  it.each([
    ['that recovered', [...open, timer(60, 'mitigated')]],
    ['in shadow', [alarm(0, 'fast', 'ALARM', { entry: { shadow: true } })]],
    ['that are canaries', [alarm(0, 'fast', 'ALARM', { entry: { canary: true } })]],
  ])('are not those %s', async (_, events) => {
    await harness.logs.add(events, { segment: 'us' });
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
  const id = (generation: number) => incidentId(GROUP, generation);

  /** Incidents of the group in their order; the one that is looked at comes after them. */
  async function before(...all: (readonly IncidentEvent[])[]): Promise<void> {
    for (const [at, events] of all.entries()) await harness.logs.add(events, {}, GENERATION - all.length + at);
    await harness.logs.add([alarm(0, 'fast', 'ALARM')], {}, GENERATION);
  }

  it('is told with its cause and what it did to the budget', async () => {
    await before(past);
    expect(await find()).toEqual({
      incident: id(4),
      openedAt: START - 600 * MINUTE,
      cause,
      operation: 'POST /orders',
      exception: 'LockTimeout',
      budgetUsed: expect.closeTo(0.8, 9),
      budgetGone: true,
    });
  });

  it('is the newest that began with the same SLO and was a real one', async () => {
    const falseAlarm = { ...person, type: 'falsePositive', at: START, reason: 'a test' } as const;
    const began = (slo: string) => alarm(-600, 'fast', 'ALARM', { slo });
    const other = [began('pay'), alarm(-599, 'fast', 'ALARM')];
    await before([began('orders')], [began('orders')], other, [began('orders'), falseAlarm]);
    expect(await find()).toMatchObject({ incident: id(2) });
  });

  it.each([
    ['there is none', []],
    ['the last one is more than 28 days ago', [[alarm(-28 * 24 * 60 - 1, 'fast', 'ALARM')]]],
  ])('is nothing where %s', async (_, all) => {
    await before(...all);
    expect(await find()).toBeNull();
  });
});
