import fc from 'fast-check';
import { allOf, anyOf, inAlarm, ruleFaults, ruleText, SplitRule } from '../../../lib/model/composite';

function splitOf(terms: readonly ReturnType<typeof inAlarm>[]): string[] {
  const split = new SplitRule();
  for (const term of terms) split.add(term);
  return Array.from({ length: split.length }, (_, at) => ruleText(split.rule(at + 1)));
}

const alarms = (count: number, length: number) =>
  Array.from({ length: count }, (_, n) => inAlarm(String(n).padStart(length, 'x')));

describe('any of many terms', () => {
  it('is one rule as long as CloudWatch takes it', () => {
    expect(splitOf(alarms(100, 10))).toEqual([ruleText(anyOf(...alarms(100, 10)))]);
    expect(splitOf(alarms(101, 10))).toEqual([ruleText(anyOf(...alarms(100, 10))), ruleText(inAlarm('xxxxxxx100'))]);
  });

  it('is split by length, too', () => {
    // 243 characters: 40 fit, see limits.test.ts.
    expect(splitOf(alarms(41, 243))).toHaveLength(2);
  });

  it('keeps two alarms of one term together', () => {
    const term = (n: number) => allOf(inAlarm(`fast-${n}`), inAlarm(`evidence-${n}`));
    const rules = splitOf(Array.from({ length: 51 }, (_, n) => term(n)));
    expect(rules).toHaveLength(2);
    expect(rules[1]).toBe('ALARM("fast-50") AND ALARM("evidence-50")');
  });

  it('never changes an earlier part by a later term, and each part fits', () => {
    const terms = fc.array(
      fc.integer({ min: 20, max: 200 }).map((length) => inAlarm('x'.repeat(length))),
      {
        minLength: 1,
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(terms, (all) => {
        const named = all.map((term, at) => ({ ...term, alarm: `${at}${'alarm' in term ? term.alarm : ''}` }));
        const split = new SplitRule();
        for (const term of named) {
          const before = Array.from({ length: split.length }, (_, at) => ruleText(split.rule(at + 1)));
          const part = split.add(term);
          const after = Array.from({ length: split.length }, (_, at) => ruleText(split.rule(at + 1)));
          expect(part).toBe(after.length);
          expect(after.slice(0, part - 1)).toEqual(before.slice(0, part - 1));
        }
        for (let part = 1; part <= split.length; part += 1) expect(ruleFaults('part', split.rule(part))).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});
