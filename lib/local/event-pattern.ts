/** EventBridge event patterns. Source: the EventBridge user guide, "Event patterns"; `cidr` is not supported and says so. */

type Json = unknown;
type Pattern = Readonly<Record<string, Json>>;

/** @throws Error for an operator that is not supported */
export function matches(pattern: Pattern, event: Json): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return (expected as Pattern[]).some((alternative) => matches(alternative, event));
    const found = isObject(event) ? event[key] : undefined;
    if (Array.isArray(expected)) return matchesField(expected, found);
    const inside = Array.isArray(found) ? found : [found];
    return inside.some((value) => matches(expected as Pattern, value));
  });
}

function matchesField(alternatives: readonly Json[], found: Json): boolean {
  const values = Array.isArray(found) ? found : [found];
  return alternatives.some((alternative) => {
    if (isObject(alternative) && 'exists' in alternative) return (found !== undefined) === alternative.exists;
    return found !== undefined && values.some((value) => matchesValue(alternative, value));
  });
}

function matchesValue(expected: Json, value: Json): boolean {
  if (!isObject(expected)) return expected === value;
  const [[operator, operand] = ['', undefined]] = Object.entries(expected);
  switch (operator) {
    case 'prefix':
      return textual(operand, value, (text, part) => text.startsWith(part));
    case 'suffix':
      return textual(operand, value, (text, part) => text.endsWith(part));
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return typeof value === 'string' && wildcard(String(operand)).test(value);
    case 'numeric':
      return typeof value === 'number' && numeric(operand as readonly (string | number)[], value);
    case 'anything-but':
      return !(Array.isArray(operand) ? operand : [operand]).some((unwanted) => matchesValue(unwanted, value));
    default:
      throw new Error(`event pattern: got operator "${operator}", which is not supported here`);
  }
}

function textual(operand: Json, value: Json, test: (text: string, part: string) => boolean): boolean {
  if (typeof value !== 'string') return false;
  if (!isObject(operand)) return test(value, String(operand));
  return test(value.toLowerCase(), String(operand['equals-ignore-case']).toLowerCase());
}

function wildcard(text: string): RegExp {
  return new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

function numeric(operand: readonly (string | number)[], value: number): boolean {
  for (let index = 0; index < operand.length; index += 2) {
    const compare = COMPARE[String(operand[index])];
    if (compare === undefined)
      throw new Error(
        `event pattern: got comparison "${operand[index]}", allowed are ${Object.keys(COMPARE).join(' ')}`,
      );
    if (!compare(value, Number(operand[index + 1]))) return false;
  }
  return true;
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
