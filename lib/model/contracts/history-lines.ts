/** Lines of a text, one after the other, by where they stand: a year of minutes is half a million of them. */
export class Lines {
  /** Number of the line, from 1. */
  number = 0;
  start = 0;
  /** Exclusive; without the line break, which is LF or CRLF. */
  end = 0;
  #next: number;

  constructor(readonly text: string) {
    this.#next = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** @returns whether there is one more */
  next(): boolean {
    const { text } = this;
    if (this.#next > text.length) return false;
    const found = text.indexOf('\n', this.#next);
    this.start = this.#next;
    this.end = found < 0 ? text.length : found;
    this.#next = this.end + 1;
    if (found > this.start && text.charCodeAt(found - 1) === 13) this.end -= 1;
    this.number += 1;
    return true;
  }

  /** The line, without blanks around it. */
  trimmed(): string {
    return this.text.slice(this.start, this.end).trim();
  }
}
