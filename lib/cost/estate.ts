import type { Assembly, Objective, Watching } from '../assembly';
import type { CostDocument, SharedKind } from '../model/contracts/documents';
import { DELIVERY_CANARY, isMachineryAlarm, parseAlarmName, wholeComposite } from '../model/names';
import { applicationSignalsCents, PRICES } from '../model/prices';
import { compositesOf } from './composites';
import { inventory, type Priced } from './inventory';
import { metricsRead } from './metrics';
import { ownersOf } from './owners';
import { AWS_RECIPE_CENTS } from './recipe';

/** What an assembly costs a month: every alarm and dashboard in it exactly once. Sums are made in whole cents. */
export function costOf(assembly: Assembly, watching: Watching): CostDocument {
  const { objectives } = watching;
  const owners = ownersOf(objectives);
  const ownCents = new Map<Objective, number>();
  const shared: (Priced & { group: SharedKind })[] = [];
  for (const priced of inventory(assembly, watching)) {
    const owner = priced.alarm && owners.get(priced.alarm);
    if (owner === undefined) shared.push({ ...priced, group: groupOf(priced) });
    else ownCents.set(owner, (ownCents.get(owner) ?? 0) + priced.cents);
  }
  const compositesFor = compositesOf(watching.composites);
  const rows = objectives.map((objective) => {
    const own = objective.alarms.filter((alarm) => owners.get(alarm) === objective);
    const { standardMetrics, highResolutionMetrics } = metricsRead(own);
    return {
      slo: objective.entry.slo,
      service: objective.entry.service,
      stage: objective.entry.stage,
      account: objective.account,
      region: objective.region,
      alarms: own.length,
      metrics: standardMetrics + highResolutionMetrics,
      composites: compositesFor(objective),
      cents: ownCents.get(objective) ?? 0,
      recipe: objective.entry.tiers.length === 0 ? 0 : AWS_RECIPE_CENTS,
    };
  });
  const [ofSlos, ofShared] = [sum(rows), sum(shared)];
  const ofComposites = sum(shared.filter(({ group }) => group === 'composite'));
  const { source, asOf, region } = PRICES;
  return {
    version: 1,
    objectives: rows
      .sort((a, b) => b.cents - a.cents || byName(a.slo, b.slo) || byName(placeOf(a), placeOf(b)))
      .map(({ cents, recipe, ...row }) => ({
        ...row,
        usdPerMonth: cents / 100,
        awsRecipeUsdPerMonth: recipe / 100,
      })),
    shared: shared
      .sort((a, b) => byName(a.group, b.group) || byName(a.name, b.name) || byName(placeOf(a), placeOf(b)))
      .map(({ group: kind, name, account, region: where, cents }) => {
        return { kind, name, account, region: where, usdPerMonth: cents / 100 };
      }),
    total: (ofSlos + ofShared) / 100,
    applicationSignalsUsdPerMonth: applicationSignalsCents(objectives.length) / 100,
    awsRecipe: {
      usdPerMonth: rows.reduce((total, { recipe }) => total + recipe, 0) / 100,
      insteadOfUsdPerMonth: (ofSlos + ofComposites) / 100,
    },
    prices: { source, asOf, region },
  };
}

function groupOf({ kind, name }: Priced): SharedKind {
  if (kind === 'dashboard') return 'dashboard';
  if (isMachineryAlarm(name)) return 'machinery';
  if (kind === 'composite') return wholeComposite(name) === undefined ? 'other' : 'composite';
  // The test alarm of the response has the name of an SLO's, and is none.
  return parseAlarmName(name)?.slo === DELIVERY_CANARY ? 'machinery' : 'other';
}

function sum(priced: readonly { readonly cents: number }[]): number {
  return priced.reduce((total, { cents }) => total + cents, 0);
}

function placeOf({ stage = '', account, region }: { stage?: string; account: string; region: string }): string {
  return [stage, account, region].join('/');
}

/** The same in every language and on every computer. */
function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
