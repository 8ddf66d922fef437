import { type AlarmRule, evaluateAlarmRule } from './rule';

/** Alarms that a rule wants in ALARM in one place and out of it in another are tried in all combinations, up to so many. */
const MOST_TRIED = 12;

/** Whether the rule is true while every alarm is OK: then the composite alarm is on when nothing is wrong. */
export function firesWhileFine(rule: AlarmRule): boolean {
  return evaluateAlarmRule(rule, () => 'OK');
}

/**
 * Whether any states of the alarms make the rule true. An alarm that is wanted in one state only is best put into that
 * state, so only contradictory ones have to be tried. With more than 12 of those the answer is yes.
 */
export function canFire(rule: AlarmRule): boolean {
  const wanted: Wanted = { on: new Set(), off: new Set() };
  collect(rule, true, wanted);
  const contradictory = [...wanted.on].filter((alarm) => wanted.off.has(alarm));
  if (contradictory.length > MOST_TRIED) return true;
  return Array.from({ length: 2 ** contradictory.length }, (_, combination) => combination).some((combination) => {
    const on = new Set(contradictory.filter((_, at) => (combination >> at) & 1));
    return evaluateAlarmRule(rule, (alarm) => {
      const isOn = contradictory.includes(alarm) ? on.has(alarm) : wanted.on.has(alarm);
      return isOn ? 'ALARM' : 'OK';
    });
  });
}

interface Wanted {
  readonly on: Set<string>;
  readonly off: Set<string>;
}

/** @param positive whether the rule should be true here; false below an odd number of NOT */
function collect(rule: AlarmRule, positive: boolean, wanted: Wanted): void {
  if (rule.type === 'constant') return;
  if (rule.type === 'not') {
    collect(rule.operand, !positive, wanted);
  } else if (rule.type === 'state' || rule.type === 'at-least') {
    const says = rule.value === 'ALARM';
    const negated = rule.type === 'at-least' && rule.negated;
    const side = (says !== negated) === positive ? wanted.on : wanted.off;
    for (const alarm of rule.type === 'state' ? [rule.alarm] : rule.alarms) side.add(alarm);
  } else {
    for (const operand of rule.operands) collect(operand, positive, wanted);
  }
}
