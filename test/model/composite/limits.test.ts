import {
  allOf,
  anyOf,
  atLeast,
  elementRange,
  inAlarm,
  not,
  parseAlarmRule,
  ruleFaults,
  sizeOfRule,
} from '../../../lib/model/composite';

const alarms = (count: number, length = 4) =>
  Array.from({ length: count }, (_, n) => inAlarm(String(n).padStart(length, 'x')));

describe('the size of a rule', () => {
  it('counts each alarm once as a child, but every mention and every parenthesis as an element', () => {
    // NOT ( ALARM ( "a" ) OR ALARM ( "b" ) ) AND ALARM ( "a" ): 3 mentions and 8 parentheses; 5 + 10 + 4 + 10 + 1 + 5 + 10 characters.
    const rule = allOf(not(anyOf(inAlarm('a'), inAlarm('b'))), inAlarm('a'));
    expect(sizeOfRule(rule)).toEqual({ alarms: 2, elements: 11, characters: 45 });
  });

  it('takes parentheses and TRUE in names for names', () => {
    expect(sizeOfRule(inAlarm('a (TRUE)')).elements).toBe(3);
    expect(sizeOfRule({ type: 'constant', value: true }).elements).toBe(1);
  });
});

describe('the limits of CloudWatch', () => {
  it('are 100 alarms', () => {
    expect(ruleFaults('rule', anyOf(...alarms(100)))).toEqual([]);
    expect(ruleFaults('rule', anyOf(...alarms(101)))).toEqual(['rule: got a rule of 101 alarms, allowed are 100']);
    expect(
      ruleFaults(
        'rule',
        atLeast(
          1,
          Array.from({ length: 101 }, (_, n) => `a${n}`),
        ),
      ),
    ).toEqual(['rule: got a rule of 101 alarms, allowed are 100']);
  });

  it('are 500 elements', () => {
    // Each mention is an alarm and two parentheses: 166 are 498 elements.
    const mentions = (count: number) => anyOf(...Array.from({ length: count }, () => inAlarm('a')));
    expect(ruleFaults('rule', mentions(166))).toEqual([]);
    expect(ruleFaults('rule', mentions(167))).toEqual(['rule: got a rule of 501 elements, allowed are 500']);
  });

  it('are 10,240 characters', () => {
    // ALARM("…") is 9 characters and the name, OR with its blanks 4: 40 × (243 + 9) + 39 × 4 = 10,236.
    expect(ruleFaults('rule', anyOf(...alarms(40, 243)))).toEqual([]);
    expect(ruleFaults('rule', anyOf(...alarms(40, 244)))).toEqual([
      'rule: got a rule of 10276 characters, allowed are 10240',
    ]);
  });

  it('are told together', () => {
    expect(ruleFaults('composite alarm x', anyOf(...alarms(200, 100)))).toEqual([
      'composite alarm x: got a rule of 200 alarms, allowed are 100',
      'composite alarm x: got a rule of 600 elements, allowed are 500',
      'composite alarm x: got a rule of 22596 characters, allowed are 10240',
    ]);
  });
});

describe('what CloudWatch may count as elements', () => {
  // "Elements are child alarms, TRUE or FALSE statements, and parentheses. A pair of parentheses counts as one element."
  it.each([
    ['ALARM(a)', 1, 2],
    ['ALARM("a") OR NOT TRUE', 2, 3],
    ['(ALARM(a) OR OK(a)) AND (FALSE)', 5, 7],
    ['AT_LEAST(1, ALARM, ("a (x)", b))', 3, 4],
  ])('%s: %p to %p', (text, least, most) => {
    expect(elementRange(parseAlarmRule(text), text)).toEqual({ least, most });
  });
});
