import { HistoryError, parseHistory } from '../../../lib/model/contracts/history';
import { rowsOf } from './history-rows';

const HEADER = 'timestamp,good,total\n';
const MEGABYTE = 1_000_000;
const read = (text: string) => parseHistory(text, { file: 'h.csv' });

function errorOf(text: string): HistoryError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof HistoryError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('what nobody would write by hand is refused in a short sentence', () => {
  it.each([
    ['a line of a megabyte', 'x'.repeat(MEGABYTE), 1, /^header: got "x{60}\.\.\.", allowed are /],
    ['a header of a million columns', `timestamp${',good'.repeat(MEGABYTE)}`, 1, /^header: got "timestamp,good/],
    ['a row of a million columns', HEADER + ','.repeat(MEGABYTE), 2, /^got 1000001 cells, allowed are 3/],
    ['a cell of a megabyte', `${HEADER}0,${'9'.repeat(MEGABYTE)},1`, 2, /^good: got "9{60}\.\.\.", allowed/],
    ['a megabyte of quotes', `${HEADER}${'"'.repeat(MEGABYTE)},1,1`, 2, /^timestamp: got ""{60}\.\.\."/],
    ['a megabyte of blanks in a number', `${HEADER}0,1${' '.repeat(MEGABYTE)}1,1`, 2, /^good: got "1 {59}\.\.\."/],
    ['a megabyte of empty lines', HEADER + '\n'.repeat(MEGABYTE), MEGABYTE + 2, /^got no usable row/],
    ['a megabyte of comments', '#\n'.repeat(MEGABYTE), 1, /^got an empty file/],
    ['nothing but NUL', '\0'.repeat(100), 1, /^header: got "\0{60}\.\.\."/],
    ['NUL in a number', `${HEADER}0,1\0,1`, 2, /^good: got "1\0"/],
    ['NUL behind a row', `${HEADER}0,1,1\0`, 2, /^total: got "1\0"/],
    ['what UTF-16 looks like', '\uFFFD\uFFFDt\0i\0m\0e\0', 1, /^header: got/],
    ['digits of another script', `${HEADER}٠,١,١`, 2, /^timestamp: got "٠"/],
    ['1e400', `${HEADER}0,1,1e400`, 2, /^total: got "1e400", allowed are numbers from 0 to 9007199254740991$/],
    ['a time beyond 2^53', `${HEADER}9007199254740993,1,1`, 2, /^timestamp: got "9007199254740993"/],
    ['a leap second', `${HEADER}2016-12-31T23:59:60Z,1,1`, 2, /^timestamp: got "2016-12-31T23:59:60Z"/],
    ['the end of a day as hour 24', `${HEADER}2026-11-22T24:00:00Z,1,1`, 2, /^timestamp: got "2026-11-22T24:00:00Z"/],
    ['29 February of no leap year', `${HEADER}2100-02-29 00:00:00,1,1`, 2, /^timestamp: got "2100-02-29 00:00:00"/],
    ['a zone of local time', `${HEADER}2026-11-22 07:26:00 CET,1,1`, 2, /^timestamp: got "2026-11-22 07:26:00 CET"/],
    ['old Macintosh line ends', 'timestamp,good,total\r0,1,1\r', 1, /^header: got/],
  ])('%s', (_, text, line, fault) => {
    const error = errorOf(text);
    expect(error.line).toBe(line);
    expect(error.fault).toMatch(fault);
    expect(error.message.length).toBeLessThan(250);
  });
});

describe('what is almost like the rows before is refused', () => {
  const before = `${HEADER}2026-11-22T07:24:00Z,1,1\n2026-11-22T07:25:00Z,1,1\n`;

  it.each([
    ['2026-11-22T24:00:00Z,1,1', 'timestamp: got "2026-11-22T24:00:00Z"'],
    ['2026-11-22T07:60:00Z,1,1', 'timestamp: got "2026-11-22T07:60:00Z"'],
    ['2026-11-22T07:26:60Z,1,1', 'timestamp: got "2026-11-22T07:26:60Z"'],
    ['2026-11-22T07.26:00Z,1,1', 'timestamp: got "2026-11-22T07.26:00Z"'],
    ['2026-11-22T07:26.00Z,1,1', 'timestamp: got "2026-11-22T07:26.00Z"'],
    ['2026-11-22T07:2x:00Z,1,1', 'timestamp: got "2026-11-22T07:2x:00Z"'],
    ['2026-11-22T07:26:00z,1,1', 'timestamp: got "2026-11-22T07:26:00z"'],
    ['2026-11-22T07:26:00Z1,1', 'got 2 cells'],
    ['2026-11-22T07:26:00Z,1,1,', 'got 4 cells'],
    ['2026-11-22T07:26:00Z,1', 'got 2 cells'],
    ['2026-11-22T07:26:00Z,1,', 'total: got ""'],
    ['2026-11-22T07:26:00Z,2,1', 'good: got 2 of 1 requests in total'],
    ['2026-11-22T07:26:00Z,1.0.0,1', 'good: got "1.0.0"'],
    ['2026-11-22T07:25:00Z,1,1', 'timestamp: got 2026-11-22T07:25:00.000Z a second time'],
    ['1795332360.1,2', 'got 2 cells'],
    ['1795332360.1,1,1', 'timestamp: got "1795332360.1"'],
    ['17953323600,1,1,', 'got 4 cells'],
    ['1795332360,1,1,', 'got 4 cells'],
  ])('%s', (row, fault) => {
    expect(errorOf(before + row).message).toContain(`h.csv:4: ${fault}`);
  });
});

describe('what is unusual and right is read', () => {
  const rowsFrom = (...rows: string[]) => rowsOf(read(HEADER + rows.join('\n')));

  it('ISO-8601 and epoch seconds in one file', () => {
    const rows = rowsFrom('2026-11-22T07:26:00Z,1,1', '1795332420,2,2', '2026-11-22T07:28:00.000Z,3,3');
    expect(rows).toEqual([
      [1_795_332_360, 1, 1],
      [1_795_332_420, 2, 2],
      [1_795_332_480, 3, 3],
    ]);
  });

  it('29 February of a leap year', () => {
    const rows = rowsFrom('2028-02-28T23:59:00Z,1,1', '2028-02-29T00:00:00Z,1,1', '2028-03-01T00:00:00Z,1,1');
    expect(rows.map(([second]) => second! - rows[0]![0]!)).toEqual([0, 60, 60 + 86_400]);
  });

  it.each([
    ['spring', '2026-03-29'],
    ['autumn', '2026-10-25'],
  ])('the hours in which clocks change in %s, which UTC does not know', (_, day) => {
    const rows = ['00:59', '01:00', '01:59', '02:00', '02:59', '03:00'].map((time) => `${day} ${time}:00,1,1`);
    const began = Date.parse(`${day}T00:59:00Z`) / 60_000;
    expect(rowsFrom(...rows).map(([second]) => second! / 60 - began)).toEqual([0, 1, 60, 61, 120, 121]);
  });

  it('a step of 61 s, which moves through the minute', () => {
    expect(read(`${HEADER}0,1,1\n61,1,1\n122,1,1\n244,1,1`).stepMs).toBe(61_000);
  });

  it('rows ten years apart', () => {
    expect(rowsFrom('2016-11-22T00:00:00Z,1,1', '2026-11-22T00:00:00Z,1,1')).toHaveLength(2);
  });

  it('line ends of two systems, and no last one', () => {
    expect(rowsFrom('0,1,1\r', '60,1,1', '120,1,1\r', '', '180,1,1')).toHaveLength(4);
  });

  it('zeros in front of numbers, as they are printed in columns', () => {
    expect(rowsFrom('0000000000,000,000007')).toEqual([[0, 0, 7]]);
  });
});

describe('of hundreds of rows on a step', () => {
  /** Rows of 5 min, and some a minute after one of them. */
  const rowsWith = (...between: number[]) => {
    const seconds = [...Array.from({ length: 300 }, (_, row) => row * 300), ...between.map((row) => row * 300 + 60)];
    return (
      HEADER +
      seconds
        .sort((a, b) => a - b)
        .map((second) => `${second},1,1`)
        .join('\n')
    );
  };

  it('one is an exception', () => {
    expect(errorOf(rowsWith(199)).message).toBe(
      "h.csv:202: timestamp: got 1970-01-01T16:36:00.000Z, allowed are multiples of the file's step of 300 s",
    );
  });

  it('several between them are the finer step', () => {
    expect(read(rowsWith(50, 100, 150)).stepMs).toBe(60_000);
  });
});

it('times that are all differently far apart are refused, however many there are', () => {
  const rows = Array.from({ length: 100_000 }, (_, row) => `${60 * row + (row * (row - 1)) / 2},1,1`);
  expect(() => read(HEADER + rows.join('\n'))).toThrow(HistoryError);
});
