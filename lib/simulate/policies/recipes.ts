import type { CompositeDefinition, Objective } from '../../assembly';
import { AWS_RECIPE, GOOGLE_RECIPE, intervalMinutes, lookbacks, type Tier, type Urgency } from '../../model/slo';
import { type AlertPolicy, compositeAlarm, pageAlarms, pairAlarms, pairRule } from './policy';

/** The CloudWatch user guide's strategy as it stands there: two metric alarms and a composite alarm for each of three pairs. */
export function awsPolicy(objective: Objective): AlertPolicy {
  const pairs = pairsOf('aws', objective, AWS_RECIPE.tiers);
  const composites = pairs.map(({ tier, alarms }) =>
    compositeAlarm(objective, `policy/aws/${tier.name}`, pairRule(alarms)),
  );
  const callers = new Map(pairs.map(({ tier }, index) => [composites[index]!.name, tier.urgency]));
  return policyOf('aws', AWS_RECIPE.source, objective, { pairs, composites, callers });
}

/** The SRE Workbook's alert as it stands there: one page and one ticket, each of two pairs of windows. */
export function googlePolicy(objective: Objective): AlertPolicy {
  const pairs = pairsOf('google', objective, GOOGLE_RECIPE.tiers);
  const callers = new Map<string, Urgency>();
  const composites = (['page', 'ticket'] as const).flatMap((urgency): CompositeDefinition[] => {
    const its = pairs.filter(({ tier }) => tier.urgency === urgency);
    if (its.length === 0) return [];
    const name = `policy/google/${urgency}`;
    callers.set(name, urgency);
    return [compositeAlarm(objective, name, its.map(({ alarms }) => pairRule(alarms)).join(' OR '))];
  });
  return policyOf('google', GOOGLE_RECIPE.source, objective, { pairs, composites, callers });
}

interface Pair {
  readonly tier: Tier;
  readonly alarms: ReturnType<typeof pairAlarms>;
}

/** Look-backs must be shorter than the interval (same page of the user guide). */
function pairsOf(policy: string, objective: Objective, tiers: readonly Tier[]): Pair[] {
  const minutes = intervalMinutes(objective.entry.interval);
  return tiers
    .filter(({ longMinutes }) => longMinutes < minutes)
    .map((tier) => ({ tier, alarms: pairAlarms(policy, objective, tier) }));
}

interface Built {
  readonly pairs: readonly Pair[];
  readonly composites: readonly CompositeDefinition[];
  readonly callers: ReadonlyMap<string, Urgency>;
}

function policyOf(
  name: string,
  source: string,
  objective: Objective,
  { pairs, composites, callers }: Built,
): AlertPolicy {
  return {
    name,
    source,
    alarms: pairs.flatMap(({ alarms }) => alarms),
    composites,
    lookBackMinutes: lookbacks({ tiers: pairs.map(({ tier }) => tier) }),
    insteadOf: pageAlarms(objective),
    callers,
  };
}
