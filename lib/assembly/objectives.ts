import * as v from 'valibot';
import { type CatalogueEntry, parseCatalogueEntry } from '../model/contracts/catalogue';
import {
  breachCompositeName,
  breachPartsOf,
  objectiveOf,
  parseAlarmName,
  parseCatalogueParameterName,
  serviceLabel,
} from '../model/names';
import { readAlarms } from './alarms';
import { readComposites } from './composites';
import type { AlarmDefinition, CompositeDefinition } from './definitions';
import type { Environment } from './environment';
import { AssemblyError } from './error';
import { type ExclusionWindowDefinition, exclusionWindows } from './exclusion-windows';
import { INTERVAL_UNITS, type IntervalUnit } from './interval-unit';
import { type ReadOptions, ResourceReader, readable } from './physical';
import { number, readProperties, wholeNumber } from './properties';
import { OBJECTIVE, PARAMETER } from './resource-types';
import { type Assembly, resourcesOfType } from './template';

/** The time over which attainment is measured, as the template states it. */
export type ObjectiveInterval =
  | { readonly kind: 'rolling'; readonly duration: number; readonly unit: IntervalUnit }
  | {
      readonly kind: 'calendar';
      readonly duration: number;
      readonly unit: IntervalUnit;
      readonly startSeconds: number;
    };

/** One of our SLOs: the Application Signals objective, its catalogue entry and its alarms. */
export interface Objective {
  /** Name of the stack. */
  readonly stack: string;
  readonly logicalId: string;
  readonly account: string;
  readonly region: string;
  readonly entry: CatalogueEntry;
  /** Name of the Application Signals SLO and value of the dimension `SloName`. */
  readonly objectiveName: string;
  /** Exact decimal percent, `99.9`. */
  readonly goal: string;
  readonly interval: ObjectiveInterval;
  /** Percent of the budget left at which the SLO counts as in danger; AWS's default where the template names none. */
  readonly warningThreshold?: number;
  /** Time that the SLO does not count. */
  readonly exclusionWindows: readonly ExclusionWindowDefinition[];
  /** Declared look-back windows: BurnRate is published for these and no other. */
  readonly lookBackMinutes: readonly number[];
  readonly alarms: readonly AlarmDefinition[];
  /** "Any page tier of any SLO of this service". */
  readonly composite?: CompositeDefinition;
  /** What stands below the composite where its rule is too long for one. */
  readonly compositeParts: readonly CompositeDefinition[];
}

const duration = { Duration: wholeNumber, DurationUnit: v.picklist(INTERVAL_UNITS) };
const objective = v.object({
  Name: v.string(),
  Goal: v.object({
    AttainmentGoal: number,
    WarningThreshold: v.optional(number),
    Interval: v.object({
      RollingInterval: v.optional(v.object(duration)),
      CalendarInterval: v.optional(v.object({ ...duration, StartTime: number })),
    }),
  }),
  BurnRateConfigurations: v.optional(v.array(v.object({ LookBackWindowMinutes: wholeNumber })), []),
  ExclusionWindows: exclusionWindows,
});
const parameter = v.object({ Name: v.string(), Value: v.string() });

/** Everything in an assembly that watches something. */
export interface Watching {
  /** Our SLOs: those that have a catalogue entry in it. SLOs of others are left alone, so the list may be empty. */
  readonly objectives: readonly Objective[];
  /** Every metric alarm, ours or not. */
  readonly alarms: readonly AlarmDefinition[];
  readonly composites: readonly CompositeDefinition[];
}

/**
 * Our SLOs in an assembly.
 *
 * @throws AssemblyError for an SLO of ours that cannot be read or disagrees with its catalogue entry, unless somebody is told
 */
export function readObjectives(assembly: Assembly, options: ReadOptions = {}): Objective[] {
  return [...readWatching(assembly, options).objectives];
}

/** @throws AssemblyError as `readObjectives` does */
export function readWatching(assembly: Assembly, options: ReadOptions = {}): Watching {
  const alarms = readAlarms(assembly, options);
  const composites = readComposites(assembly, options);
  const catalogue = readCatalogue(assembly, options);
  const ofSlo = alarmsBySlo(alarms);
  const objectives = [...resourcesOfType(assembly, OBJECTIVE)].flatMap((place) => {
    const reader = new ResourceReader(place, assembly, options);
    // Our names are never tokens (lib/model/names), so a name that has to be resolved is not ours.
    const name = place.resource.Properties?.Name;
    const entry = catalogue.get(objectiveKey(reader, name));
    return entry ? readable(options, () => join(reader, entry, ofSlo, composites)) : [];
  });
  return { objectives, alarms, composites };
}

