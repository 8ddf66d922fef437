import type { CalledService, ObjectiveBudget, ServiceMetric, SignalsPort } from './ports';
import { LOCAL_ENVIRONMENT } from './ports';
import { ServiceFault } from './service-fault';

/**
 * Operations of Application Signals and X-Ray that functions of a response stack call, answered from whoever stands in their place.
 * Both speak REST: an operation is a path.
 */
const OPERATIONS: Readonly<Record<string, string>> = {
  'POST /budget-report': 'BatchGetServiceLevelObjectiveBudgetReport',
  'POST /events': 'ListEntityEvents',
  'POST /service-dependencies': 'ListServiceDependencies',
  'POST /service-operations': 'ListServiceOperations',
  'POST /TraceSummaries': 'GetTraceSummaries',
};

/** Source: Application Signals API, BatchGetServiceLevelObjectiveBudgetReport. */
const MOST_SLOS = 50;

/** Name of the operation that a path means; nothing for one that is not answered here. */
export function signalsOperation(method: string, path: string): string | undefined {
  return OPERATIONS[`${method} ${path}`];
}

/**
 * The answer to an operation; nothing for one that is not answered here.
 *
 * @param query what stands behind the path
 */
export function answerSignals(
  port: SignalsPort,
  operation: string,
  input: Record<string, unknown>,
  query: URLSearchParams,
): unknown {
  const from = momentOf(input.StartTime ?? query.get('StartTime'));
  const to = momentOf(input.EndTime ?? query.get('EndTime'));
  const range = { StartTime: from / 1000, EndTime: to / 1000 };
  switch (operation) {
    case 'BatchGetServiceLevelObjectiveBudgetReport':
      return budgetReport(port, momentOf(input.Timestamp), input.SloIds as string[]);
    case 'ListEntityEvents': {
      const entity = input.Entity as Record<string, string>;
      const changes = port.changes?.(nameOf(entity), from, to) ?? [];
      return { ...range, ChangeEvents: changes.map((change, index) => changeEvent(entity, change, index)) };
    }
    case 'ListServiceDependencies': {
      const found = port.dependencies?.(nameOf(input.KeyAttributes), from, to) ?? [];
      return { ...range, ServiceDependencies: found.map(dependency) };
    }
    case 'ListServiceOperations': {
      const found = port.operations?.(nameOf(input.KeyAttributes), from, to) ?? [];
      const operations = found.map(({ name, metrics }) => ({ Name: name, MetricReferences: metrics.map(reference) }));
      return { ...range, ServiceOperations: operations };
    }
    case 'GetTraceSummaries': {
      const found = port.traces?.(String(input.FilterExpression ?? ''), from, to) ?? [];
      return { TraceSummaries: found.map(trace), ApproximateTime: to / 1000, TracesProcessedCount: found.length };
    }
    default:
      return undefined;
  }
}

function budgetReport(port: SignalsPort, at: number, ids: readonly string[]): unknown {
  if (ids.length === 0 || ids.length > MOST_SLOS)
    throw new ServiceFault('ValidationException', `SloIds: got ${ids.length}, allowed are 1 to ${MOST_SLOS}`);
  const found = ids.map((id) => ({ ...identityOf(id), budget: port.budget?.(identityOf(id).Name, at) }));
  return {
    Timestamp: at / 1000,
    Reports: found.flatMap(({ Name, Arn, budget }) => (budget ? [{ Name, Arn, ...report(budget) }] : [])),
    Errors: found.flatMap(({ Name, Arn, budget }) => {
      const error = { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `SLO ${Name} does not exist` };
      return budget ? [] : [{ Name, Arn, ...error }];
    }),
  };
}

/** SLOs are asked for by name or ARN. */
function identityOf(id: string): { Name: string; Arn: string } {
  const { region, account } = LOCAL_ENVIRONMENT;
  const Name = id.split(':slo/').at(-1)!;
  return { Name, Arn: `arn:aws:application-signals:${region}:${account}:slo/${Name}` };
}

function report({ status, attainment, total, remaining, unit }: ObjectiveBudget): object {
  const [kind, noun] = unit === 'requests' ? ['RequestBased', 'Requests'] : ['PeriodBased', 'Seconds'];
  return {
    EvaluationType: kind,
    BudgetStatus: status,
    ...(attainment === undefined ? {} : { Attainment: attainment }),
    ...(total === undefined ? {} : { [`TotalBudget${noun}`]: Math.round(total) }),
    ...(remaining === undefined ? {} : { [`Budget${noun}Remaining`]: Math.round(remaining) }),
  };
}

function changeEvent(
  entity: object,
  { at, kind, name, user }: ReturnType<NonNullable<SignalsPort['changes']>>[number],
  index: number,
): object {
  const { account, region } = LOCAL_ENVIRONMENT;
  return {
    Timestamp: at / 1000,
    AccountId: account,
    Region: region,
    Entity: entity,
    ChangeEventType: kind,
    EventId: `${at}-${index}`,
    ...(name === undefined ? {} : { EventName: name }),
    ...(user === undefined ? {} : { UserName: user }),
  };
}

function dependency({ operation, dependency: name, dependencyOperation, metrics }: CalledService): object {
  return {
    OperationName: operation,
    DependencyKeyAttributes: { Type: 'RemoteService', Name: name },
    DependencyOperationName: dependencyOperation,
    MetricReferences: metrics.map(reference),
  };
}

function reference({ type, namespace, name, dimensions }: ServiceMetric): object {
  return {
    Namespace: namespace,
    MetricType: type,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
}

/** Source: X-Ray API, TraceSummary: what was thrown stands at the end of the path of a root cause. */
function trace({ id, service, exception }: ReturnType<NonNullable<SignalsPort['traces']>>[number]): object {
  const path = { Name: service, Exceptions: exception === undefined ? [] : [{ Name: exception }], Remote: false };
  return {
    Id: id,
    HasFault: true,
    FaultRootCauses: [{ Services: [{ Name: service, Names: [service], EntityPath: [path] }], ClientImpacting: true }],
  };
}

function nameOf(keyAttributes: unknown): string {
  return (keyAttributes as { Name?: string } | undefined)?.Name ?? '';
}

/** Epoch milliseconds of a time in a body (epoch seconds) or in a query (ISO-8601). */
function momentOf(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number(value ?? 0) * 1000;
}
