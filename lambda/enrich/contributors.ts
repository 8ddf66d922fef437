import {
  type ApplicationSignalsClient,
  paginateListServiceOperations,
  type ServiceOperation,
} from '@aws-sdk/client-application-signals';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Enrichment } from './enrichment';
import { entityOf, keyAttributes } from './entity';
import { lateHours, MOST_READ, readTraffic } from './service-traffic';

/** Source: Application Signals API reference, ListServiceOperations. */
const PAGE = 100;
const MOST_KEPT = 3;

/** Which operations of the service most of the bad requests come from. */
export function contributors(client: ApplicationSignalsClient, cloudwatch: CloudWatchClient): Enrichment {
  return {
    name: 'contributors',
    what: 'which operations fail',
    source: 'Application Signals',
    async find(subject, abortSignal) {
      const entity = entityOf(subject.state);
      if (entity === undefined) return {};
      const asked = { KeyAttributes: keyAttributes(entity), ...lateHours(subject.now) };
      const found: ServiceOperation[] = [];
      for await (const page of paginateListServiceOperations({ client, pageSize: PAGE }, asked, { abortSignal })) {
        found.push(...(page.ServiceOperations ?? []));
        if (found.length >= MOST_READ) break;
      }
      const operations = found.slice(0, MOST_READ);
      if (operations.length === 0) return { contributors: [] };
      const metrics = operations.map(({ MetricReferences = [] }) => MetricReferences);
      const traffic = await readTraffic(cloudwatch, metrics, subject, abortSignal);
      const allBad = traffic.reduce((sum, { bad }) => sum + bad, 0);
      const worst = operations
        .map(({ Name = '' }, at) => ({ operation: Name, ...traffic[at]!, share: traffic[at]!.bad / allBad }))
        .filter(({ operation, bad }) => operation !== '' && bad > 0)
        .sort((a, b) => b.bad - a.bad);
      return { contributors: worst.slice(0, MOST_KEPT) };
    },
  };
}
