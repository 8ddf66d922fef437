import { TEMPLATE_LIMITS } from '../template-limits';
import { lookbacks } from './policy';
import type { AlertRecipe } from './recipes';

/** What the composites of the published recipes stand for. */
export type CompositePer = 'tier' | 'urgency' | 'tier and urgency';

export interface PairInventory {
  readonly lookbacks: number;
  readonly metricAlarms: number;
  readonly compositeAlarms: number;
  /** The alarms and the SLO itself. */
  readonly resources: number;
  readonly slosPerStack: number;
}

/**
 * What a recipe costs as it is published: one metric alarm per window and a composite for each pair. Ours puts a pair
 * into one metric-math alarm; this is what we compare with.
 */
export function pairInventory(recipe: AlertRecipe, per: CompositePer): PairInventory {
  const tiers = recipe.tiers.length;
  const urgencies = new Set(recipe.tiers.map(({ urgency }) => urgency)).size;
  const compositeAlarms = { tier: tiers, urgency: urgencies, 'tier and urgency': tiers + urgencies }[per];
  const metricAlarms = 2 * tiers;
  const resources = metricAlarms + compositeAlarms + 1;
  return {
    lookbacks: lookbacks(recipe).length,
    metricAlarms,
    compositeAlarms,
    resources,
    slosPerStack: Math.floor(TEMPLATE_LIMITS.resources / resources),
  };
}
