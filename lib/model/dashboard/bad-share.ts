import { flatten, type Measurement, type MetricReference, type Series } from '../contracts/measurement';

/** Metric math over metrics by their ids. */
interface MathOverMetrics {
  readonly expression: string;
  readonly metrics: Readonly<Record<string, MetricReference>>;
}

/** Share of bad outcomes, from 0 to 1: of requests, or 1 for a bad period. Where nothing came there is none. */
export function badShare({ kind, bad, total }: Measurement): MathOverMetrics {
  const [ofBad, ofTotal] = [filled(bad), flatten(total)];
  if (kind === 'periods') return ofBad;
  return {
    expression: `${ofBad.expression} / (${ofTotal.expression ?? idOf(ofTotal.metrics)})`,
    metrics: { ...ofBad.metrics, ...ofTotal.metrics },
  };
}

/** Where nothing bad happened many a metric says nothing. */
function filled(series: Series): MathOverMetrics {
  const { expression, metrics } = flatten(series);
  return { expression: `(${expression ?? `FILL(${idOf(metrics)}, 0)`})`, metrics };
}

function idOf(metrics: Readonly<Record<string, MetricReference>>): string {
  return Object.keys(metrics)[0]!;
}
