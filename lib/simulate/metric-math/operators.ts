import type { Statistic } from '../metric-source';
import { mapped, zipped } from './series';
import { inWords, type MathValue, numeric, several, single } from './values';

/**
 * Operators of metric math. Source: CloudWatch user guide, "Metric math syntax and functions".
 *
 * Where only one of two series has a data point, the other counts as 0 ("Basic arithmetic functions": "Missing values in a time
 * series are treated as 0"; the same for comparison and, by the table there, for logic). Where neither has one, and where the only
 * series beside a number has none, there is none [inferred: such a time is in no series]. A division by zero gives none.
 */

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

const COMPARISON: Readonly<Record<string, (a: number, b: number) => number>> = {
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
};

const and = (a: number, b: number) => Number(a !== 0 && b !== 0);
const or = (a: number, b: number) => Number(a !== 0 || b !== 0);
const LOGIC: Readonly<Record<string, (a: number, b: number) => number>> = { '&&': and, AND: and, '||': or, OR: or };

export function isComparison(operator: string): boolean {
  return Object.hasOwn(COMPARISON, operator);
}

/** @throws SyntaxError for what the operator cannot be used with */
export function operate(operator: string, left: MathValue, right: MathValue): MathValue {
  const arithmetic = Object.hasOwn(ARITHMETIC, operator) ? ARITHMETIC[operator] : undefined;
  const value = arithmetic ?? COMPARISON[operator] ?? LOGIC[operator]!;
  if (left.type === 'text' || right.type === 'text') refuse(operator, left, right);
  if (left.type !== 'array' && right.type !== 'array') return operated(value, left, right);
  if (arithmetic === undefined || left.type === right.type) refuse(operator, left, right);
  const items = (side: MathValue) => (side.type === 'array' ? side.items : []);
  return several([
    ...items(left).map((item) => seriesOf(operated(value, single(item), right))),
    ...items(right).map((item) => seriesOf(operated(value, left, single(item)))),
  ]);
}

/** @throws SyntaxError for a text */
export function negated(operand: MathValue): MathValue {
  return operate('*', numeric(-1), operand);
}

/** A series that has a value only where both have. */
export function bothPresent(operator: string, left: Statistic, right: Statistic): Statistic {
  const value = COMPARISON[operator]!;
  return zipped(left, right, (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : value(a, b)));
}

function operated(value: (a: number, b: number) => number, left: MathValue, right: MathValue): MathValue {
  if (left.type === 'number' && right.type === 'number') return numeric(value(left.value, right.value));
  if (left.type === 'number') return single(mapped(seriesOf(right), (point) => value(left.value, point)));
  if (right.type === 'number') return single(mapped(seriesOf(left), (point) => value(point, right.value)));
  return single(
    zipped(seriesOf(left), seriesOf(right), (a, b) => {
      if (Number.isNaN(a)) return Number.isNaN(b) ? Number.NaN : value(0, b);
      return value(a, Number.isNaN(b) ? 0 : b);
    }),
  );
}

function seriesOf(value: MathValue): Statistic {
  if (value.type === 'series') return value.series;
  throw new SyntaxError(`got ${inWords(value)}, allowed is a series`);
}

function refuse(operator: string, left: MathValue, right: MathValue): never {
  const lists = Object.hasOwn(ARITHMETIC, operator) ? ', or a list with one of these' : '';
  throw new SyntaxError(
    `${operator}: got ${inWords(left)} and ${inWords(right)}, allowed are series and numbers${lists}`,
  );
}
