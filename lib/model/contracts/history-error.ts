/** Something in a history file is not as it must be. The message says file, line, what was got and what is allowed. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';

  constructor(
    readonly file: string,
    readonly line: number,
    readonly fault: string,
  ) {
    super(placed(file, line, fault));
  }
}

/** What is wrong with rows: an error, or a count of what was left out. */
export class Faults {
  /** Rows left out. */
  count = 0;
  /** What was wrong with the first of them, with file and line. */
  first: string | undefined;

  constructor(
    private readonly file: string,
    private readonly lenient: boolean,
  ) {}

  /** @throws HistoryError unless lenient */
  refuse(line: number, fault: string): void {
    if (!this.lenient) throw new HistoryError(this.file, line, fault);
    this.count += 1;
    this.first ??= copyOf(placed(this.file, line, fault));
  }
}

function placed(file: string, line: number, fault: string): string {
  return `${file}:${line}: ${fault}`;
}

/** A cell may be megabytes long; an error must not be. */
export function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

/** The same text on its own: as a piece of the file it would keep all of the file in memory. */
export function copyOf(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
