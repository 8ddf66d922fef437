import { exact, type Fraction } from '../../../lib/model/slo';

interface Arithmetic<N> {
  readonly read: (text: string) => N;
  readonly apply: Readonly<Record<string, (a: N, b: N) => N>>;
}

/** Evaluates `(100-99.9)/100`: numbers, brackets, `+ - * /` with the usual precedence. */
function evaluate<N>(expression: string, { read, apply }: Arithmetic<N>): N {
  const tokens = expression.match(/[\d.]+|[-+*/()]/g) ?? [];
  const chain = (operators: string, operand: () => N): N => {
    let result = operand();
    while (tokens[0] !== undefined && operators.includes(tokens[0])) {
      result = apply[tokens.shift()!]!(result, operand());
    }
    return result;
  };
  const atom = (): N => {
    const token = tokens.shift()!;
    if (token !== '(') return read(token);
    const inner = sum();
    tokens.shift();
    return inner;
  };
  const product = () => chain('*/', atom);
  const sum = (): N => chain('+-', product);
  return sum();
}

export function inDoubles(expression: string): number {
  return evaluate<number>(expression, {
    read: Number,
    apply: { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b },
  });
}

export function exactly(expression: string): Fraction {
  return evaluate<Fraction>(expression, {
    read: exact,
    apply: { '+': (a, b) => a.add(b), '-': (a, b) => a.sub(b), '*': (a, b) => a.mul(b), '/': (a, b) => a.div(b) },
  });
}
