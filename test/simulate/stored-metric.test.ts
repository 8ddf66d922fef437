import fc from 'fast-check';
import { MetricStore } from '../../lib/simulate/metric-store';

const metric = { namespace: 'Shop', name: 'Latency', dimensions: { Service: 'checkout' } };
const START = 1000;

function reader(stat: string, period: number, stepMinutes: number, values: readonly number[]) {
  const store = new MetricStore();
  store.recordValues(metric, stat, { startMinute: START, stepMinutes, values: Float64Array.from(values) });
  return store.statistic({ metric, stat, period });
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const DIRECT: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Average: (values) => sum(values) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: sum,
  Sum: sum,
};

describe('a metric of which one value per step is recorded', () => {
  it.each(Object.keys(DIRECT))('%s of a period folds the steps that end within it', (stat) => {
    const recorded = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { nil: Number.NaN }), {
      minLength: 1,
      maxLength: 12,
    });
    const length = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(recorded, length, length, (values, step, period) => {
        const statistic = reader(stat, period * 60, step, values);
        const column = new Float64Array(120);
        statistic.fill(column, START - 5, period);
        const direct = Array.from(column, (_, index) => {
          const to = START - 5 + index;
          const ended = values.filter((value, place) => {
            const stepEnd = START + (place + 1) * step;
            return stepEnd > to - period && stepEnd <= to && !Number.isNaN(value);
          });
          return ended.length === 0 ? Number.NaN : DIRECT[stat]!(ended);
        });
        expect([...column]).toEqual(direct);
      }),
      { numRuns: 60 },
    );
  });

  it('shows a shorter period a data point in the last minute of each step', () => {
    const statistic = reader('p99', 60, 5, [7, 9]);
    const seen = Array.from({ length: 12 }, (_, minute) => statistic.at(START + minute, START + minute + 1));
    expect(seen.flatMap((value, minute) => (Number.isNaN(value) ? [] : [[minute, value]]))).toEqual([
      [4, 7],
      [9, 9],
    ]);
  });

  it.each(['p99', 'TC(:300)', 'TM(10%:90%)', 'IQM'])(
    '%s is read at its step, and refused over a longer period',
    (stat) => {
      expect(reader(stat, 300, 5, [7]).at(START, START + 5)).toBe(7);
      expect(() => reader(stat, 600, 5, [7])).toThrow(RangeError);
      expect(() => reader(stat, 600, 5, [7])).toThrow(
        `metric Shop/Latency{Service=checkout}: got a period of 600 s for ${stat}, allowed is at most its recorded step of 300 s`,
      );
    },
  );

  it('is known in the statistics that are recorded, each with a step of its own', () => {
    const store = new MetricStore();
    store.recordValues(metric, 'Average', { startMinute: START, stepMinutes: 5, values: Float64Array.of(2) });
    store.recordValues(metric, 'p99', { startMinute: START, stepMinutes: 1, values: Float64Array.of(8) });
    expect(store.statistic({ metric, stat: 'Average', period: 300 }).at(START, START + 5)).toBe(2);
    expect(store.statistic({ metric, stat: 'p99', period: 60 }).at(START, START + 1)).toBe(8);
    expect(() => store.statistic({ metric, stat: 'Sum', period: 60 })).toThrow(
      'got statistic Sum, recorded are Average, p99',
    );
  });

  it('has one history for each statistic', () => {
    const store = new MetricStore();
    const record = (stepMinutes: number) =>
      store.recordValues(metric, 'Sum', { startMinute: START, stepMinutes, values: Float64Array.of(2, Number.NaN) });
    record(1);
    expect(() => record(1)).not.toThrow();
    expect(() => record(5)).toThrow(
      'metric Shop/Latency{Service=checkout}, Sum: got two different histories, allowed is one',
    );
  });
});
