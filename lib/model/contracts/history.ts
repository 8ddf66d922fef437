import { gridOf, LEAST_STEP_MS } from './history-grid';

/**
 * History file, version 1: recorded metrics as CSV. UTF-8 (a byte order mark and CRLF are tolerated), comment lines with "#"
 * first, then the header `timestamp,good,total` (requests) or `timestamp,value` (any other metric), then rows in
 * ascending order on a regular step of at least 60 s. A row covers the step that begins at its timestamp. A missing row is a
 * gap (no data), not a zero.
 */

export interface RequestRow {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly good: number;
  readonly total: number;
}

export interface ValueRow {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly value: number;
}

interface HistoryFacts {
  /** Distance between two rows without a gap, in milliseconds; 60,000 for a file of one row. */
  readonly stepMs: number;
  /** Text of the comment lines before the header, without "#". */
  readonly comments: readonly string[];
  /** Faulty rows left out (`lenient`). */
  readonly dropped: number;
}

export type History =
  | (HistoryFacts & { readonly kind: 'requests'; readonly rows: readonly RequestRow[] })
  | (HistoryFacts & { readonly kind: 'value'; readonly rows: readonly ValueRow[] });

export interface HistoryOptions {
  /** Name of the file, for errors. */
  readonly file: string;
  /**
   * Leave faulty rows out and count them.
   *
   * @default false - the first faulty row is an error
   */
  readonly lenient?: boolean;
}

/** Something in a history file is not as it must be. The message says file, line, what was got and what is allowed. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';

  constructor(
    readonly file: string,
    readonly line: number,
    readonly fault: string,
  ) {
    super(`${file}:${line}: ${fault}`);
  }
}

const HEADERS = { requests: ['timestamp', 'good', 'total'], value: ['timestamp', 'value'] } as const;

/** Beyond it doubles skip whole numbers, and sums of requests would be wrong. */
const LARGEST_NUMBER = Number.MAX_SAFE_INTEGER;
const ISO_UTC = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|\+00:?00)$/;
/** Up to the year 5138, so that epoch milliseconds of today are refused and not read as seconds. */
const EPOCH_SECONDS = /^\d{1,11}$/;
const DECIMAL = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * Reads a history file.
 *
 * @param text the whole file
 * @throws HistoryError for an empty file or a wrong header, and for the first faulty row unless `lenient`
 */
export function parseHistory(text: string, options: HistoryOptions): History {
  const { file, lenient = false } = options;
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const { kind, headerLine, comments } = readHeader(lines, file);
  let dropped = 0;
  const refuse = (line: number, fault: string): void => {
    if (!lenient) throw new HistoryError(file, line, fault);
    dropped += 1;
  };
  const { rows, times } = readRows(lines, headerLine, HEADERS[kind], refuse);
  const grid = gridOf(times);
  const read = rows.filter((row) => {
    const offset = (row.at - grid.originMs) % grid.stepMs;
    if (offset !== 0) refuse(row.line, offGrid(row.at, grid.stepMs));
    return offset === 0;
  });
  if (read.length === 0) throw new HistoryError(file, lines.length, 'got no usable row, allowed is one or more');
  const facts = { stepMs: grid.stepMs, comments, dropped };
  return kind === 'requests'
    ? { ...facts, kind, rows: read.map(({ at, numbers }) => ({ at, good: numbers[0]!, total: numbers[1]! })) }
    : { ...facts, kind, rows: read.map(({ at, numbers }) => ({ at, value: numbers[0]! })) };
}

interface ReadRow {
  readonly line: number;
  readonly at: number;
  readonly numbers: readonly number[];
}

function readHeader(lines: readonly string[], file: string) {
  const comments: string[] = [];
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trim();
    if (trimmed.startsWith('#')) comments.push(trimmed.slice(1).trim());
    else if (trimmed !== '') {
      const names = cellsOf(trimmed).map((cell) => cell.toLowerCase());
      const kind = (['requests', 'value'] as const).find((known) => HEADERS[known].join() === names.join());
      if (kind) return { kind, headerLine: index + 1, comments };
      const allowed = 'allowed are "timestamp,good,total" and "timestamp,value"';
      throw new HistoryError(file, index + 1, `header: got "${excerpt(trimmed)}", ${allowed}`);
    }
  }
  throw new HistoryError(file, 1, 'got an empty file, allowed is a header and one row or more');
}

