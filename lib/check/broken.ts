import type { AssemblyError, AssemblyStack, PlacedResource } from '../assembly';
import { ALARM, OBJECTIVE } from '../assembly/resource-types';
import { parseAlarmName } from '../model/names';
import { catalogueOf } from './catalogue';
import { oncePerEstate } from './once';
import type { Estate, Found } from './rule';
import { hasUnknown } from './settled';
import { shown } from './values';

/** It may show a megabyte of a template; an expression that goes back and forth in it would take for ever. */
const LONGEST_FAULT = 1_000;

/** What is read as a text whatever it will be: symbols do (`Estate.properties`). */
const SYMBOLIC = new Set([
  ...['Dimensions', 'AlarmActions', 'OKActions', 'InsufficientDataActions', 'AlarmDescription', 'Tags'],
  ...['Sli', 'RequestBasedSli', 'Description'],
]);

/**
 * What is ours, is there before it is deployed, and cannot be read: something is wrong with it. What others made may be of kinds that we do
 * not know, and what is known at deployment only is nobody's fault.
 */
export const brokenOfOurs = oncePerEstate(findBroken);

function findBroken(estate: Estate): ReadonlyMap<AssemblyError, PlacedResource> {
  const entries = new Set(catalogueOf(estate).faulty.map(({ place }) => place.resource));
  const found = new Map<AssemblyError, PlacedResource>();
  for (const error of estate.unreadable) {
    const place = placeOf(error, estate.assembly.stacks);
    if (place === undefined) continue;
    const isThere = !hasUnknown(estate.properties(place)) && !hasUnknown(estate.settled(place), SYMBOLIC);
    if (entries.has(place.resource) || (isOurs(place) && isThere)) found.set(error, place);
  }
  return found;
}

function placeOf({ place: { stack: name, logicalId = '' } }: AssemblyError, stacks: readonly AssemblyStack[]) {
  const stack = stacks.find((one) => one.name === name && Object.hasOwn(one.template.Resources, logicalId));
  return stack === undefined ? undefined : { stack, logicalId, resource: stack.template.Resources[logicalId]! };
}

/** SLOs are read where they have an entry of ours, so one that could not be read is ours. */
function isOurs({ resource: { Type, Properties = {} } }: PlacedResource): boolean {
  if (Type === OBJECTIVE) return true;
  const { AlarmName: name } = Properties;
  return Type === ALARM && typeof name === 'string' && parseAlarmName(name) !== undefined;
}

/** What the reader of assemblies says (`Goal: got x, allowed is y`), in the parts of a finding. */
export function faultInParts(fault: string): Omit<Found, 'place'> {
  const [, what = 'definition', got = shown(fault), word, rest = 'is what can be read'] =
    /^(.+?): got (.+?), (allowed|but) (.+)$/s.exec(fault.slice(0, LONGEST_FAULT)) ?? [];
  const says = /^the catalogue entry says (.*)$/s.exec(rest)?.[1];
  return {
    what,
    got,
    allowed: word === 'but' && says !== undefined ? `is ${says}, as its catalogue entry says` : rest,
  };
}
