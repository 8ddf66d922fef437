import { alarmsOfRule, evaluateAlarmRule, parseAlarmRule } from '../../../lib/model/composite';
import type { AlarmValue } from '../../../lib/model/contracts/alarm-event';

const STATES: Readonly<Record<string, AlarmValue>> = {
  a: 'ALARM',
  'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:slo/prod/b/fast': 'OK',
  'with space (and) AND': 'ALARM',
  d: 'INSUFFICIENT_DATA',
  AND: 'ALARM',
};
const B = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:slo/prod/b/fast';
const evaluate = (rule: string) => evaluateAlarmRule(parseAlarmRule(rule), (alarm) => STATES[alarm]!);

describe('the rule of a composite alarm', () => {
  it.each([
    ['ALARM(a)', true],
    ['ALARM("a")', true],
    ['OK(a)', false],
    [`OK(${B})`, true],
    [`(ALARM("${B}") OR ALARM("a"))`, true],
    ['INSUFFICIENT_DATA( d )', true],
    ['ALARM("with space (and) AND")', true],
    ['ALARM("AND") AND NOT OK(a)', true],
    ['TRUE', true],
    ['NOT TRUE OR FALSE', false],
    ['TRUE OR TRUE AND FALSE', true],
    ['(TRUE OR TRUE) AND FALSE', false],
    ['NOT FALSE AND FALSE', false],
    ['NOT (FALSE AND FALSE)', true],
    ['NOT NOT TRUE', true],
    ['\n ALARM(a)\n  AND NOT ALARM(d) ', true],
    ['AT_LEAST(2, ALARM, ("a", "AND"))', true],
    ['AT_LEAST(2, ALARM, ("a", d))', false],
    ['AT_LEAST(1,ALARM,(a,d))', true],
    [`AT_LEAST(1, OK, ("a", "${B}"))`, true],
    // Of three alarms one is 33.3 %, two are 66.7 %.
    [`AT_LEAST(33%, ALARM, ("a", "d", "${B}"))`, true],
    [`AT_LEAST(34%, ALARM, ("a", "d", "${B}"))`, false],
    [`AT_LEAST(66%, NOT ALARM, ("a", "d", "${B}"))`, true],
    [`AT_LEAST(67%, NOT ALARM, ("a", "d", "${B}"))`, false],
    ['AT_LEAST(100%, ALARM, ("a", "AND"))', true],
    ['NOT AT_LEAST(2, ALARM, ("a", "d")) AND (FALSE OR AT_LEAST(1, INSUFFICIENT_DATA, (d)))', true],
  ])('%s is %p', (rule, expected) => {
    expect(evaluate(rule)).toBe(expected);
  });

  it('names every alarm once', () => {
    const rule = 'ALARM(b) AND (OK(a) OR NOT ALARM("b")) AND TRUE AND AT_LEAST(1, ALARM, (a, c))';
    expect(alarmsOfRule(parseAlarmRule(rule))).toEqual(['b', 'a', 'c']);
  });

  it('may have as many elements as CloudWatch allows', () => {
    const rule = Array.from({ length: 500 }, (_, index) => `ALARM(a${index})`).join(' OR ');
    expect(alarmsOfRule(parseAlarmRule(rule))).toHaveLength(500);
    expect(evaluateAlarmRule(parseAlarmRule(rule), () => 'OK')).toBe(false);
  });

  it.each([
    ['', 'position 0: got the end, allowed is OK, ALARM'],
    ['alarm(a)', 'got "alarm", allowed is OK, ALARM, INSUFFICIENT_DATA, AT_LEAST, NOT, TRUE, FALSE or "("'],
    ['ALARM a', 'got "a", allowed is "("'],
    ['ALARM()', 'got ")", allowed is the name or ARN of an alarm'],
    ['ALARM("")', 'allowed is the name or ARN of an alarm'],
    ['ALARM(a', 'got the end, allowed is ")"'],
    ['ALARM("a', 'allowed is a closing quote'],
    ['ALARM(a) ALARM(b)', 'got "ALARM", allowed is AND, OR or the end'],
    ['ALARM(a) XOR ALARM(b)', 'position 9: got "XOR"'],
    ['ALARM(a) AND', 'got the end'],
    ['"TRUE"', 'got "TRUE"'],
    [
      'AT_LEAST(0, ALARM, (a, b))',
      'position 9: got "0", allowed is 1 to 2 (as many as there are alarms) or 1% to 100%',
    ],
    ['AT_LEAST(3, ALARM, (a, b))', 'got "3", allowed is 1 to 2'],
    ['AT_LEAST(101%, ALARM, (a, b))', 'got "101%", allowed is 1 to 2'],
    ['AT_LEAST(1.5, ALARM, (a, b))', 'got "1.5", allowed is 1 to 2'],
    ['AT_LEAST("1", ALARM, (a, b))', 'got "1", allowed is 1 to 2'],
    ['AT_LEAST(1, FIRING, (a, b))', 'got "FIRING", allowed is OK, ALARM, INSUFFICIENT_DATA'],
    ['AT_LEAST(1, ALARM, ())', 'got ")", allowed is the name or ARN of an alarm'],
    ['AT_LEAST(1, ALARM, a)', 'got "a", allowed is "("'],
    ['AT_LEAST(1, ALARM, (a b))', 'got "b", allowed is ")"'],
    ['AT_LEAST(1, ALARM, (ALARM(a)))', 'got "(", allowed is ")"'],
    ['AT_LEAST(1, ALARM)', 'got ")", allowed is ","'],
    ['('.repeat(5000), 'nesting of at most 500 levels'],
    ['NOT '.repeat(2000), 'nesting of at most 500 levels'],
    ['x'.repeat(10_241), 'got 10241 characters, allowed are 10240'],
  ])('refuses %.40s', (rule, message) => {
    expect(() => parseAlarmRule(rule)).toThrow(SyntaxError);
    expect(() => parseAlarmRule(rule)).toThrow(message);
  });
});
