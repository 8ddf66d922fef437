import type { Objective } from './shapes';

const LONGEST_SUFFIX = 40;

/**
 * Names of the SLOs that one SLO of OpenSLO becomes: its own with one objective. With several, the objective's displayName follows where
 * all of them have one and no two are alike (`checkout-internal`), else its number (`checkout-1`).
 */
export function sloNames(name: string, objectives: readonly Pick<Objective, 'displayName'>[]): string[] {
  if (objectives.length === 1) return [name];
  const suffixes = objectives.map(({ displayName = '' }) => suffixOf(displayName));
  const distinct = new Set(suffixes).size === suffixes.length && !suffixes.includes('');
  return objectives.map((_, at) => `${name}-${distinct ? suffixes[at] : at + 1}`);
}

function suffixOf(displayName: string): string {
  return displayName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SUFFIX)
    .replace(/^-|-$/g, '');
}
