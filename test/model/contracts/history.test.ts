import { HistoryError, parseHistory } from '../../../lib/model/contracts/history';
import { rowsOf } from './history-rows';

const read = (text: string, lenient = false) => parseHistory(text, { file: 'h.csv', lenient });
const seconds = (history: ReturnType<typeof read>) => [...history.at].map((time) => time / 1000);
const at = (iso: string) => Date.parse(iso);

describe('a history file of requests', () => {
  it('is read with its comments, in ISO-8601 or epoch seconds', () => {
    const text =
      '# Echarpe, 22 November\n#recorded\ntimestamp,good,total\n2026-11-22T07:26:00Z,9,10\n1795332420,10,10.5\n';
    expect(read(text)).toEqual({
      kind: 'requests',
      stepMs: 60_000,
      comments: ['Echarpe, 22 November', 'recorded'],
      dropped: 0,
      assumedUtc: false,
      at: Float64Array.of(at('2026-11-22T07:26:00Z'), at('2026-11-22T07:27:00Z')),
      good: Float64Array.of(9, 10),
      total: Float64Array.of(10, 10.5),
    });
  });

  it('tolerates a byte order mark, CRLF, blank lines, spaces, quotes around a cell and capitals in the header', () => {
    const text = '\uFEFF"Timestamp", "Good" ,"Total"\r\n\r\n"1795332360" , "1","2"\r\n';
    expect(rowsOf(read(text))).toEqual([[1_795_332_360, 1, 2]]);
  });

  it('keeps gaps as gaps', () => {
    const history = read('timestamp,good,total\n0,1,1\n60,1,1\n240,1,1');
    expect([history.stepMs, seconds(history)]).toEqual([60_000, [0, 60, 240]]);
  });

  it.each([
    ['one row', [0], 60],
    ['rows of five minutes', [0, 300, 600, 1200], 300],
    ['a check every five minutes with a request between', [0, 300, 600, 660, 900], 60],
    ['requests that are rare', [0, 4020, 10_800, 24_660], 60],
    ['an odd step', [30, 120, 210], 90],
    ['an odd step with gaps', [30, 210, 300, 390, 660], 90],
    ['a day', [0, 86_400, 172_800], 86_400],
  ])('finds the step of %s', (_, times, step) => {
    const history = read(`timestamp,value\n${times.map((second) => `${second},1`).join('\n')}`);
    expect([history.stepMs, seconds(history)]).toEqual([step * 1000, times]);
  });

  it.each(['2026-11-22T07:26Z', '2026-11-22T07:26:00.000Z', '2026-11-22T07:26:00+00:00', '2026-11-22T07:26:00+0000'])(
    'reads the time %s',
    (time) => {
      expect(read(`timestamp,value\n${time},1`).at[0]).toBe(at('2026-11-22T07:26:00Z'));
    },
  );
});

describe('a history file of values', () => {
  it('is read', () => {
    expect(rowsOf(read('timestamp,value\n0,1e3\n60,.5\n120,2.'))).toEqual([
      [0, 1000],
      [60, 0.5],
      [120, 2],
    ]);
  });

  it('takes times without a zone for UTC, and says so', () => {
    const history = read('timestamp,value\n2014-03-09 01:56:00,45.8\n2014-03-09 02:01:00,46');
    expect([history.assumedUtc, history.at[0]]).toEqual([true, at('2014-03-09T01:56:00Z')]);
    expect(read('timestamp,value\n2014-03-09 01:56:00,45.8\n2014-03-09T02:01:00Z,46').assumedUtc).toBe(true);
  });
});

const HEADER = 'timestamp,good,total\n';

