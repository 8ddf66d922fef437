import fc from 'fast-check';
import {
  type AlarmRule,
  allOf,
  anyOf,
  atLeast,
  evaluateAlarmRule,
  inAlarm,
  not,
  parseAlarmRule,
  ruleInWords,
  ruleText,
} from '../../../lib/model/composite';

const [a, b, c] = [inAlarm('slo/prod/a/fast'), inAlarm('b'), inAlarm('c')];
const name = (alarm: string) => alarm.toUpperCase();

describe('a rule as CloudWatch reads it', () => {
  // The grammar is that of PutCompositeAlarm, AlarmRule; AT_LEAST as aws-cdk-lib renders it (AlarmRule.atLeast).
  it.each([
    ['one alarm', a, 'ALARM("slo/prod/a/fast")'],
    ['any', anyOf(a, b), 'ALARM("slo/prod/a/fast") OR ALARM("b")'],
    ['all of any', allOf(anyOf(a, b), c), '(ALARM("slo/prod/a/fast") OR ALARM("b")) AND ALARM("c")'],
    ['any of all', anyOf(allOf(a, b), c), '(ALARM("slo/prod/a/fast") AND ALARM("b")) OR ALARM("c")'],
    ['not one', allOf(a, not(b)), 'ALARM("slo/prod/a/fast") AND NOT ALARM("b")'],
    ['not any', not(anyOf(b, c)), 'NOT (ALARM("b") OR ALARM("c"))'],
    ['any of one', allOf(anyOf(b), not(allOf(c))), 'ALARM("b") AND NOT ALARM("c")'],
    ['so many', atLeast(2, ['a', 'b', 'c']), 'AT_LEAST(2, ALARM, ("a", "b", "c"))'],
    ['so many, in a rule', allOf(atLeast(1, ['a', 'b']), c), 'AT_LEAST(1, ALARM, ("a", "b")) AND ALARM("c")'],
    ['OK', { type: 'state', value: 'OK', alarm: 'a' }, 'OK("a")'],
    [
      'a share that is not in a state',
      { type: 'at-least', threshold: { unit: 'percent', percent: 60 }, value: 'OK', negated: true, alarms: ['a'] },
      'AT_LEAST(60%, NOT OK, ("a"))',
    ],
    ['a constant', { type: 'constant', value: false }, 'FALSE'],
  ] satisfies [string, AlarmRule, string][])('%s', (_what, rule, text) => {
    expect(ruleText(rule)).toBe(text);
  });

  it('means what the tree means, whatever its shape', () => {
    const alarm = fc.constantFrom('a', 'b', 'slo/prod/c/fast');
    const { rule } = fc.letrec<{ rule: AlarmRule }>((tie) => ({
      rule: fc.oneof(
        { depthSize: 'small' },
        alarm.map(inAlarm),
        fc.uniqueArray(alarm, { minLength: 2 }).map((alarms) => atLeast(2, alarms)),
        tie('rule').map(not),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((rules) => allOf(...rules)),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((rules) => anyOf(...rules)),
      ),
    }));
    const states = fc.record({ a: fc.boolean(), b: fc.boolean(), 'slo/prod/c/fast': fc.boolean() });
    fc.assert(
      fc.property(rule, states, (tree, on) => {
        const stateOf = (found: string) => (on[found as keyof typeof on] ? 'ALARM' : 'OK');
        expect(evaluateAlarmRule(parseAlarmRule(ruleText(tree)), stateOf)).toBe(evaluateAlarmRule(tree, stateOf));
      }),
    );
  });
});

describe('a rule for people', () => {
  it.each([
    [anyOf(b, allOf(c, not(a))), 'B or (C and not SLO/PROD/A/FAST)'],
    [not(anyOf(b, c)), 'not (B or C)'],
    [allOf(anyOf(b), c), 'B and C'],
    [atLeast(2, ['a', 'b', 'c']), 'at least 2 of (A, B, C)'],
    [
      { type: 'at-least', threshold: { unit: 'percent', percent: 60 }, value: 'OK', negated: true, alarms: ['a'] },
      'at least 60 % of (A) not in OK',
    ],
    [anyOf({ type: 'state', value: 'OK', alarm: 'a' }, { type: 'constant', value: true }), 'A in OK or always'],
  ] satisfies [AlarmRule, string][])('%#', (rule, words) => {
    expect(ruleInWords(rule, name)).toBe(words);
  });
});
