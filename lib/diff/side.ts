import { type Assembly, type Environment, type Objective, ResourceReader, resourcesOfType } from '../assembly';
import { OBJECTIVE, PARAMETER } from '../assembly/physical';
import { costOf } from '../cost/estate';
import { readOurs } from '../cost/watching';
import { parseCatalogueEntry } from '../model/contracts/catalogue';
import type { CostDocument } from '../model/contracts/documents';
import { objectiveName, objectiveOf, parseCatalogueParameterName } from '../model/names';

/** An SLO with what a comparison needs beside it. */
export interface Declared {
  readonly objective: Objective;
  /** Whether its stack may be deployed into any account or region, so that where it is is not known. */
  readonly isAnywhere: boolean;
  /** Name of its stack; nothing for a template alone, which does not say it. */
  readonly stack?: string;
  /** What Application Signals is told to measure, and to leave out, as the template has it. */
  readonly sli: unknown;
  readonly exclusions: unknown;
  /** What its own alarms cost a month, US dollars. */
  readonly usdPerMonth: number;
}

/** One of the two assemblies that are compared. */
export interface Side {
  readonly declared: readonly Declared[];
  /** Catalogue entries without an SLO in Application Signals, by `<stage>/<slo>`. */
  readonly promisesAlone: ReadonlySet<string>;
  /** Names of all SLOs in Application Signals, ours or not. */
  readonly objectiveNames: ReadonlySet<string>;
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
  const anywhere = new Set(
    assembly.stacks.filter(({ account, region }) => !account || !region).map(({ name }) => name),
  );
  const resources = new Map(
    [...resourcesOfType(assembly, OBJECTIVE)].map((place) => {
      const reader = new ResourceReader(place, assembly, {});
      return [resourceKey(reader.environment, place.stack.name, place.logicalId), reader] as const;
    }),
  );
  const declared = watching.objectives.map((objective): Declared => {
    const { stack, logicalId, entry } = objective;
    const { Properties = {} } = resources.get(resourceKey(objective, stack, logicalId))!.place.resource;
    return {
      objective,
      isAnywhere: anywhere.has(stack),
      ...(isTemplate ? {} : { stack }),
      sli: Properties.RequestBasedSli ?? Properties.Sli,
      exclusions: Properties.ExclusionWindows ?? [],
      usdPerMonth: costs.get(placeKey(objective, entry)) ?? 0,
    };
  });
  const names = [...resources.values()].map(({ place }) => place.resource.Properties?.Name);
  const objectiveNames = new Set(names.filter((name) => typeof name === 'string'));
  return { declared, promisesAlone: promisesAlone(assembly, objectiveNames), objectiveNames, cost };
}

export function sloKey({ stage, slo }: { readonly stage: string; readonly slo: string }): string {
  return `${stage}/${slo}`;
}

/** The test alarm of the response stack has an entry, and is no SLO. */
function promisesAlone(assembly: Assembly, objectiveNames: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const place of resourcesOfType(assembly, PARAMETER)) {
    const name = place.resource.Properties?.Name;
    const its = typeof name === 'string' ? parseCatalogueParameterName(name) : undefined;
    // Nearly every entry has its SLO, and was read with it.
    if (its === undefined || objectiveNames.has(objectiveName(its.stage, its.slo))) continue;
    const entry = parseCatalogueEntry(String(new ResourceReader(place, assembly, {}).properties().Value));
    if (!entry.canary && !objectiveNames.has(objectiveOf(entry))) found.add(sloKey(entry));
  }
  return found;
}

function placeKey({ account, region }: Environment, { stage, slo }: { stage: string; slo: string }): string {
  return `${account}/${region}/${stage}/${slo}`;
}

function resourceKey({ account, region }: Environment, stack: string, logicalId: string): string {
  return `${account}/${region}/${stack}/${logicalId}`;
}
