import { isInsightsQuery } from '../../model/alarm';
import { naming } from '../named-error';
import { FUNCTIONS } from './functions';
import { negated, operate } from './operators';
import { type MathNode, parseMetricMath } from './parser';
import type { MathScope } from './scope';
import { constant } from './series';
import { type MathValue, numeric, several } from './values';

export type { MathOptions, MathScope } from './scope';
export { shared } from './series';
export { inWords, type MathValue, single } from './values';

/**
 * Compiles an expression of metric math. What CloudWatch does where a data point is missing stands at each operator and function.
 *
 * @throws SyntaxError for what is no metric math, an unknown name, and functions that are not simulated
 */
export function compileMetricMath(expression: string, scope: MathScope): MathValue {
  const compile = (node: MathNode): MathValue => {
    switch (node.type) {
      case 'number':
        return numeric(node.value);
      case 'text':
        return node;
      case 'id':
        return meaning(node.name);
      case 'negative':
        return negated(compile(node.operand));
      case 'binary':
        return operate(node.operator, compile(node.left), compile(node.right));
      case 'list':
        return several(node.items.map(compile).flatMap(seriesOf));
      case 'call':
        return called(node);
    }
  };
  const meaning = (id: string): MathValue => {
    const value = scope.value(id);
    if (value === undefined) throw new SyntaxError(`got "${id}", allowed are ids of queries`);
    return value;
  };
  const called = ({ name, args }: Extract<MathNode, { type: 'call' }>): MathValue => {
    const build = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (build) return naming(name, () => build({ args, scope, compile }));
    throw new SyntaxError(`got function ${name}, allowed are ${Object.keys(FUNCTIONS).join(', ')}`);
  };
  return naming(`expression "${expression}"`, () => {
    if (isInsightsQuery(expression)) throw new SyntaxError('got a query of Metrics Insights, allowed is metric math');
    return compile(parseMetricMath(expression));
  });
}

function seriesOf(value: MathValue) {
  switch (value.type) {
    case 'array':
      return value.items;
    case 'series':
      return [value.series];
    case 'number':
      return [constant(value.value)];
    case 'text':
      throw new SyntaxError(`got the text "${value.text}" in a list, allowed are series, numbers and lists`);
  }
}
