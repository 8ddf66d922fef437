import { type Assembly, type PlacedResource, resolveIntrinsics, resourcesOfType } from '../assembly';
import type { Route } from '../model/contracts/catalogue';
import { parseTargetConfigs, type TargetConfig } from '../model/contracts/target-config';
import type { Addressee } from '../model/incident';
import { targetInWords } from '../model/wording/target-words';

/** Whom the incident response of a stage tells. */
export interface StageTargets {
  /** The response's own; nothing where the assembly holds no response of the stage. */
  readonly known: readonly TargetConfig[] | undefined;
  /** What routes are asked with. */
  readonly addressees: readonly Addressee[];
}

/** Stands for the targets of a response that the assembly does not hold. */
const EVERY = 'every target of the incident response';
const NOWHERE = { account: '000000000000', region: 'us-east-1' };

/** The targets of each stage whose response is in the assembly; of several responses (regions) all, each name once. */
export function readTargets(assembly: Assembly): ReadonlyMap<string, readonly TargetConfig[]> {
  const found = new Map<string, readonly TargetConfig[]>();
  for (const place of resourcesOfType(assembly, 'AWS::Lambda::Function')) {
    const { Variables = {} } = (place.resource.Properties?.Environment ?? {}) as {
      Variables?: Record<string, unknown>;
    };
    const { STAGE, TARGETS } = Variables;
    if (typeof STAGE !== 'string' || TARGETS === undefined) continue;
    const known = found.get(STAGE) ?? [];
    const others = targetsIn(TARGETS, place, assembly).filter(({ name }) => !known.some((one) => one.name === name));
    if (known.length + others.length > 0) found.set(STAGE, [...known, ...others]);
  }
  return found;
}

/** None for a function of others that happens to have variables of these names. */
function targetsIn(value: unknown, { stack, logicalId }: PlacedResource, assembly: Assembly): TargetConfig[] {
  // Secrets and the like have no value before they are deployed; nothing is said of them.
  const physical = (reference: { logicalId: string }) => reference.logicalId;
  try {
    const text = resolveIntrinsics(value, { assembly, stack, logicalId, environment: NOWHERE, physical });
    return parseTargetConfigs(String(text));
  } catch {
    return [];
  }
}

export function stageTargets(known: readonly TargetConfig[] | undefined, routes: readonly Route[]): StageTargets {
  if (known !== undefined) return { known, addressees: known };
  const named = new Set(routes.flatMap(({ targets }) => targets));
  return { known, addressees: [...named, EVERY].map((name) => ({ name })) };
}

/** Targets as people call them. Plain texts. */
export function targetsInWords(names: readonly string[], { known = [] }: StageTargets): string[] {
  if (names.includes(EVERY)) return [EVERY];
  return names.map((name) => {
    const config = known.find((one) => one.name === name);
    return config === undefined ? name : targetInWords(config, known);
  });
}
