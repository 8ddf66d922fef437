import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

/** Where two assemblies say different things about resources, logical ids apart; nothing when they say the same. */
export function sameResources(one: string, other: string): string[] {
  const [ones, others] = [resourcesIn(one), resourcesIn(other)];
  return [...new Set([...ones.keys(), ...others.keys()])]
    .filter((name) => ones.get(name) !== others.get(name))
    .map((name) => `${name}:\n  ${ones.get(name) ?? 'nothing'}\n  ${others.get(name) ?? 'nothing'}`);
}

/** Every resource as text by what names it: type and physical name. */
function resourcesIn(directory: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.template.json'))) {
    const resources: Record<string, Resource> = JSON.parse(readFileSync(join(directory, file), 'utf8')).Resources;
    const nameOf = (id: string) => {
      const { Type, Properties } = resources[id]!;
      return `${Type} ${String(Properties.AlarmName ?? Properties.Name)}`;
    };
    for (const [id, { Type: _, Properties, DependsOn = [], ...rest }] of Object.entries(resources)) {
      const dependencies = [DependsOn].flat().map(nameOf).sort();
      found.set(nameOf(id), JSON.stringify({ Properties, dependencies, rest, file }));
    }
  }
  return found;
}