/** Our alarms by the SLO that their names say. */
function alarmsBySlo(alarms: readonly AlarmDefinition[]): ReadonlyMap<string, AlarmDefinition[]> {
  const found = new Map<string, AlarmDefinition[]>();
  for (const alarm of alarms) {
    const parts = parseAlarmName(alarm.name);
    if (parts === undefined) continue;
    const key = sloKey(alarm, parts);
    const its = found.get(key);
    if (its === undefined) found.set(key, [alarm]);
    else its.push(alarm);
  }
  return found;
}

function sloKey({ account, region }: Environment, { stage, slo }: { stage: string; slo: string }): string {
  return `${account}/${region}/${stage}/${slo}`;
}

/** Catalogue entries by their SLO's name in Application Signals, which an adopted SLO brought with it. */
function readCatalogue(assembly: Assembly, options: ReadOptions): ReadonlyMap<string, CatalogueEntry> {
  const catalogue = new Map<string, CatalogueEntry>();
  for (const place of resourcesOfType(assembly, PARAMETER)) {
    const name = place.resource.Properties?.Name;
    if (typeof name !== 'string' || parseCatalogueParameterName(name) === undefined) continue;
    const reader = new ResourceReader(place, assembly, options);
    for (const entry of readable(options, () => readEntry(reader)))
      catalogue.set(objectiveKey(reader, objectiveOf(entry)), entry);
  }
  return catalogue;
}

function objectiveKey({ environment }: ResourceReader, name: unknown): string {
  return `${environment.account}/${environment.region}/${typeof name === 'string' ? name : ''}`;
}

function readEntry(reader: ResourceReader): CatalogueEntry {
  const { Value } = readProperties(reader, parameter);
  try {
    return parseCatalogueEntry(Value);
  } catch (error) {
    const { stack, logicalId } = reader.place;
    throw new AssemblyError({ stack: stack.name, logicalId }, `catalogue entry: ${(error as Error).message}`);
  }
}

function join(
  reader: ResourceReader,
  entry: CatalogueEntry,
  alarms: ReturnType<typeof alarmsBySlo>,
  composites: readonly CompositeDefinition[],
): Objective {
  const { stack, logicalId } = reader.place;
  const properties = readProperties(reader, objective);
  const { WarningThreshold } = properties.Goal;
  const goal = String(properties.Goal.AttainmentGoal);
  if (Number(entry.attainmentGoal) !== properties.Goal.AttainmentGoal) {
    const fault = `AttainmentGoal: got ${goal}, but the catalogue entry says ${entry.attainmentGoal}`;
    throw new AssemblyError({ stack: stack.name, logicalId }, fault);
  }
  const here = (found: Environment) => sameEnvironment(found, reader.environment);
  const composite = compositeOf(entry, composites.filter(here));
  const isPart = composite ? breachPartsOf(composite.name) : () => false;
  return {
    stack: stack.name,
    logicalId,
    ...reader.environment,
    entry,
    objectiveName: properties.Name,
    goal,
    interval: readInterval(reader, properties.Goal.Interval),
    ...(WarningThreshold === undefined ? {} : { warningThreshold: WarningThreshold }),
    exclusionWindows: properties.ExclusionWindows,
    lookBackMinutes: properties.BurnRateConfigurations.map((window) => window.LookBackWindowMinutes),
    alarms: alarms.get(sloKey(reader.environment, entry)) ?? [],
    ...(composite ? { composite } : {}),
    compositeParts: composites.filter((found) => here(found) && isPart(found.name)),
  };
}

/** Of the service's segment, or of the service where the segment is the SLO's own. */
function compositeOf(
  { stage, service, segment }: CatalogueEntry,
  composites: readonly CompositeDefinition[],
): CompositeDefinition | undefined {
  const named = (label: string) => composites.find(({ name }) => name === breachCompositeName(stage, label));
  return named(serviceLabel(service, segment)) ?? named(service);
}

function readInterval(
  reader: ResourceReader,
  { RollingInterval, CalendarInterval }: v.InferOutput<typeof objective>['Goal']['Interval'],
): ObjectiveInterval {
  if (RollingInterval && !CalendarInterval) {
    return { kind: 'rolling', duration: RollingInterval.Duration, unit: RollingInterval.DurationUnit };
  }
  if (CalendarInterval && !RollingInterval) {
    const { Duration, DurationUnit, StartTime } = CalendarInterval;
    return { kind: 'calendar', duration: Duration, unit: DurationUnit, startSeconds: StartTime };
  }
  const { stack, logicalId } = reader.place;
  const got = RollingInterval ? 'both' : 'neither';
  const fault = `Properties.Goal.Interval: got ${got}, allowed is one of RollingInterval and CalendarInterval`;
  throw new AssemblyError({ stack: stack.name, logicalId }, fault);
}

function sameEnvironment(a: Environment, b: Environment): boolean {
  return a.account === b.account && a.region === b.region;
}
