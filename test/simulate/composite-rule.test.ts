import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { alarmsOfRule, evaluateAlarmRule, parseAlarmRule } from '../../lib/simulate/composite-rule';

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
  ])('%s is %p', (rule, expected) => {
    expect(evaluate(rule)).toBe(expected);
  });

  it('names every alarm once', () => {
    expect(alarmsOfRule(parseAlarmRule('ALARM(b) AND (OK(a) OR NOT ALARM("b")) AND TRUE'))).toEqual(['b', 'a']);
  });

  it('may have as many elements as CloudWatch allows', () => {
    const rule = Array.from({ length: 500 }, (_, index) => `ALARM(a${index})`).join(' OR ');
    expect(alarmsOfRule(parseAlarmRule(rule))).toHaveLength(500);
    expect(evaluateAlarmRule(parseAlarmRule(rule), () => 'OK')).toBe(false);
  });

  it.each([
    ['', 'position 0: got the end, allowed is OK, ALARM'],
    ['alarm(a)', 'got "alarm", allowed is OK, ALARM, INSUFFICIENT_DATA, NOT, TRUE, FALSE or "("'],
    ['ALARM a', 'got "a", allowed is "("'],
    ['ALARM()', 'got ")", allowed is the name or ARN of an alarm'],
    ['ALARM("")', 'allowed is the name or ARN of an alarm'],
    ['ALARM(a', 'got the end, allowed is ")"'],
    ['ALARM("a', 'allowed is a closing quote'],
    ['ALARM(a) ALARM(b)', 'got "ALARM", allowed is AND, OR or the end'],
    ['ALARM(a) XOR ALARM(b)', 'got "XOR"'],
    ['ALARM(a) AND', 'got the end'],
    ['"TRUE"', 'got "TRUE"'],
    ['AT_LEAST(2, ALARM, ("a","b"))', 'got "AT_LEAST", allowed is a rule without AT_LEAST, which is not simulated yet'],
    ['('.repeat(5000), 'nesting of at most 100 levels'],
    ['NOT '.repeat(2000), 'nesting of at most 100 levels'],
    ['x'.repeat(10_241), 'got 10241 characters, allowed are 10240'],
  ])('refuses %.40s', (rule, message) => {
    expect(() => parseAlarmRule(rule)).toThrow(SyntaxError);
    expect(() => parseAlarmRule(rule)).toThrow(message);
  });
});
