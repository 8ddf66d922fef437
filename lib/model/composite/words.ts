import type { AlarmRule } from './rule';

/** A rule for people: `shop or (cart and not search)`. @param nameOf what people call an alarm */
export function ruleInWords(rule: AlarmRule, nameOf: (alarm: string) => string): string {
  switch (rule.type) {
    case 'constant':
      return rule.value ? 'always' : 'never';
    case 'state':
      return rule.value === 'ALARM' ? nameOf(rule.alarm) : `${nameOf(rule.alarm)} in ${rule.value}`;
    case 'not':
      return `not ${grouped(rule.operand, nameOf)}`;
    case 'at-least': {
      const { threshold, alarms, negated, value } = rule;
      const least = threshold.unit === 'count' ? String(threshold.count) : `${threshold.percent} %`;
      const state = value === 'ALARM' && !negated ? '' : ` ${negated ? 'not ' : ''}in ${value}`;
      return `at least ${least} of (${alarms.map(nameOf).join(', ')})${state}`;
    }
    default:
      return rule.operands.map((operand) => grouped(operand, nameOf)).join(rule.type === 'and' ? ' and ' : ' or ');
  }
}

function grouped(rule: AlarmRule, nameOf: (alarm: string) => string): string {
  const words = ruleInWords(rule, nameOf);
  return (rule.type === 'and' || rule.type === 'or') && rule.operands.length > 1 ? `(${words})` : words;
}
