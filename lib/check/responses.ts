import type { AssemblyStack, PlacedResource } from '../assembly';
import { PARAMETER } from '../assembly/resource-types';
import { parseResponseParameter, type ResponseParameter } from '../model/contracts/response';
import { responseParameterName } from '../model/names';
import { mayBeTogether } from './environments';
import { oncePerEstate } from './once';
import { textAt } from './paths';
import { resourcesOf } from './resources';

/** The response stack of a stage. */
export interface Response {
  readonly place: PlacedResource;
  readonly stage: string;
  /** Names of targets that hear of incidents; canaries have their own. */
  readonly targets: readonly string[];
}

/** Responses by their parameters `/slo-response/<stage>`. What is known at deployment only in it has symbols in its place. */
export const responsesOf = oncePerEstate((estate): readonly Response[] =>
  resourcesOf(estate, PARAMETER).flatMap((place) => {
    const name = place.resource.Properties?.Name;
    if (typeof name !== 'string' || !name.startsWith(responseParameterName(''))) return [];
    const parsed = parseResponseParameter(textAt(estate.properties(place), 'Value') ?? '');
    if (parsed === undefined || name !== responseParameterName(parsed.stage)) return [];
    return [{ place, stage: parsed.stage, targets: targetsOf(parsed) }];
  }),
);

/** Those that may hear of incidents of a stack: of the stage, in the same account and region. */
export function responsesFor(all: readonly Response[], stage: string, stack: AssemblyStack): readonly Response[] {
  return all.filter((one) => one.stage === stage && mayBeTogether(one.place.stack, stack));
}

function targetsOf({ targets }: ResponseParameter): readonly string[] {
  return targets.filter(({ canary = false }) => !canary).map(({ name }) => name);
}
