import { flatten, type Measurement, metricsOf, recordedMetrics } from '../../../lib/model/contracts/measurement';

const fault = { namespace: 'ApplicationSignals', name: 'Fault', dimensions: { Service: 'shop' }, stat: 'Sum' };
const latency = { ...fault, name: 'Latency', stat: 'SampleCount' };
const each = { dimension: 'Operation', values: ['GET /', 'POST /orders'] };

describe('a series over several operations', () => {
  it('is the sum of all, where one that is silent counts nothing', () => {
    expect(flatten({ metrics: { bad: fault }, each })).toEqual({
      expression: '(FILL(bad0, 0)) + (FILL(bad1, 0))',
      metrics: {
        bad0: { ...fault, dimensions: { Service: 'shop', Operation: 'GET /' } },
        bad1: { ...fault, dimensions: { Service: 'shop', Operation: 'POST /orders' } },
      },
    });
  });

  it('repeats an expression with the metrics of each', () => {
    const series = { expression: 'FILL(total, 0) - FILL(good, 0)', metrics: { total: latency, good: latency }, each };
    const { expression, metrics } = flatten(series);
    expect(expression).toBe('(FILL(total0, 0) - FILL(good0, 0)) + (FILL(total1, 0) - FILL(good1, 0))');
    expect(Object.keys(metrics)).toHaveLength(metricsOf(series));
  });
});

describe('a recorded history of requests', () => {
  const availability: Measurement = {
    kind: 'requests',
    periodSeconds: 60,
    bad: { metrics: { bad: fault }, each },
    total: { metrics: { total: latency }, each },
  };

  it('stands for the first operation, and the others count nothing', () => {
    const recorded = recordedMetrics(availability)!.map(([{ name, dimensions }, counts]) => [
      name,
      dimensions.Operation,
      counts,
    ]);
    expect(recorded).toEqual([
      ['Fault', 'GET /', 'bad'],
      ['Fault', 'POST /orders', 'nothing'],
      ['Latency', 'GET /', 'total'],
      ['Latency', 'POST /orders', 'nothing'],
    ]);
  });

  it('says nothing about a percentile or metrics of an expression', () => {
    expect(recordedMetrics({ ...availability, bad: { metrics: { value: fault } } })).toBeUndefined();
    expect(recordedMetrics({ ...availability, bad: { expression: 'a + b', metrics: { a: fault, b: fault } } })).toBe(
      undefined,
    );
  });
});
