import type { AlarmValue } from '../../../lib/model/contracts/alarm-event';
import { disagreements, isUnsure, observation, orphans, shadowed } from '../../../lib/model/incident';
import { alarm, deletion, incident, MINUTE, START } from '../../support/incidents';

function seen(slo: string, name: string, value: AlarmValue, minute: number, ms = 0) {
  const at = START + minute * MINUTE + ms;
  return {
    slo,
    alarm: name,
    arn: `arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/${slo}/${name}`,
    value,
    at,
  };
}

const state = incident(alarm(0, 'fast', 'ALARM'), alarm(0, 'evidence', 'ALARM'));

describe('what an incident has not heard', () => {
  const fires = seen('orders', 'fast', 'ALARM', 0);
  const evidence = seen('orders', 'evidence', 'ALARM', 0);

  test('is nothing when the alarms say what it knows', () => {
    expect(disagreements(state, observation([fires, evidence]))).toEqual([]);
  });

  test('is a later change of an alarm', () => {
    const clear = seen('orders', 'fast', 'OK', 9);
    expect(disagreements(state, observation([clear, evidence]))).toEqual([{ kind: 'changed', alarm: clear }]);
  });

  test.each([0, 1])(
    'is not what CloudWatch showed before the incident heard of a change (%i ms earlier)',
    (earlier) => {
      expect(disagreements(state, observation([seen('orders', 'fast', 'OK', 0, -earlier), evidence]))).toEqual([]);
    },
  );

  test('is that a firing alarm does not exist any more, once', () => {
    const deleted = { kind: 'deleted', slo: 'orders', alarm: 'fast' };
    expect(disagreements(state, observation([evidence]))).toEqual([deleted]);
    const told = incident(alarm(0, 'fast', 'ALARM'), deletion(1, 'fast'));
    expect(disagreements(told, observation([]))).toEqual([]);
  });

  test('is not that an alarm which is clear does not exist any more', () => {
    const clear = incident(alarm(0, 'fast', 'ALARM'), alarm(1, 'fast', 'OK'));
    expect(disagreements(clear, observation([]))).toEqual([]);
  });

  test('is evidence that it never heard of', () => {
    const blind = incident(alarm(0, 'fast', 'ALARM'));
    const calm = seen('orders', 'evidence', 'OK', -9);
    expect(disagreements(blind, observation([fires, calm]))).toEqual([{ kind: 'changed', alarm: calm }]);
  });
});

describe('an alarm on the budget', () => {
  test.each(['budget-warning', 'budget-exhausted'])('%s is no news, whatever it says', (name) => {
    const fires = seen('orders', name, 'ALARM', 9);
    const known = [seen('orders', 'fast', 'ALARM', 0), seen('orders', 'evidence', 'ALARM', 0)];
    expect(disagreements(state, observation([...known, fires]))).toEqual([]);
    expect(orphans([], observation([fires]))).toEqual([]);
  });
});

describe('an alarm in shadow that fires', () => {
  const inShadow = incident(alarm(0, 'fast', 'ALARM', { entry: { shadow: true } }));
  const fires = seen('orders', 'fast', 'ALARM', 0);

  test('may have left it, of which no event tells', () => {
    expect(shadowed([inShadow], observation([fires]))).toEqual([fires]);
    expect(disagreements(inShadow, observation([fires]))).toEqual([]);
  });

  test('puts off no end of an incident that people follow, when it is out of date', () => {
    const mixed = incident(
      alarm(0, 'fast', 'ALARM', { slo: 'search' }),
      alarm(1, 'fast', 'OK', { entry: { shadow: true } }),
    );
    const again = observation([seen('orders', 'fast', 'ALARM', 9), seen('search', 'fast', 'ALARM', 0)]);
    expect([disagreements(mixed, again).length, isUnsure(mixed, again)]).toEqual([1, false]);
    expect(isUnsure(mixed, observation([seen('search', 'fast', 'OK', 9)]))).toBe(true);
    expect(isUnsure(inShadow, observation([seen('orders', 'fast', 'OK', 3)]))).toBe(true);
  });

  test('is known while the SLO is not in shadow, or the alarm is clear', () => {
    expect(shadowed([state], observation([fires]))).toEqual([]);
    expect(shadowed([inShadow], observation([seen('orders', 'fast', 'OK', 3)]))).toEqual([]);
    expect(shadowed([inShadow], observation([]))).toEqual([]);
  });
});

describe('an alarm without an incident', () => {
  test('is one that fires and that no incident has heard of', () => {
    const orphan = seen('search', 'slow', 'ALARM', 0);
    const all = [
      orphan,
      seen('orders', 'fast', 'ALARM', 0),
      seen('search', 'evidence', 'ALARM', 0),
      seen('search', 'fast', 'OK', 0),
      seen('search', 'ticket', 'INSUFFICIENT_DATA', 0),
    ];
    expect(orphans([state], observation(all))).toEqual([orphan]);
    expect(orphans([], observation(all)).map(({ slo }) => slo)).toEqual(['search', 'orders']);
  });
});
