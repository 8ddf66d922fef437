import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importOpenSlo } from '../../lib/openslo';

export const V1 = join(__dirname, 'v1');

/** Files of OpenSLO v1 that were written for tests after its specification; `split.yaml` needs another one beside it. */
export const CASES = readdirSync(V1)
  .filter((file) => file.endsWith('.yaml') && file !== 'split-indicators.yaml')
  .map((file) => file.replace('.yaml', ''));

export function read(file: string): string {
  return readFileSync(join(V1, file), 'utf8');
}

export function imported(name: string) {
  const files = name === 'split' ? ['split.yaml', 'split-indicators.yaml'] : [`${name}.yaml`];
  return importOpenSlo(files.map((file) => ({ name: file, text: read(file) })));
}

/** One SLO about the metrics Good and Total of the namespace Web; `spec` replaces parts of it. */
export function sloYaml(spec: Readonly<Record<string, unknown>> = {}, metadata: object = { name: 'answers' }): string {
  const metric = (metricName: string) => ({
    metricSource: { type: 'CloudWatch', spec: { namespace: 'Web', metricName, stat: 'Sum' } },
  });
  const whole = {
    description: 'We answer.',
    service: 'web',
    indicator: { spec: { ratioMetric: { good: metric('Good'), total: metric('Total') } } },
    timeWindow: [{ duration: '28d', isRolling: true }],
    budgetingMethod: 'Occurrences',
    objectives: [{ target: '0.999' }],
    ...spec,
  };
  // JSON is YAML.
  return JSON.stringify({ apiVersion: 'openslo/v1', kind: 'SLO', metadata, spec: whole });
}

/** What is left of one text, as `field: reason`. */
export function leftOf(text: string): string[] {
  const { left } = importOpenSlo([{ name: 'slo.yaml', text }]);
  return left.map(({ field, reason }) => `${field}: ${reason}`);
}
