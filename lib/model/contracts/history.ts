import { copyOf, excerpt, Faults, HistoryError } from './history-error';
import { gridOf } from './history-grid';
import { Lines } from './history-lines';
import { cellsOf, type ReadRows, readRows } from './history-rows';

export { HistoryError } from './history-error';

/**
 * History file, version 1: recorded metrics as CSV. UTF-8 (a byte order mark and CRLF are tolerated), comment lines with "#"
 * first, then the header `timestamp,good,total` (requests) or `timestamp,value` (any other metric), then rows in
 * ascending order on a regular step of at least 60 s. A row covers the step that begins at its timestamp. A missing row is a
 * gap (no data), not a zero. Columns, because a year of minutes as objects takes seconds and hundreds of megabytes.
 */

interface HistoryFacts {
  /** Epoch milliseconds at which each row begins, ascending. */
  readonly at: Float64Array;
  /** Distance between two rows without a gap, in milliseconds; 60,000 for a file of one row. */
  readonly stepMs: number;
  /** Text of the comment lines before the header, without "#". */
  readonly comments: readonly string[];
  /** Faulty rows left out (`lenient`). */
  readonly dropped: number;
  /** What was wrong with the first of them, with file and line. */
  readonly firstDropped?: string;
  /** Times said no zone (`2026-11-22 07:26:00`), and were taken for UTC. */
  readonly assumedUtc: boolean;
}

/** Requests of each step, `0 <= good <= total`. */
export interface RequestHistory extends HistoryFacts {
  readonly kind: 'requests';
  readonly good: Float64Array;
  readonly total: Float64Array;
}

/** One value of each step, from 0. */
export interface ValueHistory extends HistoryFacts {
  readonly kind: 'value';
  readonly value: Float64Array;
}

export type History = RequestHistory | ValueHistory;

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

const HEADERS = { requests: ['timestamp', 'good', 'total'], value: ['timestamp', 'value'] } as const;

/**
 * Reads a history file.
 *
 * @param text the whole file
 * @throws HistoryError for an empty file or a wrong header, and for the first faulty row unless `lenient`
 */
export function parseHistory(text: string, { file, lenient = false }: HistoryOptions): History {
  const lines = new Lines(text);
  const { kind, comments } = readHeader(lines, file);
  const faults = new Faults(file, lenient);
  const rows = readRows(lines, HEADERS[kind], faults);
  const { stepMs, originMs } = gridOf(rows.at);
  const { at, numbers } = onGrid(rows, stepMs, originMs, faults);
  if (at.length === 0) throw new HistoryError(file, lines.number, 'got no usable row, allowed is one or more');
  const { assumedUtc } = rows;
  const dropped = { dropped: faults.count, ...(faults.first === undefined ? {} : { firstDropped: faults.first }) };
  const facts = { at, stepMs, comments, ...dropped, assumedUtc };
  const [first, second] = numbers as [Float64Array, Float64Array];
  return kind === 'requests' ? { kind, ...facts, good: first, total: second } : { kind, ...facts, value: first };
}

function readHeader(lines: Lines, file: string) {
  const comments: string[] = [];
  while (lines.next()) {
    const line = lines.trimmed();
    if (line.startsWith('#')) comments.push(line.slice(1).trim());
    else if (line !== '') {
      const names = cellsOf(line).map((cell) => cell.toLowerCase());
      const kind = (['requests', 'value'] as const).find((known) => HEADERS[known].join() === names.join());
      if (kind) return { kind, comments: comments.length === 0 ? [] : copyOf(comments.join('\n')).split('\n') };
      const allowed = 'allowed are "timestamp,good,total" and "timestamp,value"';
      throw new HistoryError(file, lines.number, `header: got "${excerpt(line)}", ${allowed}`);
    }
  }
  throw new HistoryError(file, 1, 'got an empty file, allowed is a header and one row or more');
}

/** The rows that are left: with numbers, and where a row may lie. */
function onGrid(
  { at, numbers, line }: ReadRows,
  stepMs: number,
  originMs: number,
  faults: Faults,
): Pick<ReadRows, 'at' | 'numbers'> {
  const left = new Uint8Array(at.length);
  let count = 0;
  for (let row = 0; row < at.length; row += 1) {
    if (Number.isNaN(numbers[0]![row]!)) continue;
    if ((at[row]! - originMs) % stepMs !== 0) faults.refuse(line[row]!, offGrid(at[row]!, stepMs));
    else {
      left[row] = 1;
      count += 1;
    }
  }
  if (count === at.length) return { at, numbers };
  const kept = (column: Float64Array) => column.filter((_, row) => left[row] === 1);
  return { at: kept(at), numbers: numbers.map(kept) };
}

function offGrid(at: number, stepMs: number): string {
  return `timestamp: got ${new Date(at).toISOString()}, allowed are multiples of the file's step of ${stepMs / 1000} s`;
}
