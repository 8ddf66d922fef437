import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { suspectOf } from '../../lib/model/incident';
import { alarm, incident, MINUTE, START } from '../support/incidents';
import { Harness } from './harness';
import { ENTITY, subject } from './subject';

const NOW = START + 10 * MINUTE;
const harness = Harness.forTests();

/** As ListEntityEvents gives it; the person is one that nobody may find again. */
function change(minute: number, type = 'DEPLOYMENT', values: Record<string, unknown> = {}) {
  const Entity = { Type: 'Service', Name: 'shop', Environment: ENTITY.environment };
  const EventId = `event-${minute}-${type}`;
  const common = { AccountId: '111122223333', Region: 'eu-west-1', Entity, EventId, UserName: 'jane.doe@shop.example' };
  return { Timestamp: (START + minute * MINUTE) / 1000, ChangeEventType: type, ...common, ...values };
}

function answer(...pages: unknown[][]): void {
  harness.fake.answers.set('ListEntityEvents', ({ query }) => {
    const page = Number(query.get('NextToken') ?? 0);
    const NextToken = page + 1 < pages.length ? { NextToken: String(page + 1) } : {};
    return { StartTime: 0, EndTime: 0, ChangeEvents: pages[page], ...NextToken };
  });
}

describe('S1.4: what was changed lately', () => {
  it('lists deployments and changes of configuration, the newest first, from all pages', async () => {
    answer(
      [change(-90, 'CONFIGURATION', { EventName: 'PutScalingPolicy' }), change(-20)],
      [change(5), change(-170, 'CONFIGURATION')],
    );
    const { changes } = await harness.find(['changes'], subject());
    expect(changes).toEqual([
      { at: START + 5 * MINUTE, kind: 'DEPLOYMENT', service: 'shop' },
      { at: START - 20 * MINUTE, kind: 'DEPLOYMENT', service: 'shop' },
      { at: START - 90 * MINUTE, kind: 'CONFIGURATION', service: 'shop', name: 'PutScalingPolicy' },
      { at: START - 170 * MINUTE, kind: 'CONFIGURATION', service: 'shop' },
    ]);
  });

  it('asks for the service, from three hours before the first sign of trouble until now', async () => {
    await harness.find(['changes'], subject());
    const { input } = harness.fake.first('ListEntityEvents');
    expect(input).toMatchObject({
      Entity: { Type: 'Service', Name: 'shop', Environment: 'eks:prod/shop' },
      StartTime: (START - 180 * MINUTE) / 1000,
      EndTime: NOW / 1000,
    });
  });

  it('keeps no name of whoever changed it, nowhere', async () => {
    answer([change(-20)]);
    const found = await harness.find(['changes'], subject());
    const logged = [console.info, console.warn, console.error].map((one) => (one as jest.Mock).mock.calls);
    expect(JSON.stringify([found, logged])).not.toMatch(/jane|doe/);
  });

  it('keeps ten, the last deployment before the trouble among them however many came after it', async () => {
    answer([change(-30), ...Array.from({ length: 40 }, (_, at) => change(at / 10, 'CONFIGURATION'))]);
    const { changes } = await harness.find(['changes'], subject());
    expect(changes).toHaveLength(10);
    expect(changes!.at(-1)).toMatchObject({ kind: 'DEPLOYMENT', at: START - 30 * MINUTE });
  });

  it('does not read on for ever', async () => {
    harness.fake.answers.set('ListEntityEvents', ({ query }) => {
      const page = Number(query.get('NextToken') ?? 0);
      const ChangeEvents = Array.from({ length: 250 }, (_, at) => change(-(page * 250 + at) / 100));
      return { ChangeEvents, NextToken: String(page + 1) };
    });
    expect((await harness.find(['changes'], subject())).changes).toHaveLength(10);
    expect(harness.fake.of('ListEntityEvents')).toHaveLength(4);
  });

  it.each([
    ['quotes and emoji', `rollout "v2" 🚀 </script>`],
    ['right-to-left text', 'פריסה ‮v2‬'],
  ])('takes names with %s as they are', async (_, EventName) => {
    answer([change(-20, 'DEPLOYMENT', { EventName })]);
    expect((await harness.find(['changes'], subject())).changes).toMatchObject([{ name: EventName }]);
  });

  it('is silently off where Application Signals does not know the service', async () => {
    const unknown = incident(alarm(0, 'fast', 'ALARM'));
    const names = ['changes', 'dependency', 'contributors', 'traces'] as const;
    expect(await harness.find(names, { ...subject(), state: unknown })).toEqual({ missing: [] });
    expect(harness.fake.asked).toEqual([]);
  });
});

describe('S1.24: a recent deployment is named as suspect', () => {
  it.each([
    [59, true],
    [60, false],
    [61, false],
  ])('%i min before the first burn: %s', async (minutes, isSuspect) => {
    answer([change(-minutes), change(-5, 'CONFIGURATION'), change(3)]);
    const about = subject();
    const findings = await harness.find(['changes'], about);
    const enriched: IncidentEvent = { version: 1, type: 'enriched', at: NOW, findings };
    const opened = alarm(0, 'fast', 'ALARM');
    const suspect = suspectOf(incident(opened, enriched));
    expect(suspect?.at).toBe(isSuspect ? START - minutes * MINUTE : undefined);
  });
});
