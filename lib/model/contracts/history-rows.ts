import { Column } from './history-column';
import { excerpt, type Faults } from './history-error';
import { LEAST_STEP_MS } from './history-grid';
import type { Lines } from './history-lines';
import { PlainRows } from './history-plain-rows';
import { ALLOWED_TIMES, readTime, readTimeWithoutZone } from './history-time';

/** Beyond it doubles skip whole numbers, and sums of requests would be wrong. */
const LARGEST_NUMBER = Number.MAX_SAFE_INTEGER;
const DECIMAL = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** All rows of a file that stand in order. */
export interface ReadRows {
  readonly at: Float64Array;
  /** The columns after the timestamp. NaN in a row that was refused for its numbers: its time shows the step all the same. */
  readonly numbers: readonly Float64Array[];
  /** Number of the line in which each row stands. */
  readonly line: Float64Array;
  readonly assumedUtc: boolean;
}

/**
 * Reads the rows that follow the header.
 *
 * @param names of the columns
 */
export function readRows(lines: Lines, names: readonly string[], faults: Faults): ReadRows {
  const plain = new PlainRows(lines.text, names.length);
  const line = new Column();
  const columns = names.map(() => new Column());
  let before = Number.NEGATIVE_INFINITY;
  let assumedUtc = false;

  const push = (cells: Float64Array): void => {
    for (let column = 0; column < columns.length; column += 1) columns[column]!.push(cells[column]!);
    line.push(lines.number);
    before = cells[0]!;
  };
  const isUsual = (): boolean => {
    if (!plain.read(lines.start, lines.end)) return false;
    const [at, first, second] = [plain.cells[0]!, plain.cells[1]!, plain.cells[2]!];
    return at >= before + LEAST_STEP_MS && (names.length < 3 || first <= second);
  };
  const readCarefully = (text: string): void => {
    const cells = cellsOf(text);
    const zoned = readTime(cells[0]!);
    const at = zoned ?? readTimeWithoutZone(cells[0]!);
    const misplaced = countFault(cells, names) ?? timeFault(cells[0]!, at) ?? orderFault(at!, before);
    if (misplaced !== undefined) {
      faults.refuse(lines.number, misplaced);
      return;
    }
    plain.learn(cells[0]!, at!);
    assumedUtc ||= zoned === undefined;
    const numbers = cells.slice(1).map((cell) => (DECIMAL.test(cell) ? Number(cell) : Number.NaN));
    const fault = numberFault(cells, numbers, names);
    if (fault !== undefined) faults.refuse(lines.number, fault);
    push(Float64Array.of(at!, ...(fault === undefined ? numbers : numbers.map(() => Number.NaN))));
  };

  while (lines.next()) {
    if (isUsual()) push(plain.cells);
    else {
      const text = lines.trimmed();
      if (text !== '') readCarefully(text);
    }
  }
  const [at, ...numbers] = columns.map((column) => column.values());
  return { at: at!, numbers, line: line.values(), assumedUtc };
}

/** Cells of a line; a cell may stand in one pair of quotes, as some programs write it. */
export function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => /^"([^"]*)"$/.exec(cell.trim())?.[1]?.trim() ?? cell.trim());
}

function countFault(cells: readonly string[], columns: readonly string[]): string | undefined {
  if (cells.length === columns.length) return undefined;
  return `got ${cells.length} cells, allowed are ${columns.length} (${columns.join(',')})`;
}

function timeFault(cell: string, at: number | undefined): string | undefined {
  return at === undefined ? `timestamp: got "${excerpt(cell)}", allowed are ${ALLOWED_TIMES}` : undefined;
}

function orderFault(at: number, before: number): string | undefined {
  if (at >= before + LEAST_STEP_MS) return undefined;
  const got = new Date(at).toISOString();
  if (at === before) return `timestamp: got ${got} a second time, allowed is once`;
  return at < before
    ? `timestamp: got ${got} after ${new Date(before).toISOString()}, allowed is ascending order`
    : `timestamp: got ${got}, ${(at - before) / 1000} s after the row before, allowed are 60 s or more`;
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
