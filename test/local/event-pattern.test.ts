import { matches } from '../../lib/local/event-pattern';

/** Pattern, event, whether it matches: written from the EventBridge user guide, "Event patterns". */
const VECTORS: readonly [Record<string, unknown>, Record<string, unknown>, boolean][] = [
  [{ a: ['x'] }, { a: 'x' }, true],
  [{ a: ['x'] }, { a: 'y' }, false],
  [{ a: ['x'] }, { a: ['y', 'x'] }, true],
  [{ a: [null] }, { a: null }, true],
  [{ a: [''] }, { a: '' }, true],
  [{ a: [1] }, { a: 1 }, true],
  [{ a: ['1'] }, { a: 1 }, false],
  [{ a: [true] }, { a: true }, true],
  [{ a: { b: ['x'] } }, { a: { b: 'x' } }, true],
  [{ a: { b: ['x'] } }, { a: [{ b: 'y' }, { b: 'x' }] }, true],
  [{ a: [{ prefix: 'sl' }] }, { a: 'slo' }, true],
  [{ a: [{ prefix: { 'equals-ignore-case': 'SL' } }] }, { a: 'slo' }, true],
  [{ a: [{ suffix: 'lo' }] }, { a: 'slo' }, true],
  [{ a: [{ 'anything-but': 'x' }] }, { a: 'y' }, true],
  [{ a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'y' }, false],
  [{ a: [{ 'anything-but': { prefix: 'x' } }] }, { a: 'xy' }, false],
  [{ a: [{ 'anything-but': { suffix: 'x' } }] }, { a: 'yx' }, false],
  [{ a: [{ 'anything-but': { wildcard: 'a*c' } }] }, { a: 'abc' }, false],
  [{ a: [{ 'anything-but': { 'equals-ignore-case': 'AB' } }] }, { a: 'ab' }, false],
  [{ a: [{ 'anything-but': 'x' }] }, { b: 'y' }, false],
  [{ a: [{ 'anything-but': [1, 2] }] }, { a: 3 }, true],
  [{ a: [{ exists: true }] }, { a: 0 }, true],
  [{ a: [{ exists: false }] }, { b: 0 }, true],
  [{ a: [{ exists: false }] }, { a: 0 }, false],
  [{ a: { b: [{ exists: false }] } }, { a: { c: 1 } }, true],
  [{ a: { b: [{ exists: false }] } }, { z: 1 }, true],
  [{ a: [{ numeric: ['>', 14.4] }] }, { a: 20 }, true],
  [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, true],
  [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 6 }, false],
  [{ a: [{ numeric: ['=', 5] }] }, { a: '5' }, false],
  [{ a: [{ wildcard: 'slo-*-page' }] }, { a: 'slo-x-page' }, true],
  [{ a: [{ wildcard: '*' }] }, { a: '' }, true],
  [{ a: [{ 'equals-ignore-case': 'ALARM' }] }, { a: 'alarm' }, true],
  [{ $or: [{ a: ['x'] }, { b: [1] }] }, { b: 1 }, true],
  [{ $or: [{ a: ['x'] }, { b: [1] }] }, { b: 2 }, false],
  [{ c: ['z'], $or: [{ a: ['x'] }, { b: [1] }] }, { b: 1 }, false],
  [{ a: ['x', { prefix: 'y' }] }, { a: 'yy' }, true],
];

describe('an event pattern', () => {
  it.each(VECTORS)('%j on %j gives %s', (pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it('with an operator that is not supported says so', () => {
    expect(() => matches({ a: [{ cidr: '10.0.0.0/24' }] }, { a: '10.0.0.5' })).toThrow(
      'got operator "cidr", which is not supported here',
    );
  });
});
