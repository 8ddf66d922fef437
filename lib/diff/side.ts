import { type Assembly, type Environment, type Objective, ResourceReader, resourcesOfType } from '../assembly';
import { OBJECTIVE, PARAMETER } from '../assembly/resource-types';
import { costOf } from '../cost/estate';
import { readOurs } from '../cost/watching';
import { parseCatalogueEntry } from '../model/contracts/catalogue';
import type { CostDocument } from '../model/contracts/documents';
import { objectiveName, objectiveOf, parseCatalogueParameterName } from '../model/names';

/** An SLO with what a comparison needs beside it. */
export interface Declared {
  readonly objective: Objective;
  /** Account and region, as far as its stack names them: it may be deployed into any other. */
  readonly place: Partial<Environment>;
  /** Name of its stack; nothing for a template alone, which does not say it. */
  readonly stack?: string;
  /** What Application Signals is told to measure, and to leave out, as the template has it. */
  readonly sli: unknown;
  readonly exclusions: unknown;
  /** What its own alarms cost a month, US dollars. */
  readonly usdPerMonth: number;
}

/** A name and where it is taken, as far as it is known. */
export interface Named {
  readonly name: string;
  readonly place: Partial<Environment>;
}

/** One of the two assemblies that are compared. */
export interface Side {
  readonly declared: readonly Declared[];
  /** Catalogue entries without an SLO in Application Signals, named `<stage>/<slo>`. */
  readonly promisesAlone: readonly Named[];
  /** All SLOs in Application Signals, ours or not. */
  readonly objectiveNames: readonly Named[];
  readonly cost: CostDocument;
}

/**
 * @param isTemplate whether it is one template instead of what `cdk synth` wrote
 * @throws AssemblyError for an SLO, a catalogue entry or an alarm of ours that cannot be read
 */
export function readSide(assembly: Assembly, isTemplate: boolean): Side {
  const watching = readOurs(assembly);
  const cost = costOf(assembly, watching);
  const costs = new Map(cost.objectives.map((row) => [placeKey(row, row), row.usdPerMonth]));
  const resources = new Map(
    [...resourcesOfType(assembly, OBJECTIVE)].map((place) => {
      const reader = new ResourceReader(place, assembly, {});
      return [resourceKey(reader.environment, place.stack.name, place.logicalId), reader] as const;
    }),
  );
  const declared = watching.objectives.map((objective): Declared => {
    const { stack, logicalId, entry } = objective;
    const { place } = resources.get(resourceKey(objective, stack, logicalId))!;
    const { Properties = {} } = place.resource;
    return {
      objective,
      place: place.stack,
      ...(isTemplate ? {} : { stack }),
      sli: Properties.RequestBasedSli ?? Properties.Sli,
      exclusions: Properties.ExclusionWindows ?? [],
      usdPerMonth: costs.get(placeKey(objective, entry)) ?? 0,
    };
  });
  const objectiveNames = [...resources.values()].flatMap(({ place: { stack, resource } }): Named[] => {
    const name = resource.Properties?.Name;
    return typeof name === 'string' ? [{ name, place: stack }] : [];
  });
  return { declared, promisesAlone: promisesAlone(assembly, objectiveNames), objectiveNames, cost };
}

export function sloKey({ stage, slo }: { readonly stage: string; readonly slo: string }): string {
  return `${stage}/${slo}`;
}

/** The test alarm of the response stack is among them; nobody asks for it, because no SLO has its name. */
function promisesAlone(assembly: Assembly, objectiveNames: readonly Named[]): Named[] {
  const taken = new Set(objectiveNames.map(({ name, place }) => nameKey(place, name)));
  return [...resourcesOfType(assembly, PARAMETER)].flatMap((place) => {
    const { stack, resource } = place;
    const its = parseCatalogueParameterName(String(resource.Properties?.Name));
    // Nearly every entry has its SLO, and was read with it.
    if (its === undefined || taken.has(nameKey(stack, objectiveName(its.stage, its.slo)))) return [];
    const entry = parseCatalogueEntry(String(new ResourceReader(place, assembly, {}).properties().Value));
    return taken.has(nameKey(stack, objectiveOf(entry))) ? [] : [{ name: sloKey(entry), place: stack }];
  });
}

/** Whether two places may be one, as far as both are known. */
export function mayBeSamePlace(one: Partial<Environment>, other: Partial<Environment>): boolean {
  const differ = (part: keyof Environment) =>
    one[part] !== undefined && other[part] !== undefined && one[part] !== other[part];
  return !differ('account') && !differ('region');
}

function nameKey({ account, region }: Partial<Environment>, name: string): string {
  return `${account}/${region}/${name}`;
}

function placeKey({ account, region }: Environment, { stage, slo }: { stage: string; slo: string }): string {
  return `${account}/${region}/${stage}/${slo}`;
}

function resourceKey({ account, region }: Environment, stack: string, logicalId: string): string {
  return `${account}/${region}/${stack}/${logicalId}`;
}
