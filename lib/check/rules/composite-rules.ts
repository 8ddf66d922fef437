import {
  alarmsOfRule,
  canFire,
  elementRange,
  firesWhileFine,
  parseAlarmRule,
  RULE_LIMITS,
  RuleSyntaxError,
} from '../../model/composite';
import { type CheckedComposite, compositesOf } from '../composites';
import { referencesOf } from '../references';
import type { Found, Rule } from '../rule';
import { shown } from '../values';

const WORDS = /"[^"]*"|\b(?:ALARM|OK|INSUFFICIENT_DATA|AND|OR|NOT|TRUE|FALSE|AT_LEAST)\b/gi;

/** What the CDK and CloudFormation take for any text. */
export const COMPOSITE_RULE_SYNTAX: Rule = {
  id: 'composite-rule-syntax',
  level: 'error',
  *find(estate) {
    for (const { place, text, fault } of compositesOf(estate)) {
      // PutCompositeAlarm refuses it; whether CloudFormation trims is not known.
      if (text !== text.trim()) {
        const got = 'a blank or a new line at its start or end';
        yield { place, what: 'AlarmRule', got, allowed: 'is none of them', level: 'warning' };
      }
      if (!(fault instanceof RuleSyntaxError)) continue;
      const { position, got, allowed } = fault;
      // The documentation writes the words in upper case, and `False` once.
      const level = isRuleInUpperCase(text) ? 'warning' : 'error';
      yield { place, what: `AlarmRule, position ${position}`, got, allowed: `is ${allowed}`, level };
    }
  },
};

function isRuleInUpperCase(text: string): boolean {
  try {
    return parseAlarmRule(text.replace(WORDS, (word) => (word.startsWith('"') ? word : word.toUpperCase()))) !== null;
  } catch {
    return false;
  }
}

/** The CDK sees `GetAtt`, not how long the ARN will be. */
export const COMPOSITE_RULE_LIMITS: Rule = {
  id: 'composite-rule-limits',
  level: 'error',
  *find(estate) {
    for (const composite of compositesOf(estate)) {
      const { place, text, canonical } = composite;
      const { characters, alarms } = RULE_LIMITS;
      // What is known at deployment only may be shorter than what stands for it.
      if (text.length > characters && !referencesOf(estate).isIn(text))
        yield over(place, `${text.length} characters`, characters);
      if (canonical === undefined) continue;
      const { length } = alarmsOfRule(canonical);
      if (length > alarms) yield over(place, `${length} alarms`, alarms);
      yield* tooManyElements(composite);
    }
  },
};

function* tooManyElements({ place, text, rule }: CheckedComposite): Generator<Found> {
  const { elements } = RULE_LIMITS;
  const { least, most } = elementRange(rule!, text);
  if (least > elements) yield over(place, `${least} elements`, elements);
  else if (most > elements) {
    const got = `${most} elements, if the parentheses of ALARM(…) count`;
    yield { ...over(place, got, elements), level: 'warning' };
  }
}

function over(place: Found['place'], got: string, most: number): Found {
  return { place, what: 'AlarmRule', got, allowed: `are ${most}` };
}

export const COMPOSITE_NEVER_FIRES: Rule = {
  id: 'composite-never-fires',
  level: 'error',
  *find(estate) {
    for (const { place, canonical } of compositesOf(estate)) {
      if (canonical === undefined || canFire(canonical)) continue;
      const allowed = 'is a rule that some states of its alarms make true';
      // FALSE alone is what AWS advises to break a circle of composite alarms with.
      if (alarmsOfRule(canonical).length === 0)
        yield { place, what: 'AlarmRule', got: 'a rule that is always false', allowed, level: 'warning' };
      else yield { place, what: 'AlarmRule', got: 'a rule that contradicts itself', allowed };
    }
  },
};

export const COMPOSITE_FIRES_WHILE_FINE: Rule = {
  id: 'composite-fires-while-fine',
  level: 'warning',
  *find(estate) {
    for (const { place, canonical, text } of compositesOf(estate)) {
      if (canonical === undefined || !firesWhileFine(canonical)) continue;
      const got = `${shown(text)}, which is true while every alarm is OK`;
      yield { place, what: 'AlarmRule', got, allowed: 'is a rule that needs an alarm in ALARM' };
    }
  },
};
