import { type AlarmValue, alarmValues } from '../model/contracts/alarm-event';

/** Rule of a composite alarm as a tree. */
export type AlarmRule =
  | { readonly type: 'state'; readonly value: AlarmValue; readonly alarm: string }
  | { readonly type: 'constant'; readonly value: boolean }
  | { readonly type: 'not'; readonly operand: AlarmRule }
  | { readonly type: 'and' | 'or'; readonly left: AlarmRule; readonly right: AlarmRule };

/** CloudWatch API reference, PutCompositeAlarm. */
const LONGEST_RULE = 10_240;
/** Ours: keeps a hostile rule from exhausting the call stack. */
const DEEPEST_NESTING = 100;
/** The name of an alarm may hold spaces; then it stands in quotes. */
const TOKEN = /\s*(?:"([^"]*)"|([()])|([^\s()",]+)|(,))/y;

/**
 * Parses `ALARM(x)`, `OK(x)`, `INSUFFICIENT_DATA(x)`, AND, OR, NOT, TRUE, FALSE and parentheses; x is a name or an ARN, quoted or not.
 * NOT binds tighter than AND, AND tighter than OR.
 *
 * @throws SyntaxError that names the rule, the place, what was got and what is allowed; AT_LEAST is not read yet
 */
export function parseAlarmRule(rule: string): AlarmRule {
  if (rule.length > LONGEST_RULE) {
    throw new SyntaxError(`alarm rule: got ${rule.length} characters, allowed are ${LONGEST_RULE}`);
  }
  return new Parser(rule).parse();
}

/** @param stateOf state of an alarm, by name or ARN as the rule says it */
export function evaluateAlarmRule(rule: AlarmRule, stateOf: (alarm: string) => AlarmValue): boolean {
  switch (rule.type) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.value;
    case 'not':
      return !evaluateAlarmRule(rule.operand, stateOf);
    case 'and':
      return evaluateAlarmRule(rule.left, stateOf) && evaluateAlarmRule(rule.right, stateOf);
    case 'or':
      return evaluateAlarmRule(rule.left, stateOf) || evaluateAlarmRule(rule.right, stateOf);
  }
}

/** Every alarm that a rule refers to, once, in the order of the rule. */
export function alarmsOfRule(rule: AlarmRule): string[] {
  switch (rule.type) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarm];
    case 'not':
      return alarmsOfRule(rule.operand);
    default:
      return [...new Set([...alarmsOfRule(rule.left), ...alarmsOfRule(rule.right)])];
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
    let left = this.#and();
    while (this.#accept('OR')) left = { type: 'or', left, right: this.#and() };
    return left;
  }

  #and(): AlarmRule {
    let left = this.#not();
    while (this.#accept('AND')) left = { type: 'and', left, right: this.#not() };
    return left;
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
    if (token.text === 'AT_LEAST') this.#fail(token, 'a rule without AT_LEAST, which is not simulated yet');
    const value = alarmValues.find((known) => known === token.text);
    if (!value) this.#fail(token, `${alarmValues.join(', ')}, NOT, TRUE, FALSE or "("`);
    this.#expect('(');
    const alarm = this.#take();
    if (alarm.text === '' || (!alarm.quoted && '(),'.includes(alarm.text)))
      this.#fail(alarm, 'the name or ARN of an alarm');
    this.#expect(')');
    return { type: 'state', value, alarm: alarm.text };
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
      tokens.push({ text: match[1] ?? match[2] ?? match[3] ?? match[4]!, quoted, at });
      at = TOKEN.lastIndex;
    }
    return [...tokens, { text: '', quoted: false, at: length }];
  }

  #fail(token: Token, allowed: string): never {
    const got = token.text === '' ? 'the end' : `"${excerpt(token.text)}"`;
    throw new SyntaxError(
      `alarm rule "${excerpt(this.#rule)}", position ${token.at}: got ${got}, allowed is ${allowed}`,
    );
  }
}

function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
