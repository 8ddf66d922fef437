import fc from 'fast-check';
import { HistoryError, parseHistory } from '../../../lib/model/contracts/history';

/** Usual rows are read in place, rows with quotes are not: whatever the row, both ways say the same. */

const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^\\d{${min},${max}}$`));
const number = fc.oneof(
  { weight: 40, arbitrary: digits(1, 4) },
  digits(14, 17),
  fc.tuple(digits(0, 12), digits(0, 12)).map((parts) => parts.join('.')),
  fc.double({ min: 0, noNaN: true }).map(String),
  fc.constantFrom('', '.', '-1', '+1', '1e3', '1e400', '1.2.3', '0x1', 'x', '1 ', ' 1', '１'),
);

const written: ((iso: string) => string)[] = [
  (iso) => iso.replace('.000Z', 'Z'),
  (iso) => iso,
  (iso) => iso.replace('.000Z', '+00:00'),
  (iso) => iso.replace(':00.000Z', 'Z'),
  (iso) => iso.replace('.000Z', '').replace('T', ' '),
  (iso) => String(Date.parse(iso) / 1000),
  (iso) => iso.replace('.000Z', '.5Z'),
  (iso) => iso.replace('.000Z', '+01:00'),
  (iso) => iso.replace('.000Z', ''),
  (iso) => iso.replace(/T\d\d/, 'T24'),
  (iso) => iso.replace(/:\d\d:/, ':60:'),
  (iso) => iso.replace(/-\d\dT/, '-31T'),
  (iso) => iso.replace(':', '.'),
  (iso) => `${Date.parse(iso)}`,
];
const row = fc.record({
  // Mostly the usual form, so that times of a day that is known follow one another.
  write: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, fc.nat(written.length - 1)),
  minutes: fc.oneof({ weight: 10, arbitrary: fc.constant(1) }, fc.integer({ min: -3, max: 2000 })),
  cells: fc.tuple(number, number),
});

const START = Date.parse('2028-02-28T23:00:00Z');
const outcome = (text: string, lenient: boolean) => {
  try {
    return parseHistory(text, { file: 'h.csv', lenient });
  } catch (error) {
    if (error instanceof HistoryError) return error.message;
    throw error;
  }
};

it.each([
  ['timestamp,good,total', 2, true],
  ['timestamp,good,total', 2, false],
  ['timestamp,value', 1, true],
])('%s: rows read in place are rows read with care (lenient: %s, %s)', (header, cells, lenient) => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.constantFrom('\n', '\r\n'), (rows, lineEnd) => {
      let at = START;
      const lines = rows.map((found) => {
        at += found.minutes * 60_000;
        return [written[found.write]!(new Date(at).toISOString()), ...found.cells.slice(0, cells)];
      });
      const text = (quote: string) =>
        [header, ...lines.map((line) => line.map((cell) => `${quote}${cell}${quote}`).join())].join(lineEnd);
      expect(outcome(text(''), lenient)).toEqual(outcome(text('"'), lenient));
    }),
    { numRuns: 300 },
  );
});

it('numbers are read to the last bit', () => {
  const plain = fc.oneof(fc.tuple(digits(1, 9), digits(0, 9)), fc.tuple(digits(0, 3), digits(1, 20)));
  fc.assert(
    fc.property(plain, ([whole, fraction]) => {
      const cell = fraction === '' ? whole : `${whole}.${fraction}`;
      expect(parseHistory(`timestamp,value\n0,${cell}`, { file: 'h.csv' })).toMatchObject({
        value: Float64Array.of(Number(cell)),
      });
    }),
    { numRuns: 2000 },
  );
});

it('a year of minutes is read to its end', () => {
  const day = Array.from({ length: 1440 }, (_, minute) => {
    const time = new Date(minute * 60_000).toISOString().slice(10, 19);
    return `${time}Z,${100 + (minute % 7)},${107 + (minute % 11)}`;
  });
  const rows = Array.from({ length: 365 }, (_, index) => {
    const date = new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    return day.map((rest) => date + rest).join('\n');
  });
  const text = `timestamp,good,total\n${rows.join('\n')}\n`;
  const history = parseHistory(text, { file: 'year.csv' });
  expect(history.at).toHaveLength(525_600);
  expect(new Date(history.at.at(-1)!).toISOString()).toBe('2026-12-31T23:59:00.000Z');
});
