import { ALARM_LIMITS } from '../../model/alarm/limits';
import { DEEPEST_NESTING } from '../../model/nesting';

/** Metric math as a tree. */
export type MathNode =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'id'; readonly name: string }
  | { readonly type: 'negative'; readonly operand: MathNode }
  | { readonly type: 'binary'; readonly operator: string; readonly left: MathNode; readonly right: MathNode }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly MathNode[] }
  | { readonly type: 'list'; readonly items: readonly MathNode[] };

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(==|!=|<=|>=|&&|\|\||[-+*/^<>(),[\]])|("[^"]*"|'[^']*'))/y;

/** Binary operators, loosest first (CloudWatch user guide, "Metric math syntax and functions"). */
const LEVELS: readonly (readonly string[])[] = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

/**
 * Parses an expression of CloudWatch metric math.
 *
 * @throws SyntaxError that names the expression, the place and what was got there
 */
export function parseMetricMath(expression: string): MathNode {
  if (expression.length > ALARM_LIMITS.expression) {
    throw new SyntaxError(`expression: got ${expression.length} characters, allowed are ${ALARM_LIMITS.expression}`);
  }
  return new Parser(expression).parse();
}

interface Token {
  readonly kind: 'number' | 'word' | 'sign' | 'text' | 'end';
  readonly text: string;
  readonly at: number;
}

class Parser {
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = this.#tokenize();
  }

  parse(): MathNode {
    const node = this.#binary(0);
    if (this.#peek().kind !== 'end') this.#fail(this.#peek(), 'an operator or the end');
    return node;
  }

  #binary(level: number): MathNode {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    while (operators.includes(this.#peek().text)) {
      const operator = this.#take().text;
      left = { type: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  #unary(): MathNode {
    if (this.#peek().text !== '-') return this.#primary();
    this.#take();
    return this.#nested(() => ({ type: 'negative', operand: this.#unary() }));
  }

  #primary(): MathNode {
    const token = this.#take();
    if (token.kind === 'number') return { type: 'number', value: Number(token.text) };
    if (token.kind === 'text') return { type: 'text', text: token.text.slice(1, -1) };
    if (token.text === '(') {
      return this.#nested(() => {
        const node = this.#binary(0);
        this.#expect(')');
        return node;
      });
    }
    if (token.text === '[') return { type: 'list', items: this.#items(']') };
    if (token.kind !== 'word') this.#fail(token, 'a number, a name, a text, "(" or "["');
    if (this.#peek().text !== '(') return { type: 'id', name: token.text };
    this.#take();
    return { type: 'call', name: token.text.toUpperCase(), args: this.#items(')') };
  }

  #items(closing: string): MathNode[] {
    return this.#nested(() => {
      const items: MathNode[] = [];
      while (this.#peek().text !== closing) {
        if (items.length > 0) this.#expect(',');
        items.push(this.#binary(0));
      }
      this.#take();
      return items;
    });
  }

  #nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST_NESTING) this.#fail(this.#peek(), `nesting of at most ${DEEPEST_NESTING} levels`);
    const node = parse();
    this.#depth -= 1;
    return node;
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #take(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#next += 1;
    return token;
  }

  #expect(text: string): void {
    const token = this.#take();
    if (token.text !== text) this.#fail(token, `"${text}"`);
  }

  #tokenize(): Token[] {
    const tokens: Token[] = [];
    let at = 0;
    while (this.#expression.slice(at).trim() !== '') {
      TOKEN.lastIndex = at;
      const match = TOKEN.exec(this.#expression);
      if (!match)
        this.#fail(
          { kind: 'sign', text: this.#expression.slice(at).trim()[0]!, at },
          'numbers, names, texts and operators',
        );
      const [, number, word, sign, text] = match;
      const kind = number ? 'number' : word ? 'word' : sign ? 'sign' : 'text';
      tokens.push({ kind, text: number ?? word ?? sign ?? text!, at });
      at = TOKEN.lastIndex;
    }
    return [...tokens, { kind: 'end', text: '', at }];
  }

  #fail(token: Token, allowed: string): never {
    const got = token.kind === 'end' ? 'the end' : `"${token.text}"`;
    throw new SyntaxError(`expression "${this.#expression}", position ${token.at}: got ${got}, allowed is ${allowed}`);
  }
}
