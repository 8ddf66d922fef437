import type { LocalResource } from '../deployment';
import { functionOf } from './function-version';
import type { ResourceKind, Workshop } from './kind';

interface MappingProperties {
  readonly EventSourceArn?: string;
  readonly FunctionName: string;
  readonly Enabled?: boolean;
  readonly BatchSize?: number;
  readonly FilterCriteria?: unknown;
  readonly FunctionResponseTypes?: readonly string[];
}

/** Queues as event sources; streams and filters are not done here. Batching windows are not waited for: time stands still meanwhile. */
export const eventSourceMapping: ResourceKind = {
  type: 'AWS::Lambda::EventSourceMapping',
  order: 2,
  physical: (resource, { deployment }) => ({ '': deployment.generatedName(resource) }),
  isSupported(resource, workshop) {
    const properties = propertiesOf(resource, workshop);
    return (
      workshop.queueUrls.has(properties.EventSourceArn ?? '-') &&
      functionOf(properties.FunctionName, workshop.functions) !== undefined &&
      properties.FilterCriteria === undefined
    );
  },
  create(resource, workshop) {
    const properties = propertiesOf(resource, workshop);
    const {
      EventSourceArn = '',
      FunctionName,
      Enabled = true,
      BatchSize = 10,
      FunctionResponseTypes = [],
    } = properties;
    if (!Enabled) return;
    workshop.mappings.push({
      queueArn: EventSourceArn,
      functionName: functionOf(FunctionName, workshop.functions)!.name,
      batchSize: BatchSize,
      reportsFailures: FunctionResponseTypes.includes('ReportBatchItemFailures'),
    });
  },
};

function propertiesOf(resource: LocalResource, { deployment }: Workshop): MappingProperties {
  return deployment.resolve<MappingProperties>(resource, resource.properties);
}
