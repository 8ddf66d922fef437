import { rowsOf } from '../../lib/pull/rows';

const MINUTE = 60_000;
const points = (entries: Readonly<Record<number, number>>, repeated = 0) => ({
  values: new Map(Object.entries(entries).map(([minute, value]) => [Number(minute) * MINUTE, value])),
  repeated,
});

describe('the rows of a history', () => {
  it.each([
    [
      'bad requests are taken off',
      { total: { 0: 10, 1: 8 }, bad: { 0: 3, 1: 8 } },
      [
        [0, 7, 10],
        [1, 0, 8],
      ],
      {},
    ],
    ['no data point of bad requests is none', { total: { 0: 10 }, bad: {} }, [[0, 10, 10]], {}],
    ['good requests stand as they are', { total: { 0: 10 }, good: { 0: 9 } }, [[0, 9, 10]], {}],
    ['no data point of good requests is none', { total: { 0: 10 }, good: {} }, [[0, 0, 10]], {}],
    [
      'no data at all is no row',
      { total: { 0: 1, 3: 1 }, bad: {} },
      [
        [0, 1, 1],
        [3, 1, 1],
      ],
      {},
    ],
    ['a total of 0 is data', { total: { 2: 0 }, bad: {} }, [[2, 0, 0]], {}],
    [
      'what comes out of order goes into order',
      { total: { 2: 2, 1: 1 }, bad: {} },
      [
        [1, 1, 1],
        [2, 2, 2],
      ],
      {},
    ],
    ['more bad than all', { total: { 0: 5 }, bad: { 0: 7 } }, [[0, 0, 5]], { clamped: 1 }],
    [
      'more good than all',
      { total: { 0: 5, 1: 5 }, good: { 0: 6, 1: 5 } },
      [
        [0, 5, 5],
        [1, 5, 5],
      ],
      { clamped: 1 },
    ],
    ['bad requests without a total', { total: { 0: 5 }, bad: { 1: 1 } }, [[0, 5, 5]], { dropped: 1 }],
    ['what is no number', { total: { 0: Number.NaN, 1: 2 }, bad: { 1: Number.NaN } }, [[1, 2, 2]], { dropped: 2 }],
    ['what is negative', { total: { 0: -1, 1: 2 }, bad: {} }, [[1, 2, 2]], { dropped: 1 }],
    ['what is too large', { total: { 0: 1e17, 1: Number.POSITIVE_INFINITY }, bad: {} }, [], { dropped: 2 }],
    [
      'values of periods',
      { value: { 0: 12.5, 4: 0 } },
      [
        [0, 12.5],
        [4, 0],
      ],
      {},
    ],
    ['values that are none', { value: { 0: -1, 1: Number.NaN, 2: 3 } }, [[2, 3]], { dropped: 2 }],
  ])('%s', (_what, series, rows, corrections) => {
    const given = Object.fromEntries(Object.entries(series).map(([name, entries]) => [name, points(entries)]));
    expect(rowsOf(given)).toEqual({
      rows: rows.map(([minute, ...cells]) => [minute! * MINUTE, ...cells]),
      clamped: 0,
      dropped: 0,
      repeated: 0,
      ...corrections,
    });
  });

  it('add up what was repeated', () => {
    expect(rowsOf({ total: points({ 0: 1 }, 2), bad: points({}, 3) }).repeated).toBe(5);
  });
});
