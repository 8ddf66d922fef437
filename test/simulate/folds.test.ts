import fc from 'fast-check';
import { eachMinute } from '../../lib/simulate/metric-source';
import { PublishedMetric } from '../../lib/simulate/published-metric';

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
/** The definition of each statistic over the values of a period. */
const DIRECT: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Average: (values) => sum(values) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: (values) => values.length,
  Sum: sum,
};

const minutes = fc.array(fc.option(fc.integer({ min: -9, max: 9 }), { nil: Number.NaN }), {
  minLength: 1,
  maxLength: 60,
});

it.each(Object.keys(DIRECT))('%s of any period is that of its minutes, wherever reading begins', (stat) => {
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 20 }), fc.integer({ min: -5, max: 30 }), (values, period, end) => {
      const statistic = new PublishedMetric(eachMinute((minute) => values[minute] ?? Number.NaN)).statistic(stat)!;
      const column = new Float64Array(40);
      statistic.fill(column, end, period);
      const direct = Array.from(column, (_, index) => {
        const to = end + index;
        const range = Array.from({ length: period }, (__, back) => values[to - period + back] ?? Number.NaN);
        const present = range.filter((value) => !Number.isNaN(value));
        return present.length === 0 ? Number.NaN : DIRECT[stat]!(present);
      });
      expect([...column]).toEqual(direct);
      expect(direct.map((_, index) => statistic.at(end + index - period, end + index))).toEqual(direct);
    }),
    { numRuns: 50 },
  );
});

it('of fractions is the same number in every column, so that no chunk decides what equals a threshold', () => {
  const statistic = new PublishedMetric(eachMinute((minute) => 0.1 * (minute % 7))).statistic('Sum')!;
  const whole = new Float64Array(200);
  statistic.fill(whole, 1000, 13);
  for (let index = 0; index < whole.length; index += 1) {
    const part = new Float64Array(3);
    statistic.fill(part, 1000 + index, 13);
    expect(part[0]).toBe(whole[index]);
  }
});
