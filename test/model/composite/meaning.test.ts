import fc from 'fast-check';
import {
  type AlarmRule,
  allOf,
  anyOf,
  atLeast,
  canFire,
  evaluateAlarmRule,
  firesWhileFine,
  inAlarm,
  not,
} from '../../../lib/model/composite';
import { alarmValues } from '../../../lib/model/contracts/alarm-event';

const [a, b] = [inAlarm('a'), inAlarm('b')];
const noData: AlarmRule = { type: 'state', value: 'INSUFFICIENT_DATA', alarm: 'a' };

describe('a rule', () => {
  it.each([
    ['needs a breach', anyOf(a, b), false, true],
    ['needs a breach without another', allOf(a, not(b)), false, true],
    ['holds while nothing is broken', not(a), true, true],
    ['always holds', anyOf(a, not(a)), true, true],
    ['never holds', allOf(a, not(a)), false, false],
    ['never holds, further apart', allOf(anyOf(a, b), not(anyOf(b, a))), false, false],
    ['counts to what cannot be', allOf(atLeast(2, ['a', 'b']), not(b)), false, false],
    ['wants an alarm both ways in different cases', anyOf(allOf(a, b), allOf(b, not(a))), false, true],
    ['is the constant FALSE', { type: 'constant', value: false }, false, false],
    ['wants OK', { type: 'state', value: 'OK', alarm: 'a' }, true, true],
    ['wants no data', noData, false, true],
    ['wants no data of what is in ALARM', allOf(noData, a), false, false],
    ['wants neither data nor ALARM', allOf(noData, not(a)), false, true],
    [
      'wants none of the states',
      allOf(not(noData), not(a), not({ type: 'state', value: 'OK', alarm: 'a' })),
      false,
      false,
    ],
  ] satisfies [string, AlarmRule, boolean, boolean][])('that %s', (_what, rule, fine, fires) => {
    expect({ fine: firesWhileFine(rule), fires: canFire(rule) }).toEqual({ fine, fires });
  });

  it('can fire exactly when some states make it true', () => {
    const names = ['a', 'b', 'c'];
    const state = fc.record({
      type: fc.constant('state' as const),
      value: fc.constantFrom(...alarmValues),
      alarm: fc.constantFrom(...names),
    });
    const { rule } = fc.letrec<{ rule: AlarmRule }>((tie) => ({
      rule: fc.oneof(
        { depthSize: 'medium' },
        state,
        fc
          .tuple(
            fc.uniqueArray(fc.constantFrom(...names), { minLength: 2 }),
            fc.boolean(),
            fc.constantFrom(...alarmValues),
          )
          .map(
            ([alarms, negated, value]): AlarmRule => ({
              type: 'at-least',
              threshold: { unit: 'count', count: 2 },
              alarms,
              negated,
              value,
            }),
          ),
        tie('rule').map(not),
        fc.array(tie('rule'), { minLength: 2, maxLength: 4 }).map((rules) => allOf(...rules)),
        fc.array(tie('rule'), { minLength: 1, maxLength: 2 }).map((rules) => anyOf(...rules)),
      ),
    }));
    const all = alarmValues.flatMap((first) =>
      alarmValues.flatMap((second) => alarmValues.map((third) => ({ a: first, b: second, c: third }))),
    );
    fc.assert(
      fc.property(rule, (tree) => {
        const fires = all.some((states) => evaluateAlarmRule(tree, (alarm) => states[alarm as 'a']));
        expect(canFire(tree)).toBe(fires);
      }),
      { numRuns: 500 },
    );
  });

  it('with many contradictions gets the benefit of the doubt, soon', () => {
    const many = Array.from({ length: 30 }, (_, n) => inAlarm(`a${n}`));
    expect(canFire(allOf(...many, ...many.map(not)))).toBe(true);
  });
});
