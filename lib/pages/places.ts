import type { Assembly, AssemblyStack, Objective } from '../assembly';
import { listInWords } from '../model/wording/words';
import { markdownLine } from '../render/markdown';

/** Where an SLO is measured: one promise may be kept in several regions and accounts, each with an SLO of its own. */
export interface Place {
  /** `eu-west-3 (account 111122223333)`. Plain text. */
  readonly words: string;
  /** Where the assembly says it. */
  readonly region?: string;
  readonly objective: Objective;
}

/** The places of one SLO, in an order that does not depend on that of the stacks. */
export function placesOf(objectives: readonly Objective[], stacks: StacksByName): Place[] {
  return objectives.map((objective) => placeOf(objective, stacks)).sort((a, b) => compare(a.words, b.words));
}

export type StacksByName = ReadonlyMap<string, readonly AssemblyStack[]>;

export function stacksByName({ stacks }: Assembly): StacksByName {
  const found = new Map<string, AssemblyStack[]>();
  for (const stack of stacks) found.set(stack.name, [...(found.get(stack.name) ?? []), stack]);
  return found;
}

/** An assembly may leave account and region to whoever deploys it. */
function placeOf(objective: Objective, stacks: StacksByName): Place {
  const { stack, account, region } = objective;
  const its = stacks
    .get(stack)
    ?.find((one) => (one.account ?? account) === account && (one.region ?? region) === region);
  if (its?.region === undefined) {
    const words = its?.account === undefined ? `wherever stack ${stack} is deployed` : `account ${its.account}`;
    return { words, objective };
  }
  const words = its.account === undefined ? its.region : `${its.region} (account ${its.account})`;
  return { words, region: its.region, objective };
}

/** What is said of each place; once where it is the same everywhere. @param say Markdown */
export function perPlace(places: readonly Place[], say: (place: Place) => string): string {
  const said = grouped(places, say);
  if (said.length === 1) return said[0]!.text;
  return said.map(({ text, where }) => `**${sentenceStart(where)}:**\n\n${text}`).join('\n\n');
}

/** The same within a cell of a table. */
export function cellPerPlace(places: readonly Place[], say: (place: Place) => string): string {
  const said = grouped(places, say);
  if (said.length === 1) return said[0]!.text;
  return said.map(({ text, where }) => `${text} (${where})`).join('<br>');
}

function grouped(places: readonly Place[], say: (place: Place) => string) {
  const said = new Map<string, Set<string>>();
  for (const place of places) {
    const text = say(place);
    said.set(text, (said.get(text) ?? new Set()).add(place.words));
  }
  return [...said].map(([text, words]) => ({ text, where: markdownLine(listInWords([...words])) }));
}

function sentenceStart(where: string): string {
  return where.startsWith('wherever') ? `W${where.slice(1)}` : where;
}

/** By code units: the same on every computer. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
