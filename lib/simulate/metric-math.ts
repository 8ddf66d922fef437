import { type MathNode, parseMetricMath } from './metric-math-parser';

/**
 * Metric math over one point in time: every name stands for one number, NaN for "no data".
 *
 * A missing input makes a missing result, FILL repairs it; a result that is not finite (a division by zero) is no data point.
 * What CloudWatch does with a missing input inside MIN, MAX and IF is inferred. Comparisons and logic give 1 and 0.
 */

/** @param inputs values by slot */
type Compiled = (inputs: Float64Array) => number;
type Arguments = readonly MathNode[];
type Compile = (node: MathNode) => Compiled;

/**
 * Compiles an expression once, to be evaluated for every minute.
 *
 * @param slotOf place of a name in the inputs; nothing for an unknown name
 * @throws SyntaxError for what is no metric math, an unknown function or an unknown name
 */
export function compileMetricMath(expression: string, slotOf: (name: string) => number | undefined): Compiled {
  const compile: Compile = (node) => {
    switch (node.type) {
      case 'number':
        return () => node.value;
      case 'id':
        return input(node.name);
      case 'negative': {
        const operand = compile(node.operand);
        return (inputs) => -operand(inputs);
      }
      case 'binary':
        return binary(node.operator, compile(node.left), compile(node.right));
      case 'list':
        throw new SyntaxError(`expression "${expression}": got a list, allowed is one in MIN and MAX`);
      case 'call': {
        const build = Object.hasOwn(FUNCTIONS, node.name) ? FUNCTIONS[node.name] : undefined;
        const known = Object.keys(FUNCTIONS).join(', ');
        if (!build)
          throw new SyntaxError(`expression "${expression}": got function ${node.name}, allowed are ${known}`);
        return build(node.args, compile);
      }
    }
  };
  const input = (name: string): Compiled => {
    const slot = slotOf(name);
    if (slot === undefined)
      throw new SyntaxError(`expression "${expression}": got "${name}", allowed are ids of queries`);
    return (inputs) => inputs[slot]!;
  };
  const compiled = compile(parseMetricMath(expression));
  return (inputs) => {
    const value = compiled(inputs);
    return Number.isFinite(value) ? value : Number.NaN;
  };
}

/** To add a function, add a line. */
const FUNCTIONS: Readonly<Record<string, (args: Arguments, compile: Compile) => Compiled>> = {
  MIN: (args, compile) => ofList('MIN', args, compile, (a, b) => Math.min(a, b)),
  MAX: (args, compile) => ofList('MAX', args, compile, (a, b) => Math.max(a, b)),
  IF: (args, compile) => {
    expectArguments('IF', args, [2, 3]);
    const [condition, then, otherwise] = args.map(compile);
    return (inputs) => {
      const decided = condition!(inputs);
      if (Number.isNaN(decided)) return Number.NaN;
      return decided !== 0 ? then!(inputs) : (otherwise?.(inputs) ?? Number.NaN);
    };
  },
  FILL: (args, compile) => {
    expectArguments('FILL', args, [2]);
    const [filled, filler] = args;
    if (filler?.type === 'id' && ['REPEAT', 'LINEAR'].includes(filler.name)) {
      throw new SyntaxError(`FILL: got ${filler.name}, allowed are a number and an id`);
    }
    const value = compile(filled!);
    const otherwise = compile(filler!);
    return (inputs) => {
      const found = value(inputs);
      return Number.isNaN(found) ? otherwise(inputs) : found;
    };
  },
};

function ofList(name: string, args: Arguments, compile: Compile, fold: (a: number, b: number) => number): Compiled {
  expectArguments(name, args, [1]);
  const list = args[0]!;
  if (list.type !== 'list' || list.items.length === 0) {
    throw new SyntaxError(`${name}: got a single series, allowed is a list such as ${name}([a, b])`);
  }
  // Math.min and Math.max of NaN are NaN: a missing input makes a missing result.
  const items = list.items.map(compile);
  return (inputs) => {
    let result = items[0]!(inputs);
    for (let index = 1; index < items.length; index += 1) result = fold(result, items[index]!(inputs));
    return result;
  };
}

function expectArguments(name: string, args: Arguments, allowed: readonly number[]): void {
  if (allowed.includes(args.length)) return;
  throw new SyntaxError(`${name}: got ${args.length} arguments, allowed are ${allowed.join(' or ')}`);
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

const LOGIC: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '&&': (a, b) => a !== 0 && b !== 0,
  AND: (a, b) => a !== 0 && b !== 0,
  '||': (a, b) => a !== 0 || b !== 0,
  OR: (a, b) => a !== 0 || b !== 0,
};

function binary(operator: string, left: Compiled, right: Compiled): Compiled {
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic) return (inputs) => arithmetic(left(inputs), right(inputs));
  const logic = LOGIC[operator]!;
  return (inputs) => {
    const a = left(inputs);
    const b = right(inputs);
    return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(logic(a, b));
  };
}
