import type { CatalogueTier } from '../../../lib/model/contracts/catalogue';
import { decide, pending } from '../../../lib/model/incident';
import { alarm, incident, MINUTE, START, timer } from '../../support/incidents';

const tier = (name: string, urgency: 'page' | 'ticket', longMinutes: number): CatalogueTier => ({
  alarm: name,
  urgency,
  longMinutes,
  shortMinutes: longMinutes / 12,
  budgetShare: '0.02',
  threshold: 5,
  ...(urgency === 'page' ? { heldMinutes: 60 } : {}),
});
/** Neither names nor order nor number of tiers are those of the recommended policy, and a ticket tier is the fastest of all. */
const OWN = [
  tier('week', 'ticket', 10_080),
  tier('wake-up', 'page', 720),
  tier('soon', 'ticket', 60),
  tier('now', 'page', 240),
];
const own = (minute: number, name: string, value: 'ALARM' | 'OK', tiers = OWN, slo = 'orders', critical = true) =>
  alarm(minute, name, value, { slo, entry: { critical, tiers } });

describe('a policy of own tiers', () => {
  it.each([
    ['now', 'sev1', 1],
    ['wake-up', 'sev2', 1],
    ['soon', 'sev3', 0],
    ['week', 'sev3', 0],
  ] as const)('%s of a critical SLO is %s and wakes %i times', (name, severity, pages) => {
    expect(incident(own(0, name, 'ALARM'))).toMatchObject({ severity, pages });
  });

  it.each([
    ['now', 60],
    ['wake-up', 120],
    ['week', 60],
  ])('after %s quiet lasts %i minutes', (name, minutes) => {
    const state = incident(own(0, name, 'ALARM'), own(30, name, 'OK'));
    expect(pending(state, START + (29 + minutes) * MINUTE)).toEqual([]);
    expect(pending(state, START + (30 + minutes) * MINUTE)[0]!.event.type).toBe('mitigated');
  });

  it('of one tier is the fastest there is', () => {
    const only = [tier('only', 'page', 360)];
    expect(incident(own(0, 'only', 'ALARM', only))).toMatchObject({ severity: 'sev1', pages: 1 });
    const clear = incident(own(0, 'only', 'ALARM', only), own(30, 'only', 'OK', only));
    expect(pending(clear, START + 90 * MINUTE)[0]!.event.type).toBe('mitigated');
  });

  it('may call a ticket what another SLO calls a page', () => {
    const ticket = [tier('watch', 'ticket', 60)];
    const page = [tier('watch', 'page', 60)];
    const state = incident(
      own(0, 'watch', 'ALARM', ticket),
      own(0, 'evidence', 'OK', page, 'preview'),
      own(1, 'soon', 'ALARM', OWN, 'search'),
    );
    expect(pending(state, START + 300 * MINUTE)).toEqual([]);
  });
});

describe('an alarm on the budget', () => {
  it.each(['budget-warning', 'budget-exhausted'])('%s opens nothing and holds nothing open', (name) => {
    const budgetAlarms = { entry: { budgetAlarms: ['budget-warning', 'budget-exhausted'] } };
    const state = incident(
      alarm(0, 'fast', 'ALARM', budgetAlarms),
      alarm(1, name, 'ALARM', budgetAlarms),
      alarm(30, 'fast', 'OK', budgetAlarms),
      timer(90, 'mitigated'),
    );
    expect(pending(state, START + 150 * MINUTE)[0]!.event.type).toBe('resolved');
    expect(incident(alarm(0, name, 'ALARM', budgetAlarms))).toMatchObject({ members: [], severity: 'info', pages: 0 });
  });
});

describe('the clear of an SLO that judges periods', () => {
  const canary = {
    entry: {
      measurement: {
        kind: 'periods' as const,
        periodSeconds: 900,
        bad: { metrics: { ok: metric('SuccessPercent', 'Average') }, expression: 'IF(ok < 90, 1, 0)' },
        total: { metrics: { total: metric('SuccessPercent', 'SampleCount') } },
        judged: {
          value: { metrics: { ok: metric('SuccessPercent', 'Average') } },
          good: 'GreaterThanOrEqualTo' as const,
          threshold: 90,
        },
      },
    },
  };
  const clear = incident(alarm(0, 'fast', 'ALARM', canary), alarm(30, 'fast', 'OK', canary));

  it.each([
    ['none of four runs', { requests: 0, usual: 4 }, false],
    ['one of four runs', { requests: 1, usual: 4 }, true],
    ['four runs of a canary every 15 minutes', { requests: 4, usual: 4 }, true],
    ['5 of 60 samples of a gauge', { requests: 5, usual: 60 }, false],
    ['6 of 60 samples of a gauge', { requests: 6, usual: 60 }, true],
    ['nothing that can be read', null, false],
  ] as const)('with %s (%j) counts: %s', (_, answer, counts) => {
    const [due] = pending(clear, START + 90 * MINUTE);
    expect(decide(due!, [answer])?.type).toBe(counts ? 'mitigated' : undefined);
  });
});

function metric(name: string, stat: string) {
  return { namespace: 'CloudWatchSynthetics', name, dimensions: { CanaryName: 'order' }, stat };
}