/** @returns the good rows, and the times of all rows that stand in order: a row dropped for its numbers still shows the step */
function readRows(
  lines: readonly string[],
  headerLine: number,
  columns: readonly string[],
  refuse: (line: number, fault: string) => void,
): { rows: ReadRow[]; times: number[] } {
  const rows: ReadRow[] = [];
  const times: number[] = [];
  for (let line = headerLine + 1; line <= lines.length; line += 1) {
    const text = lines[line - 1]!.trim();
    if (text === '') continue;
    const cells = cellsOf(text);
    const at = readTime(cells[0]!);
    const misplaced = countFault(cells, columns) ?? timeFault(cells[0]!, at) ?? orderFault(at!, times.at(-1));
    if (misplaced === undefined) times.push(at!);
    const numbers = cells.slice(1).map((cell) => (DECIMAL.test(cell) ? Number(cell) : Number.NaN));
    const fault = misplaced ?? numberFault(cells, numbers, columns);
    if (fault === undefined) rows.push({ line, at: at!, numbers });
    else refuse(line, fault);
  }
  return { rows, times };
}

function countFault(cells: readonly string[], columns: readonly string[]): string | undefined {
  if (cells.length === columns.length) return undefined;
  return `got ${cells.length} cells, allowed are ${columns.length} (${columns.join(',')})`;
}

function timeFault(cell: string, at: number | undefined): string | undefined {
  if (at !== undefined) return undefined;
  const allowed = 'allowed are ISO-8601 UTC times such as 2026-11-22T07:26:00Z and epoch seconds';
  return `timestamp: got "${excerpt(cell)}", ${allowed}`;
}

function numberFault(
  cells: readonly string[],
  numbers: readonly number[],
  columns: readonly string[],
): string | undefined {
  const faulty = numbers.findIndex((number) => !(number <= LARGEST_NUMBER));
  if (faulty >= 0) {
    const got = excerpt(cells[faulty + 1]!);
    return `${columns[faulty + 1]}: got "${got}", allowed are numbers from 0 to ${LARGEST_NUMBER}`;
  }
  if (numbers.length === 2 && numbers[0]! > numbers[1]!) {
    return `good: got ${numbers[0]} of ${numbers[1]} requests in total, allowed is at most the total`;
  }
  return undefined;
}

function orderFault(at: number, before: number | undefined): string | undefined {
  if (before === undefined || at >= before + LEAST_STEP_MS) return undefined;
  const got = new Date(at).toISOString();
  if (at === before) return `timestamp: got ${got} a second time, allowed is once`;
  return at < before
    ? `timestamp: got ${got} after ${new Date(before).toISOString()}, allowed is ascending order`
    : `timestamp: got ${got}, ${(at - before) / 1000} s after the row before, allowed are 60 s or more`;
}

function offGrid(at: number, stepMs: number): string {
  return `timestamp: got ${new Date(at).toISOString()}, allowed are multiples of the file's step of ${stepMs / 1000} s`;
}

function readTime(cell: string): number | undefined {
  if (EPOCH_SECONDS.test(cell)) return Number(cell) * 1000;
  const day = ISO_UTC.exec(cell)?.[1];
  if (day === undefined) return undefined;
  const at = Date.parse(cell.replace(/\+00:?00$/, 'Z'));
  // Date.parse makes 2 March of 30 February.
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day) ? at : undefined;
}

/** Cells of a line; a cell may stand in one pair of quotes, as some programs write it. */
function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => /^"([^"]*)"$/.exec(cell.trim())?.[1]?.trim() ?? cell.trim());
}

/** A cell may be megabytes long; an error must not be. */
function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
