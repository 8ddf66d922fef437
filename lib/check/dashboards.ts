import { type AssemblyStack, type PlacedResource, ResourceReader, UNKNOWN } from '../assembly';
import { DASHBOARD } from '../assembly/resource-types';
import { type ReadBody, readBody } from '../model/dashboard/body';
import { oncePerEstate } from './once';
import { referencesOf } from './references';
import { resourcesOf } from './resources';
import type { Estate } from './rule';
import { textOf } from './values';

/** Stands for a parameter without a default in the body of a dashboard. */
export const PLACEHOLDER = '(known at deployment only)';

export interface CheckedDashboard extends ReadBody {
  readonly place: PlacedResource;
  /** What is wrong with its JSON, in words. */
  readonly noJson?: string;
}

/** Those whose body is known before they are deployed, or is JSON in spite of what is not. */
export const dashboardsOf = oncePerEstate((estate) =>
  resourcesOf(estate, DASHBOARD).flatMap((place): CheckedDashboard[] => {
    const known = estate.properties(place).DashboardBody;
    const text = textOf(known === UNKNOWN ? bodyWithPlaceholders(estate, place) : known);
    if (text === undefined) return [];
    try {
      return [{ place, ...readBody(JSON.parse(text)) }];
    } catch (error) {
      // What is not known yet may well be a number.
      if (known === UNKNOWN || referencesOf(estate).isIn(text)) return [];
      return [{ place, widgets: [], faults: [], variables: [], noJson: (error as Error).message }];
    }
  }),
);

function bodyWithPlaceholders({ assembly }: Estate, place: PlacedResource): unknown {
  const reader = new ResourceReader(place, assembly, {
    physical: ({ stack, logicalId, attribute }) =>
      attribute === undefined && isOpenParameter(stack, logicalId) ? PLACEHOLDER : undefined,
  });
  return reader.knownProperties().DashboardBody;
}

/** Whether whoever deploys the stack says its value. */
function isOpenParameter({ template, nestedIn }: AssemblyStack, name: string): boolean {
  const { Parameters = {} } = template;
  const parameter = Object.hasOwn(Parameters, name) ? Parameters[name] : undefined;
  if (parameter === undefined || nestedIn !== undefined) return false;
  return parameter.Default === undefined || parameter.Type?.startsWith('AWS::SSM::') === true;
}
