import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { MetricReference, Series } from '../../model/contracts/measurement';
import type { SliContext } from './config';
import { type Dependency, operationFault } from './dependency';

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, CompositeSliComponents. */
const LEAST_OPERATIONS = 2;
const MOST_OPERATIONS = 20;

/** Which of a service's operations is meant. */
export interface OperationProps {
  /**
   * One operation, as Application Signals shows it: `POST /orders`.
   * @default - all operations of the service, unless `operations` names some
   */
  readonly operation?: string;
  /**
   * Several operations that make one promise: 2 to 20.
   * @default - one or all operations
   */
  readonly operations?: string[];
  /**
   * Only the calls to this dependency.
   * @default - what the service itself answers
   */
  readonly dependency?: Dependency;
}

/**
 * The standard metrics of a service in Application Signals. Source: CloudWatch user guide, "Metrics collected by Application
 * Signals": Latency in milliseconds, whose sample count is the number of requests, and Fault, the requests that failed with 5xx.
 */
export class ServiceOperations {
  constructor(
    private readonly props: OperationProps,
    private readonly context: SliContext,
  ) {}

  faults(): string[] {
    const { operation, operations, dependency } = this.props;
    const faults: (string | undefined)[] = [];
    if (this.context.environment === undefined) {
      faults.push(
        'sli: got an SLI of a service operation, allowed only where the service says its environment in Application Signals (Service, environment: "eks:prod/shop", "ecs:prod", "lambda:default")',
      );
    }
    if (operation !== undefined) faults.push(operationFault('sli.operation', operation));
    if (operations !== undefined && !Array.isArray(operations)) {
      return [`sli.operations: got ${String(operations)}, allowed is a list of operations`];
    }
    if (operations !== undefined) faults.push(...operationsFaults(operations, this.props));
    return [...faults.filter((fault) => fault !== undefined), ...dependencyFaults(dependency)];
  }

  /** Which service and operation Application Signals shall watch. */
  source(): Pick<
    CfnServiceLevelObjective.RequestBasedSliMetricProperty,
    'keyAttributes' | 'operationName' | 'dependencyConfig' | 'compositeSliConfig'
  > {
    const { operation, operations, dependency } = this.props;
    return {
      keyAttributes: { Type: 'Service', Name: this.context.serviceName, Environment: this.context.environment! },
      ...(operation === undefined ? {} : { operationName: operation }),
      ...(dependency === undefined
        ? {}
        : {
            dependencyConfig: {
              dependencyKeyAttributes: dependency._keyAttributes,
              dependencyOperationName: dependency._operation,
            },
          }),
      ...(operations === undefined
        ? {}
        : {
            compositeSliConfig: {
              selectionConfig: { type: 'EXPLICIT' },
              compositeSliComponents: operations.map((operationName) => ({ operationName })),
            },
          }),
    };
  }

  latency(stat: string): MetricReference {
    return this.#metric('Latency', stat);
  }

  faultCount(): MetricReference {
    return this.#metric('Fault', 'Sum');
  }

  /** Summed over the operations, where there are several. */
  sum(series: Pick<Series, 'metrics' | 'expression'>): Series {
    const { operations } = this.props;
    return operations === undefined ? series : { ...series, each: { dimension: 'Operation', values: [...operations] } };
  }

  #metric(name: string, stat: string): MetricReference {
    const { operation, dependency } = this.props;
    const dimensions = {
      Environment: this.context.environment!,
      ...(operation === undefined ? {} : { Operation: operation }),
      ...dependency?._dimensions,
      Service: this.context.serviceName,
    };
    return { namespace: 'ApplicationSignals', name, dimensions, stat };
  }
}

function dependencyFaults(dependency: Dependency | undefined): string[] {
  if (dependency === undefined) return [];
  // Callers without types may give a name.
  return (
    dependency?._faults?.() ?? [`sli.dependency: got ${String(dependency)}, allowed is one of the class Dependency`]
  );
}

function operationsFaults(operations: readonly string[], { operation, dependency }: OperationProps): string[] {
  const faults: (string | undefined)[] = operations.map((name, at) => operationFault(`sli.operations[${at}]`, name));
  const count = operations.length;
  if (count < LEAST_OPERATIONS || count > MOST_OPERATIONS) {
    faults.push(`sli.operations: got ${count}, allowed are ${LEAST_OPERATIONS} to ${MOST_OPERATIONS}`);
  }
  const twice = operations.find((name, at) => operations.indexOf(name) !== at);
  if (twice !== undefined) faults.push(`sli.operations: got "${twice}" twice, allowed is each once`);
  if (operation !== undefined) faults.push('sli: got operation and operations, allowed is one of them');
  if (dependency !== undefined) faults.push('sli: got operations and a dependency, allowed is one of them');
  return faults.filter((fault) => fault !== undefined);
}
