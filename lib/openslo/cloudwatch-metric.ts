import type { LeftOut } from '../model/contracts/documents';
import { MOST_DIMENSIONS } from '../model/contracts/measurement';
import type { MetricValue } from './declaration';
import type { Library } from './library';
import { sourceInWords } from './queries';
import type { Part } from './resource';
import { shown } from './shape-faults';
import type { MetricSource } from './shapes';

/**
 * OpenSLO leaves the fields of a metric source to whoever reads it. These are the ones of Nobl9's CloudWatch source, to which the OpenSLO
 * project's own converter passes them on (nobl9/nobl9-go, manifest/v1alpha/slo/metrics_cloudwatch.go).
 */
const NEEDED = ['namespace', 'metricName', 'stat'] as const;
const ELSEWHERE = ['region', 'accountId'] as const;
const KNOWN: readonly string[] = [...NEEDED, 'dimensions', ...ELSEWHERE];
const GIVE_SLI = 'give `sli` where the function is called';

/** Type of a source: its own, or that of the DataSource that it names. */
export function sourceType({ type, metricSourceRef }: MetricSource, library: Library): string | undefined {
  const source = metricSourceRef === undefined ? undefined : library.find('DataSource', metricSourceRef);
  return type ?? source?.body.spec.type;
}

/** A metric that CloudWatch has; nothing where the source is another one, or does not say which metric. */
export function cloudWatchMetric(
  source: MetricSource,
  part: Part,
  library: Library,
  left: LeftOut[],
): MetricValue | undefined {
  const type = sourceType(source, library);
  if (type === undefined || !/^cloud_?watch$/i.test(type)) {
    const field = source.type === undefined && source.metricSourceRef !== undefined ? 'metricSourceRef' : 'type';
    left.push(part.at(field).left(typeFault(source, type, library)));
    return undefined;
  }
  const spec = source.spec ?? {};
  const wrong = specFaults(spec);
  left.push(...wrong.map(({ field, fault }) => part.at('spec', ...field).left(`${fault}; ${GIVE_SLI}`)));
  if (wrong.length > 0) return undefined;
  for (const field of ELSEWHERE.filter((name) => spec[name] !== undefined)) {
    left.push(
      part
        .at('spec', field)
        .left(`got ${shown(spec[field])}: metrics are read in the account and region of the stack, so deploy it there`),
    );
  }
  const { namespace, metricName, stat } = spec as Record<(typeof NEEDED)[number], string>;
  return { namespace, metricName, stat, dimensions: dimensionsOf(spec.dimensions) ?? {} };
}

function typeFault(source: MetricSource, type: string | undefined, library: Library): string {
  const { metricSourceRef } = source;
  if (type !== undefined) {
    const query = JSON.stringify(sourceInWords({ spec: source.spec }));
    return `got ${shown(type)} (${query}), which CloudWatch cannot read: count the same there, and ${GIVE_SLI}`;
  }
  const missing =
    metricSourceRef === undefined ? 'got nothing, allowed is a type' : library.missing('DataSource', metricSourceRef);
  return `${missing}; or ${GIVE_SLI}`;
}

type Spec = Readonly<Record<string, unknown>>;
interface SpecFault {
  readonly field: readonly string[];
  readonly fault: string;
}

function specFaults(spec: Spec): SpecFault[] {
  const other = ['sql', 'json'].find((field) => spec[field] !== undefined);
  if (other !== undefined) {
    return [{ field: [other], fault: `got a query (${shown(spec[other])}), allowed is a metric: ${KNOWN.join(', ')}` }];
  }
  const unknown = Object.keys(spec).filter((field) => !KNOWN.includes(field));
  const missing = NEEDED.filter((field) => typeof spec[field] !== 'string' || spec[field].trim() === '');
  const dimensions = dimensionsOf(spec.dimensions);
  const count = Object.keys(dimensions ?? {}).length;
  const allowed = `allowed are at most ${MOST_DIMENSIONS}, each with name and value`;
  return [
    ...unknown.map((field) => ({ field: [field], fault: `got an unknown field, allowed are ${KNOWN.join(', ')}` })),
    ...missing.map((field) => ({ field: [field], fault: `got ${shown(spec[field])}, allowed is a text` })),
    ...(dimensions === undefined || count > MOST_DIMENSIONS
      ? [
          {
            field: ['dimensions'],
            fault: `got ${dimensions === undefined ? shown(spec.dimensions) : count}, ${allowed}`,
          },
        ]
      : []),
  ];
}

/** A list of names and values, or a mapping; nothing for anything else. */
function dimensionsOf(dimensions: unknown): Record<string, string> | undefined {
  if (dimensions === undefined) return {};
  if (typeof dimensions !== 'object' || dimensions === null) return undefined;
  const pairs = Array.isArray(dimensions)
    ? dimensions.map((item) => (typeof item === 'object' && item !== null ? [item.name, item.value] : []))
    : Object.entries(dimensions);
  const fine = pairs.every(([name, value]) => isText(name) && isText(value));
  const names = new Set(pairs.map(([name]) => name));
  return fine && names.size === pairs.length ? Object.fromEntries(pairs) : undefined;
}

/** CloudWatch takes 1 to 255 characters. Source: CloudWatch API reference, Dimension. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 255;
}
