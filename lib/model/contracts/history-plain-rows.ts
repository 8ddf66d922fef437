const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const COLON = 58;

/** Length of `2026-11-22T07:26:00`. */
const TO_THE_SECOND = 19;
const USUAL_TIME = /^(\d{4}-\d{2}-\d{2}.)(\d{2}):(\d{2}):(\d{2})(.*)$/;

/** So many digits are exact in a double, and so are these powers: their quotient is rounded once, as `Number` does. */
const MOST_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, power) => 10 ** power);

/**
 * Reads usual rows where they stand in the text. What it does not take goes the careful way (history-rows.ts), so it need not know
 * all that is allowed: epoch seconds of ten digits, times of a day and form that were read carefully before, plain decimals.
 */
export class PlainRows {
  /** Time (epoch milliseconds) and numbers of the row that was read last. */
  readonly cells = new Float64Array(3);
  // No line has a line break in it.
  #day = '\n';
  #dayBegan = 0;
  #afterSeconds = '';

  /** @param columns cells of a row, the time among them */
  constructor(
    private readonly text: string,
    private readonly columns: number,
  ) {}

  /** The next rows may be of the same day, and written in the same way. */
  learn(time: string, at: number): void {
    const [, day, hour, minute, second, rest] = USUAL_TIME.exec(time) ?? [];
    if (day === undefined) return;
    this.#day = day;
    this.#dayBegan = at - millisecondsOf(Number(hour), Number(minute), Number(second));
    this.#afterSeconds = `${rest},`;
  }

  /** @returns whether the row is a usual one */
  read(start: number, end: number): boolean {
    let position = this.#readTime(start);
    for (let column = 1; column < this.columns; column += 1) {
      if (position < 0) return false;
      position = this.#readNumber(column, position, end);
    }
    return position === end + 1;
  }

  /** @returns where the next cell begins, -1 for an unusual one */
  #readTime(start: number): number {
    const { text } = this;
    let at: number;
    let next: number;
    if (text.startsWith(this.#day, start) && text.startsWith(this.#afterSeconds, start + TO_THE_SECOND)) {
      if (text.charCodeAt(start + 13) !== COLON || text.charCodeAt(start + 16) !== COLON) return -1;
      const hour = digits(text, start + 11, 2);
      const minute = digits(text, start + 14, 2);
      const second = digits(text, start + 17, 2);
      if (hour > 23 || minute > 59 || second > 59) return -1;
      at = this.#dayBegan + millisecondsOf(hour, minute, second);
      next = start + TO_THE_SECOND + this.#afterSeconds.length;
    } else {
      at = digits(text, start, 10) * 1000;
      next = text.charCodeAt(start + 10) === COMMA ? start + 11 : -1;
    }
    this.cells[0] = at;
    return Number.isNaN(at) ? -1 : next;
  }

  /** @returns where the next cell begins, -1 for an unusual one */
  #readNumber(column: number, start: number, end: number): number {
    let whole = 0;
    let count = 0;
    let point = -1;
    let position = start;
    for (; position < end; position += 1) {
      const digit = this.text.charCodeAt(position) - ZERO;
      if (digit >= 0 && digit <= 9) {
        whole = whole * 10 + digit;
        count += 1;
      } else if (digit === POINT - ZERO && point < 0) point = count;
      else if (digit === COMMA - ZERO) break;
      else return -1;
    }
    if (count === 0 || count > MOST_DIGITS) return -1;
    this.cells[column] = point < 0 ? whole : whole / POWERS_OF_TEN[count - point]!;
    return position + 1;
  }
}

function millisecondsOf(hour: number, minute: number, second: number): number {
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

/** A number of so many digits; NaN when there is anything else among them. */
function digits(text: string, start: number, count: number): number {
  let number = 0;
  for (let position = start; position < start + count; position += 1) {
    const digit = text.charCodeAt(position) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}
