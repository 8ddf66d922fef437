import { isCounted } from '../model/contracts/measurement';
import { type Declared, sloKey } from './side';

/** What became of each SLO. */
export interface Pairs {
  readonly kept: readonly (readonly [before: Declared, after: Declared])[];
  readonly removed: readonly Declared[];
  readonly added: readonly Declared[];
}

/**
 * By what an SLO is known again, surest first; each pairs what is alone with its key on both sides. Accounts and regions may be left open
 * on one side; an SLO may move; and one that is renamed measures the same for the same service.
 */
const KEYS: readonly ((declared: Declared) => string | undefined)[] = [
  (declared) => `${environment(declared)}/${declared.objective.stack}/${sloKey(declared.objective.entry)}`,
  (declared) => `${environment(declared)}/${sloKey(declared.objective.entry)}`,
  ({ objective }) => sloKey(objective.entry),
  (declared) => `${environment(declared)}/${declared.objective.objectiveName}`,
  ({ objective }) => objective.objectiveName,
  ({ objective: { entry } }) =>
    isCounted(entry.measurement) ? `${entry.stage}/${entry.service}/${JSON.stringify(entry.measurement)}` : undefined,
];

export function pairsOf(before: readonly Declared[], after: readonly Declared[]): Pairs {
  const kept: [Declared, Declared][] = [];
  let [removed, added] = [before, after];
  for (const key of KEYS) {
    const others = alone(added, key);
    const found = new Set<Declared>();
    for (const [name, old] of alone(removed, key)) {
      const now = others.get(name);
      if (now === undefined) continue;
      kept.push([old, now]);
      found.add(old).add(now);
    }
    [removed, added] = [removed.filter((one) => !found.has(one)), added.filter((one) => !found.has(one))];
  }
  return { kept, removed, added };
}

/** Those whose key nobody else has. */
function alone(
  declared: readonly Declared[],
  keyOf: (declared: Declared) => string | undefined,
): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared | undefined>();
  for (const one of declared) {
    const key = keyOf(one);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : one);
  }
  return new Map([...found].flatMap(([key, one]) => (one === undefined ? [] : [[key, one]])));
}

function environment({ objective: { account, region } }: Declared): string {
  return `${account}/${region}`;
}
