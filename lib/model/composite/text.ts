import type { AlarmRule } from './rule';

/**
 * A rule as CloudWatch reads it. Alarms stand in quotes, because their names may hold "/". AND, OR and NOT over another of
 * them get parentheses, so that nothing depends on which of them binds tighter.
 */
export function ruleText(rule: AlarmRule): string {
  switch (rule.type) {
    case 'constant':
      return rule.value ? 'TRUE' : 'FALSE';
    case 'state':
      return `${rule.value}("${rule.alarm}")`;
    case 'not':
      return `NOT ${operandText(rule.operand)}`;
    case 'at-least': {
      const { threshold, value, negated, alarms } = rule;
      const least = threshold.unit === 'count' ? String(threshold.count) : `${threshold.percent}%`;
      return `AT_LEAST(${least}, ${negated ? 'NOT ' : ''}${value}, (${alarms.map((alarm) => `"${alarm}"`).join(', ')}))`;
    }
    default: {
      const [only, ...others] = rule.operands;
      if (only !== undefined && others.length === 0) return ruleText(only);
      return rule.operands.map(operandText).join(rule.type === 'and' ? ' AND ' : ' OR ');
    }
  }
}

function operandText(operand: AlarmRule): string {
  const text = ruleText(operand);
  const grouped = operand.type === 'and' || operand.type === 'or';
  if (grouped && operand.operands.length === 1) return operandText(operand.operands[0]!);
  return grouped ? `(${text})` : text;
}