describe('a faulty history file is refused with file and line', () => {
  it.each([
    ['an empty file', '', 'h.csv:1: got an empty file'],
    ['comments alone', '# nothing\n', 'h.csv:1: got an empty file'],
    [
      'a missing header',
      '0,1,1\n',
      'h.csv:1: header: got "0,1,1", allowed are "timestamp,good,total" and "timestamp,value"',
    ],
    ['other columns', '#\ntimestamp,total,good\n', 'h.csv:2: header: got "timestamp,total,good"'],
    ['a header alone', HEADER, 'got no usable row'],
    ['too few cells', `${HEADER}0,1`, 'h.csv:2: got 2 cells, allowed are 3 (timestamp,good,total)'],
    ['too many cells', `${HEADER}0,1,1,1`, 'h.csv:2: got 4 cells'],
    ['a decimal comma', `${HEADER}0,1,5,2,5`, 'got 5 cells'],
    ['a comment after the header', `${HEADER}# late`, 'h.csv:2: got 1 cells'],
    ['a word', `${HEADER}0,one,1`, 'h.csv:2: good: got "one", allowed are numbers from 0 to'],
    ['an empty cell', `${HEADER}0,,1`, 'h.csv:2: good: got ""'],
    ['a negative number', `${HEADER}0,-1,1`, 'good: got "-1"'],
    ['NaN', `${HEADER}0,NaN,1`, 'good: got "NaN"'],
    ['Infinity', `${HEADER}0,1,Infinity`, 'total: got "Infinity"'],
    ['a number beyond doubles', `${HEADER}0,1,1e309`, 'total: got "1e309"'],
    ['a number that doubles cannot count', `${HEADER}0,1,9007199254740993`, 'total: got "9007199254740993"'],
    ['a hexadecimal number', `${HEADER}0,1,0x10`, 'total: got "0x10"'],
    ['more good than total', `${HEADER}0,2,1`, 'h.csv:2: good: got 2 of 1 requests in total'],
    ['a time of another zone', `${HEADER}2026-11-22T07:26:00+01:00,1,1`, 'timestamp: got "2026-11-22T07:26:00+01:00"'],
    ['a day that does not exist', `${HEADER}2026-02-30T07:26:00Z,1,1`, 'timestamp: got "2026-02-30T07:26:00Z"'],
    ['an hour that does not exist', `${HEADER}2026-02-03T25:26:00Z,1,1`, 'timestamp: got "2026-02-03T25:26:00Z"'],
    ['epoch milliseconds', `${HEADER}1795332360000,1,1`, 'timestamp: got "1795332360000"'],
    ['fractions of seconds', `${HEADER}1.5,1,1`, 'timestamp: got "1.5"'],
    ['a duplicate', `${HEADER}0,1,1\n60,1,1\n60,1,1`, 'h.csv:4: timestamp: got 1970-01-01T00:01:00.000Z a second time'],
    [
      'descending order',
      `${HEADER}0,1,1\n120,1,1\n60,1,1`,
      'h.csv:4: timestamp: got 1970-01-01T00:01:00.000Z after 1970-01-01T00:02:00.000Z',
    ],
    [
      'a step below a minute',
      `${HEADER}0,1,1\n30,1,1`,
      'h.csv:3: timestamp: got 1970-01-01T00:00:30.000Z, 30 s after the row before',
    ],
    [
      'a row off the grid',
      `${HEADER}0,1,1\n300,1,1\n600,1,1\n900,1,1\n1140,1,1\n1500,1,1`,
      "h.csv:6: timestamp: got 1970-01-01T00:19:00.000Z, allowed are multiples of the file's step of 300 s",
    ],
    ['a quote that is not closed', `${HEADER}0,"1,1\n60,1,1`, 'h.csv:2: good: got ""1"'],
    ['a quoted comma', `${HEADER}0,"1,0",1`, 'h.csv:2: got 4 cells'],
    ['a formula', `${HEADER}0,=1+1,1`, 'good: got "=1+1"'],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(HistoryError);
    expect(() => read(text)).toThrow(message);
  });

  it('a cell of a megabyte, in an error of a line', () => {
    const error = errorOf(`${HEADER}0,${'9'.repeat(1_000_000)}x,1`);
    expect(error.message.length).toBeLessThan(200);
    expect(error).toMatchObject({ file: 'h.csv', line: 2 });
  });

  it('a line of a million cells', () => {
    expect(errorOf(HEADER + ','.repeat(1_000_000)).message).toBe(
      'h.csv:2: got 1000001 cells, allowed are 3 (timestamp,good,total)',
    );
  });
});

function errorOf(text: string): HistoryError {
  try {
    read(text);
  } catch (error) {
    return error as HistoryError;
  }
  throw new Error('nothing was refused');
}

describe('lenient reading', () => {
  it('drops faulty rows and counts them', () => {
    const text = `${HEADER}0,1,1\n60,x,1\n120,1,1\n120,1,1\n60,1,1\n150,1,1\n180,5,1\n240,1\n300,1,1`;
    const history = read(text, true);
    expect(seconds(history)).toEqual([0, 120, 300]);
    expect(history).toMatchObject({ dropped: 6, stepMs: 60_000 });
    expect(history.firstDropped).toMatch(/^h\.csv:3: good: got "x"/);
  });

  it('drops a row off the grid', () => {
    expect(read(`${HEADER}0,1,1\n300,1,1\n600,1,1\n900,1,1\n1140,1,1\n1500,1,1`, true)).toMatchObject({
      dropped: 1,
      stepMs: 300_000,
    });
  });

  it('still refuses a wrong header and a file without a usable row', () => {
    expect(() => read('a,b\n0,1', true)).toThrow(HistoryError);
    expect(() => read(`${HEADER}x,y,z`, true)).toThrow('no usable row');
  });
});
