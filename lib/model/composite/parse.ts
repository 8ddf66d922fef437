import { type AlarmValue, alarmValues } from '../contracts/alarm-event';
import { RULE_LIMITS } from './limits';
import type { AlarmRule, AtLeastThreshold } from './rule';

/** Deeper nesting has more elements than CloudWatch takes; a hostile rule does not exhaust the call stack. */
const DEEPEST_NESTING = RULE_LIMITS.elements;
/** The name of an alarm may hold spaces; then it stands in quotes. */
const TOKEN = /\s*(?:"([^"]*)"|([()])|([^\s()",]+)|(,))/y;

/**
 * Parses `ALARM(x)`, `OK(x)`, `INSUFFICIENT_DATA(x)`, AND, OR, NOT, TRUE, FALSE, parentheses, and `AT_LEAST(2, ALARM, (x, y))`, also
 * with `50%` and `NOT ALARM`; x is a name or an ARN, quoted or not. NOT binds tighter than AND, AND tighter than OR.
 *
 * @throws RuleSyntaxError that names the rule, the place, what was got and what is allowed; SyntaxError for one that is too long
 */
export function parseAlarmRule(rule: string): AlarmRule {
  const longest = RULE_LIMITS.characters;
  if (rule.length > longest) {
    throw new SyntaxError(`alarm rule: got ${rule.length} characters, allowed are ${longest}`);
  }
  return new Parser(rule).parse();
}

/** What is wrong with a rule, and where. */
export class RuleSyntaxError extends SyntaxError {
  constructor(
    rule: string,
    /** In characters, from 0. */
    readonly position: number,
    readonly got: string,
    /** What could stand there, as words that follow "is". */
    readonly allowed: string,
  ) {
    super(`alarm rule "${excerpt(rule)}", position ${position}: got ${got}, allowed is ${allowed}`);
  }
}

interface Token {
  /** Name in quotes, word or sign; empty at the end of the rule. */
  readonly text: string;
  readonly quoted: boolean;
  readonly at: number;
}

class Parser {
  readonly #rule: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(rule: string) {
    this.#rule = rule;
    this.#tokens = this.#tokenize();
  }

  parse(): AlarmRule {
    const rule = this.#or();
    if (this.#next < this.#tokens.length - 1) this.#fail(this.#peek(), 'AND, OR or the end');
    return rule;
  }

  #or(): AlarmRule {
    const operands = [this.#and()];
    while (this.#accept('OR')) operands.push(this.#and());
    return operands.length === 1 ? operands[0]! : { type: 'or', operands };
  }

  #and(): AlarmRule {
    const operands = [this.#not()];
    while (this.#accept('AND')) operands.push(this.#not());
    return operands.length === 1 ? operands[0]! : { type: 'and', operands };
  }

  #not(): AlarmRule {
    this.#depth += 1;
    if (this.#depth > DEEPEST_NESTING) this.#fail(this.#peek(), `nesting of at most ${DEEPEST_NESTING} levels`);
    const rule: AlarmRule = this.#accept('NOT') ? { type: 'not', operand: this.#not() } : this.#primary();
    this.#depth -= 1;
    return rule;
  }

  #primary(): AlarmRule {
    const token = this.#take();
    if (token.quoted) this.#fail(token, 'a state, NOT, TRUE, FALSE or "("');
    if (token.text === '(') {
      const rule = this.#or();
      this.#expect(')');
      return rule;
    }
    if (token.text === 'TRUE' || token.text === 'FALSE') return { type: 'constant', value: token.text === 'TRUE' };
    if (token.text === 'AT_LEAST') return this.#atLeast();
    const value = alarmValues.find((known) => known === token.text);
    if (!value) this.#fail(token, `${alarmValues.join(', ')}, AT_LEAST, NOT, TRUE, FALSE or "("`);
    this.#expect('(');
    const alarm = this.#alarm();
    this.#expect(')');
    return { type: 'state', value, alarm };
  }

  /** What follows AT_LEAST. The grammar is the one that the CDK renders: `AtLeastThreshold` and `AlarmRule.atLeastNot`. */
  #atLeast(): AlarmRule {
    this.#expect('(');
    const least = this.#take();
    this.#expect(',');
    const negated = this.#accept('NOT');
    const value = this.#state();
    this.#expect(',');
    this.#expect('(');
    const alarms = [this.#alarm()];
    while (this.#accept(',')) alarms.push(this.#alarm());
    this.#expect(')');
    this.#expect(')');
    return { type: 'at-least', threshold: this.#threshold(least, alarms.length), value, negated, alarms };
  }

  #threshold(token: Token, alarms: number): AtLeastThreshold {
    const [, digits, sign] = (!token.quoted && /^(\d{1,3})(%?)$/.exec(token.text)) || [];
    const least = Number(digits);
    const most = sign === '%' ? 100 : alarms;
    // Also true for what is no number.
    if (!(least >= 1 && least <= most)) this.#fail(token, `1 to ${alarms} (as many as there are alarms) or 1% to 100%`);
    return sign === '%' ? { unit: 'percent', percent: least } : { unit: 'count', count: least };
  }

  #state(): AlarmValue {
    const token = this.#take();
    const value = token.quoted ? undefined : alarmValues.find((known) => known === token.text);
    return value ?? this.#fail(token, alarmValues.join(', '));
  }

  #alarm(): string {
    const alarm = this.#take();
    if (alarm.text === '' || (!alarm.quoted && '(),'.includes(alarm.text)))
      this.#fail(alarm, 'the name or ARN of an alarm');
    return alarm.text;
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #take(): Token {
    const token = this.#peek();
    if (this.#next < this.#tokens.length - 1) this.#next += 1;
    return token;
  }

  #accept(word: string): boolean {
    const found = this.#peek().text === word && !this.#peek().quoted;
    if (found) this.#next += 1;
    return found;
  }

  #expect(sign: string): void {
    const token = this.#take();
    if (token.text !== sign || token.quoted) this.#fail(token, `"${sign}"`);
  }

  #tokenize(): Token[] {
    const tokens: Token[] = [];
    const length = this.#rule.trimEnd().length;
    let at = 0;
    while (at < length) {
      TOKEN.lastIndex = at;
      const match = TOKEN.exec(this.#rule);
      if (!match) this.#fail({ text: this.#rule.slice(at).trim(), quoted: false, at }, 'a closing quote');
      const quoted = match[1] !== undefined;
      at += match[0].length - match[0].trimStart().length;
      tokens.push({ text: match[1] ?? match[2] ?? match[3] ?? match[4]!, quoted, at });
      at = TOKEN.lastIndex;
    }
    return [...tokens, { text: '', quoted: false, at: length }];
  }

  #fail(token: Token, allowed: string): never {
    const got = token.text === '' ? 'the end' : `"${excerpt(token.text)}"`;
    throw new RuleSyntaxError(this.#rule, token.at, got, allowed);
  }
}

function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
