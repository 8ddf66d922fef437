import type { Earlier, Findings } from '../contracts/findings';
import type { IncidentState } from './state';

/** The earlier incident that this one may repeat, as long as nobody has said that it does. */
export function possibleRepeat({ findings, repeatOf }: IncidentState): Earlier | undefined {
  return repeatOf === undefined ? (findings.earlier ?? undefined) : undefined;
}

/** What is known of the incident that this one repeats. */
export function repeatedIncident({ findings, repeatOf }: IncidentState): Earlier | undefined {
  const { earlier } = findings;
  return repeatOf !== undefined && earlier?.incident === repeatOf ? earlier : undefined;
}

/**
 * Whether what was found says without a person that both have one cause: the same operation fails, and throws the same or calls the
 * same that fails.
 */
export function isSameCause({ findings, reports }: Pick<IncidentState, 'findings' | 'reports'>): boolean {
  const { earlier } = findings;
  if (!earlier?.operation) return false;
  const said = Object.values(reports);
  const operations = [findings.contributors?.[0]?.operation, ...said.map(({ operation }) => operation)];
  const exceptions = [...exceptionsOf(findings), ...said.map(({ exception }) => exception)];
  if (!operations.includes(earlier.operation)) return false;
  const sameException = earlier.exception !== undefined && exceptions.includes(earlier.exception);
  const sameDependency = earlier.dependency !== undefined && findings.dependency?.name === earlier.dependency;
  return sameException || sameDependency;
}

export function exceptionsOf({ traces = [] }: Findings): string[] {
  return traces.flatMap(({ exception }) => exception ?? []);
}

/** What a later incident of the group is compared with. */
export function asEarlier(incident: string, state: IncidentState, budgetUsed?: number, budgetGone?: boolean): Earlier {
  const { openedAt, resolvedAt, cause, findings, reports } = state;
  const [said] = Object.values(reports);
  const operation = findings.contributors?.[0]?.operation ?? said?.operation;
  const exception = exceptionsOf(findings)[0] ?? said?.exception;
  const dependency = findings.dependency?.name;
  return {
    incident,
    openedAt,
    ...(resolvedAt === undefined ? {} : { resolvedAt }),
    ...(cause === undefined ? {} : { cause: { tag: cause.tag, text: cause.text } }),
    ...(operation === undefined ? {} : { operation }),
    ...(dependency === undefined ? {} : { dependency }),
    ...(exception === undefined ? {} : { exception }),
    ...(budgetUsed === undefined ? {} : { budgetUsed }),
    ...(budgetGone === undefined ? {} : { budgetGone }),
  };
}
