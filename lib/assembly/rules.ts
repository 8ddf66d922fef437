import { parseRules, type SomeRules } from '../model/contracts/incident-rules';
import { AssemblyError } from './error';
import { LAMBDA_FUNCTION } from './resource-types';
import { type Assembly, type PlacedResource, resourcesOfType } from './template';

/**
 * What the response stack of a stage sets of the rules by which incidents live, as its functions are told (environment variables `STAGE`
 * and `RULES`). Nothing where the assembly holds no response of the stage, or one that sets nothing.
 *
 * @throws AssemblyError for rules that are wrong, and where two responses of the stage (regions, accounts) set different ones
 */
export function readRules(assembly: Assembly, stage: string): SomeRules {
  const [first, ...others] = [...resourcesOfType(assembly, LAMBDA_FUNCTION)].flatMap((place) => {
    const { STAGE, TABLE_NAME, RULES } = variablesOf(place);
    // Functions of others may have a variable of that name, but not all of ours.
    return STAGE === stage && TABLE_NAME !== undefined && typeof RULES === 'string' ? [{ place, text: RULES }] : [];
  });
  if (first === undefined) return {};
  const other = others.find(({ text }) => text !== first.text);
  if (other !== undefined) {
    const allowed = 'allowed are the same rules in every response of a stage';
    throw wrong(
      other.place,
      `got other rules than stack "${first.place.stack.name}" has for stage ${stage}, ${allowed}`,
    );
  }
  try {
    return parseRules(first.text);
  } catch (error) {
    throw wrong(first.place, (error as Error).message);
  }
}

function variablesOf({ resource }: PlacedResource): Readonly<Record<string, unknown>> {
  const { Variables = {} } = (resource.Properties?.Environment ?? {}) as { Variables?: Record<string, unknown> };
  return Variables;
}

function wrong({ stack, logicalId }: PlacedResource, fault: string): AssemblyError {
  return new AssemblyError({ stack: stack.name, logicalId }, `Properties.Environment.Variables.RULES: ${fault}`);
}
