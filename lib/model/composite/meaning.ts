import { type AlarmValue, alarmValues } from '../contracts/alarm-event';
import { type AlarmRule, alarmsOfRule, evaluateAlarmRule } from './rule';

/** As many combinations of states are tried: those of 12 alarms that a rule wants in ALARM in one place and out of it in another. */
const MOST_TRIED = 2 ** 12;

/** Whether the rule is true while every alarm is OK: then the composite alarm is on when nothing is wrong. */
export function firesWhileFine(rule: AlarmRule): boolean {
  return evaluateAlarmRule(rule, () => 'OK');
}

/**
 * Whether any states of the alarms make the rule true. An alarm is best put into the state that satisfies all that is wanted of
 * it, so only those of which different things are wanted have to be tried. With more than 4,096 combinations the answer is yes.
 */
export function canFire(rule: AlarmRule): boolean {
  const wishes = new Map<string, Set<string>>();
  collect(rule, true, wishes);
  const alarms = alarmsOfRule(rule);
  const choices = alarms.map((alarm) => bestStates(wishes.get(alarm)!));
  const combinations = choices.reduce((product, { length }) => Math.min(product * length, MOST_TRIED + 1), 1);
  if (combinations > MOST_TRIED) return true;
  return Array.from({ length: combinations }, (_, combination) => combination).some((combination) => {
    const states = new Map<string, AlarmValue>();
    let rest = combination;
    for (const [at, alarm] of alarms.entries()) {
      const its = choices[at]!;
      states.set(alarm, its[rest % its.length]!);
      rest = Math.floor(rest / its.length);
    }
    return evaluateAlarmRule(rule, (alarm) => states.get(alarm)!);
  });
}

/** What is wanted of an alarm: `ALARM` to be in it, `!ALARM` to be in another state. */
type Wishes = ReadonlySet<string>;

/** @param positive whether the rule should be true here; false below an odd number of NOT */
function collect(rule: AlarmRule, positive: boolean, wishes: Map<string, Set<string>>): void {
  if (rule.type === 'constant') return;
  if (rule.type === 'not') {
    collect(rule.operand, !positive, wishes);
  } else if (rule.type === 'state' || rule.type === 'at-least') {
    const negated = rule.type === 'at-least' && rule.negated;
    const wish = negated === positive ? `!${rule.value}` : rule.value;
    for (const alarm of rule.type === 'state' ? [rule.alarm] : rule.alarms) {
      const its = wishes.get(alarm) ?? new Set();
      wishes.set(alarm, its.add(wish));
    }
  } else {
    for (const operand of rule.operands) collect(operand, positive, wishes);
  }
}

/** States of which none satisfies all that another one does, and more; of equal ones the first. */
function bestStates(wishes: Wishes): AlarmValue[] {
  const satisfied = alarmValues.map((state) =>
    [...wishes].filter((wish) => (wish.startsWith('!') ? wish.slice(1) !== state : wish === state)),
  );
  return alarmValues.filter((_, at) => {
    const mine = satisfied[at]!;
    return satisfied.every((others, other) => {
      const covers = mine.every((wish) => others.includes(wish));
      return other === at || !covers || (others.length === mine.length && other > at);
    });
  });
}
