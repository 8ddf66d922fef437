import type { PlacedResource } from '../assembly';
import {
  BURN_RATE,
  OBJECTIVE_DIMENSION,
  OBJECTIVE_NAMESPACE,
  WINDOW_DIMENSION,
} from '../model/contracts/published-metrics';
import { type KnownEnvironment, mayBeTogether } from './environments';
import type { ReadMetric } from './metric-queries';
import { type NamedObjective, objectivesOf } from './objective-index';
import { referencesOf } from './references';
import type { Estate, Found } from './rule';
import { shown } from './values';

/** A metric that something reads, and from where. */
export interface Reading {
  readonly place: PlacedResource;
  readonly metric: ReadMetric;
  /** Where the metric is. @default - where the stack is, in the account that the metric names */
  readonly environment?: KnownEnvironment;
  /** Whether the SLO would be in this assembly if it existed. */
  readonly isOurs?: boolean;
}

/** Name of the SLO that a metric of Application Signals is about; nothing for other metrics and what is not known yet. */
export function objectiveNameOf(estate: Estate, { namespace, dimensions }: ReadMetric): string | undefined {
  const name = namespace === OBJECTIVE_NAMESPACE ? dimensions[OBJECTIVE_DIMENSION] : undefined;
  return name === undefined || referencesOf(estate).isIn(name) ? undefined : name;
}

/** The SLO that a metric is about, where it is in the assembly. */
export function objectiveOfMetric(
  estate: Estate,
  metric: ReadMetric,
  place: PlacedResource,
): NamedObjective | undefined {
  const name = objectiveNameOf(estate, metric);
  return name === undefined ? undefined : objectivesOf(estate).find(name, environmentOf(metric, place));
}

function environmentOf({ account }: ReadMetric, { stack }: PlacedResource): KnownEnvironment {
  if (account === undefined) return stack;
  return { account, ...(stack.region === undefined ? {} : { region: stack.region }) };
}

/** An SLO that is not there publishes nothing: whoever reads it waits for ever. */
export function* unknownObjective(estate: Estate, { place, metric, environment, isOurs }: Reading): Generator<Found> {
  const name = objectiveNameOf(estate, metric);
  const objectives = objectivesOf(estate);
  if (name === undefined || objectives.hasUnknown) return;
  const where = environment ?? environmentOf(metric, place);
  if (objectives.find(name, where) !== undefined) return;
  // Of an account or a region to which nothing of the assembly goes nobody knows what is there.
  if (!estate.assembly.stacks.some((stack) => mayBeTogether(stack, where))) return;
  const got = `${OBJECTIVE_DIMENSION} ${shown(name)}, which is not in this assembly`;
  const allowed = 'is the name of an SLO of the same account and region';
  yield { place, what: metric.what, got, allowed, level: isOurs === true ? 'error' : 'warning' };
}

/** Application Signals publishes burn rates for the windows that an SLO declares, and for no other. */
export function* undeclaredWindow(estate: Estate, { place, metric, environment }: Reading): Generator<Found> {
  if (metric.name !== BURN_RATE) return;
  const name = objectiveNameOf(estate, metric);
  if (name === undefined) return;
  const declared = objectivesOf(estate).find(name, environment ?? environmentOf(metric, place))?.lookBacks;
  const window = metric.dimensions[WINDOW_DIMENSION];
  if (declared === undefined || (window !== undefined && declared.map(String).includes(window))) return;
  if (window !== undefined && referencesOf(estate).isIn(window)) return;
  const got = `${WINDOW_DIMENSION} ${shown(window)} of ${shown(name)}`;
  const allowed =
    declared.length === 0 ? 'is none: the SLO declares no windows' : `are its windows ${declared.join(', ')}`;
  yield { place, what: metric.what, got, allowed };
}
