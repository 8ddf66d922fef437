import { type Assembly, AssemblyError, type Objective, readObjectives } from '../assembly';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { nameFault, serviceLabel, stageFault } from '../model/names';
import { goalFault, intervalFault, tierFaults } from '../model/slo';
import { FileNames } from './file-names';
import { compare, type Place, placesOf, type StacksByName, stacksByName } from './places';
import { readTargets, type StageTargets, stageTargets } from './targets';

/** What pages are about, in the order in which people read it. */
export interface StagePages {
  readonly stage: string;
  /** Folder of its pages. */
  readonly folder: string;
  readonly services: readonly ServicePages[];
  readonly targets: StageTargets;
}

/** A service, or the part of its customers that incidents are about. */
export interface ServicePages {
  readonly service: string;
  readonly segment?: string;
  /** Path of its runbook from the root of the pages. */
  readonly runbook: string;
  readonly slos: readonly SloPages[];
}

/** One SLO, wherever it is measured. */
export interface SloPages {
  readonly slo: string;
  /** Path of its page from the root of the pages. */
  readonly path: string;
  /** At least one. */
  readonly places: readonly Place[];
}

/** The entry that speaks for the SLO where its places may not differ, or where one is enough. */
export function leadOf({ places }: SloPages): CatalogueEntry {
  return places[0]!.objective.entry;
}

/** @throws AssemblyError for an SLO that cannot be read, and for an entry that cannot be one of ours */
export function readEstate(assembly: Assembly): StagePages[] {
  // The test alarm of the response is no SLO of anybody.
  const objectives = readObjectives(assembly).filter(({ entry }) => !entry.canary);
  for (const objective of objectives) check(objective);
  const targets = readTargets(assembly);
  const stacks = stacksByName(assembly);
  const folders = new FileNames();
  return groups(objectives, ({ entry }) => entry.stage).map(([stage, its]) => {
    const folder = folders.claim(stage);
    const routes = its.flatMap(({ entry }) => entry.routes);
    const services = servicesOf(its, folder, stacks);
    return { stage, folder, services, targets: stageTargets(targets.get(stage), routes) };
  });
}

function servicesOf(objectives: readonly Objective[], folder: string, stacks: StacksByName): ServicePages[] {
  const [pages, runbooks] = [new FileNames(), new FileNames()];
  // By name over all services, so that the name of a page does not depend on who makes the promise.
  const paths = new Map(
    groups(objectives, sloKey).map(([key, [one]]) => [key, `${folder}/${pages.claim(one!.entry.slo)}.md`]),
  );
  return groups(objectives, ({ entry }) => `${entry.service}\n${entry.segment ?? ''}`).map(([, its]) => {
    const { service, segment } = its[0]!.entry;
    return {
      service,
      ...(segment === undefined ? {} : { segment }),
      runbook: `${folder}/runbooks/${runbooks.claim(serviceLabel(service, segment))}.md`,
      slos: groups(its, sloKey).map(([key, places]) => ({
        slo: places[0]!.entry.slo,
        path: paths.get(key)!,
        places: placesOf(places, stacks),
      })),
    };
  });
}

/** In one place an SLO may belong to another service than in the next: then they are two. */
function sloKey({ entry }: Objective): string {
  return [entry.slo, entry.service, entry.segment ?? ''].join('\n');
}

function groups<T>(all: readonly T[], keyOf: (one: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = found.get(key);
    if (group === undefined) found.set(key, [one]);
    else group.push(one);
  }
  return [...found].sort(([a], [b]) => compare(a, b));
}

/** Names become paths and numbers are computed with, and an assembly may come from anybody. */
function check({ stack, logicalId, entry }: Objective): void {
  const { stage, slo, service, segment, attainmentGoal, sla, interval, tiers } = entry;
  const faults = [
    stageFault(stage),
    nameFault('slo', slo, stage),
    nameFault('service', service, stage),
    segment === undefined ? undefined : nameFault('segment', segment, stage),
    goalFault(attainmentGoal),
    sla === undefined ? undefined : goalFault(sla),
    intervalFault(interval),
    ...tiers.flatMap((tier) => tierFaults({ name: tier.alarm, ...tier })),
  ];
  const found = faults.find((fault) => fault !== undefined);
  if (found !== undefined) throw new AssemblyError({ stack, logicalId }, `catalogue entry: ${found}`);
}
