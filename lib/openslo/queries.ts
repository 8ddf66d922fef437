import type { MetricSource, SliSpec } from './shapes';

/** What nobody wants to find in code, even if it stood in YAML. */
const SECRET = /secret|password|passwd|token|credential|access_?key|api_?key/i;

/** The queries of an indicator, one in a line, for a person who has to find the same numbers in CloudWatch. */
export function queriesOf({ thresholdMetric, ratioMetric = {} }: SliSpec): string[] {
  const { good, bad, total, raw } = ratioMetric;
  const metrics = { thresholdMetric, good, bad, total, raw };
  return Object.entries(metrics).flatMap(([name, metric]) =>
    metric === undefined ? [] : [`${name}: ${sourceInWords(metric.metricSource)}`],
  );
}

/** A metric source in one line, without what is secret. */
export function sourceInWords({ type, metricSourceRef, spec = {} }: MetricSource): string {
  const from = [type, metricSourceRef].filter((name) => name !== undefined).join(' ');
  const { query, ...others } = spec;
  const alone = typeof query === 'string' && Object.keys(others).length === 0;
  const said = alone
    ? query
    : JSON.stringify(spec, (name, value: unknown) => (SECRET.test(name) ? '(left out)' : value));
  return from === '' ? said : `${from}: ${said}`;
}
