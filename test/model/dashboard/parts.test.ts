import fc from 'fast-check';
import { DASHBOARD_LIMITS, partsOf, type Size, sizeOf } from '../../../lib/model/dashboard/parts';

const size = (most: number) =>
  fc.record({ widgets: fc.integer({ min: 1, max: 20 }), metrics: fc.integer({ min: 0, max: most }) });

function total(sizes: readonly Size[], head: Size, part: readonly number[]): Size {
  const all = [head, ...part.map((index) => sizes[index]!)];
  const sum = (of: (each: Size) => number) => all.reduce((so, each) => so + of(each), 0);
  return { widgets: sum(({ widgets }) => widgets), metrics: sum(({ metrics }) => metrics) };
}

const fits = ({ widgets, metrics }: Size) => widgets <= DASHBOARD_LIMITS.widgets && metrics <= DASHBOARD_LIMITS.metrics;

describe('the parts of a dashboard', () => {
  it('count widgets, and metrics with expressions, hidden ones and alarms', () => {
    expect(
      sizeOf([
        { type: 'text', properties: {} },
        { type: 'metric', properties: { metrics: [['expression'], ['hidden']] } },
        { type: 'alarm', properties: { alarms: ['a', 'b', 'c'] } },
      ]),
    ).toEqual({ widgets: 3, metrics: 5 });
  });

  it('hold every block once, in order, never more than CloudWatch takes, and no fewer than fit', () => {
    fc.assert(
      fc.property(fc.array(size(300), { maxLength: 200 }), size(100), (sizes, head) => {
        const parts = partsOf(sizes, head);
        expect(parts.flat()).toEqual(sizes.map((_, index) => index));
        for (const [at, part] of parts.entries()) {
          expect(fits(total(sizes, head, part))).toBe(true);
          const next = parts[at + 1]?.[0];
          if (next !== undefined) expect(fits(total(sizes, head, [...part, next]))).toBe(false);
        }
      }),
    );
  });

  it.each([
    ['widgets', { widgets: 100, metrics: 1 }, 4],
    ['metrics', { widgets: 1, metrics: 500 }, 4],
  ])('end exactly at the limit of %s', (_, block, each) => {
    const head = { widgets: 100, metrics: 500 };
    expect(partsOf(Array(2 * each + 1).fill(block), head).map(({ length }) => length)).toEqual([each, each, 1]);
  });

  it('are one when there is nothing to show', () => {
    expect(partsOf([], { widgets: 1, metrics: 0 })).toEqual([[]]);
  });
});
