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

const [a, b] = [inAlarm('a'), inAlarm('b')];

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
  ] satisfies [string, AlarmRule, boolean, boolean][])('that %s', (_what, rule, fine, fires) => {
    expect({ fine: firesWhileFine(rule), fires: canFire(rule) }).toEqual({ fine, fires });
  });

  it('can fire exactly when some states make it true', () => {
    const names = ['a', 'b', 'c', 'd'];
    const { rule } = fc.letrec<{ rule: AlarmRule }>((tie) => ({
      rule: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom(...names).map(inAlarm),
        fc.uniqueArray(fc.constantFrom(...names), { minLength: 2 }).map((alarms) => atLeast(2, alarms)),
        tie('rule').map(not),
        fc.array(tie('rule'), { minLength: 2, maxLength: 4 }).map((rules) => allOf(...rules)),
        fc.array(tie('rule'), { minLength: 1, maxLength: 2 }).map((rules) => anyOf(...rules)),
      ),
    }));
    const all = Array.from({ length: 16 }, (_, bits) => names.filter((_name, at) => (bits >> at) & 1));
    fc.assert(
      fc.property(rule, (tree) => {
        const fires = all.some((on) => evaluateAlarmRule(tree, (alarm) => (on.includes(alarm) ? 'ALARM' : 'OK')));
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
