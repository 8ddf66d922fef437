import {
  type ApplicationSignalsClient,
  type MetricReference,
  paginateListServiceDependencies,
  type ServiceDependency,
} from '@aws-sdk/client-application-signals';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Enrichment } from './enrichment';
import { entityOf, keyAttributes } from './entity';
import { lateHours, MOST_READ, readTraffic } from './service-traffic';

/** Source: Application Signals API reference, ListServiceDependencies. */
const PAGE = 100;
/** Fewer bad calls, or a smaller share of all, happen in a healthy service, too. */
const LEAST_BAD = 5;
const LEAST_SHARE = 0.05;
/** What Application Signals puts where it does not know an operation, from the CloudWatch agent's source. */
const UNKNOWN = /^Unknown/;

interface Called {
  readonly name: string;
  readonly operation?: string;
  readonly metrics: readonly MetricReference[];
}

/** Which of the things that the service calls fails worst. */
export function dependency(client: ApplicationSignalsClient, cloudwatch: CloudWatchClient): Enrichment {
  return {
    name: 'dependency',
    what: 'whether something fails that the service calls',
    source: 'Application Signals',
    async find(subject, abortSignal) {
      const entity = entityOf(subject.state);
      if (entity === undefined) return {};
      const asked = { KeyAttributes: keyAttributes(entity), ...lateHours(subject.now) };
      const rows: ServiceDependency[] = [];
      for await (const page of paginateListServiceDependencies({ client, pageSize: PAGE }, asked, { abortSignal })) {
        rows.push(...(page.ServiceDependencies ?? []));
        if (rows.length >= MOST_READ) break;
      }
      const called = calledBy(rows.slice(0, MOST_READ));
      if (called.length === 0) return { dependency: null };
      const traffic = await readTraffic(
        cloudwatch,
        called.map(({ metrics }) => metrics),
        subject,
        abortSignal,
      );
      const [worst] = called
        .map(({ metrics: _, ...what }, at) => ({ ...what, ...traffic[at]! }))
        .filter(({ bad, total }) => total > 0 && bad >= LEAST_BAD && bad >= LEAST_SHARE * total)
        .sort((a, b) => b.bad - a.bad);
      return { dependency: worst ?? null };
    },
  };
}

/** One thing by what is called of it, whichever operations of the service call it. */
function calledBy(rows: readonly ServiceDependency[]): Called[] {
  const called = new Map<string, Called>();
  for (const { DependencyKeyAttributes, DependencyOperationName = '', MetricReferences = [] } of rows) {
    const name = DependencyKeyAttributes?.Name ?? DependencyKeyAttributes?.Identifier;
    if (name === undefined) continue;
    const key = JSON.stringify([name, DependencyOperationName]);
    const operation =
      DependencyOperationName === '' || UNKNOWN.test(DependencyOperationName)
        ? {}
        : { operation: DependencyOperationName };
    called.set(key, { name, ...operation, metrics: [...(called.get(key)?.metrics ?? []), ...MetricReferences] });
  }
  return [...called.values()];
}
