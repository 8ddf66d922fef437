import { type Assembly, type AssemblyError, type PlacedResource, ResourceReader, readWatching } from '../assembly';
import { type Finding, LEVELS } from '../model/contracts/documents';
import type { Estate, Found, Place, Rule } from './rule';
import { RULES } from './rules';
import { settledProperties } from './settled';

/** A template may hold texts of a megabyte; nobody reads them in a finding. */
const LONGEST = 300;

import { UNREADABLE } from './rules/readable';

/** Everything that is wrong with an assembly, worst first, and what it is about. @param now epoch milliseconds */
export function checkAssembly(assembly: Assembly, now: number): { objectives: number; findings: Finding[] } {
  const unreadable: AssemblyError[] = [];
  const watching = readWatching(assembly, { onUnreadable: (error) => void unreadable.push(error) });
  const estate: Estate = {
    ...watching,
    assembly,
    unreadable,
    now,
    properties: once((place) => new ResourceReader(place, assembly, {}).knownProperties()),
    settled: once((place) => settledProperties(place, assembly)),
  };
  const findings = RULES.flatMap((rule) => [...rule.find(estate)].map((found) => finding(rule, found)));
  return { objectives: estate.objectives.length, findings: withoutEchoes(findings).sort(worstFirst) };
}

/** Why something could not be read is told once: by the rule that knows more about it, where there is one. */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const faulty = new Set(findings.filter(({ level }) => level === 'error').map(({ resource }) => resource));
  return findings.filter(({ id, resource }) => id !== UNREADABLE.id || !faulty.has(resource));
}

/** Several rules look at one resource; its functions are replaced once. */
function once(read: Estate['properties']): Estate['properties'] {
  const known = new Map<unknown, Readonly<Record<string, unknown>>>();
  return (place: PlacedResource) => {
    const found = known.get(place.resource) ?? read(place);
    known.set(place.resource, found);
    return found;
  };
}

function finding(rule: Rule, { place, level = rule.level, ...found }: Found): Finding {
  const [what, got, allowed] = [found.what, found.got, found.allowed].map(cut) as [string, string, string];
  const message = `${what}: got ${got}, allowed ${allowed}`;
  return { id: rule.id, level, resource: resourceName(place), what, got, allowed, message };
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function worstFirst(a: Finding, b: Finding): number {
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
}

function resourceName({ stack, logicalId }: Place): string {
  return `${typeof stack === 'string' ? stack : stack.name}/${logicalId}`;
}
