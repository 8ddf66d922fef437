import type { Kind } from '../kinds';
import type { Ability } from '../kinds/kind';
import type { Evening } from './evening';

/** One fault, and what must be so in spite of it. It is played in an evening of one incident, whose end is the same for all rows. */
export interface Row {
  /** Stable, for who filters. */
  readonly id: string;
  /** In words: what goes wrong. */
  readonly fault: string;
  /** Abilities without which the fault cannot happen. */
  readonly needs?: readonly Ability[];
  /** Kinds at which it can happen, and why not at others. @default - all that have the abilities */
  readonly only?: { readonly kinds: readonly string[]; readonly otherwise: string };
  /** Calls that it may cost beyond those of an evening on which nothing fails. */
  readonly extraCalls: number;
  /**
   * What is left: an object as we leave it (the default); one that a person keeps open; nothing, because a person did away with it; an object
   * that is closed, or none; whatever there was.
   */
  readonly end?: 'closed' | 'open' | 'none' | 'shut' | 'left';
  /** What its evening is about, where that is not an ordinary promise. */
  readonly promise?: string;
  play(evening: Evening): Promise<void>;
}

/** What a kind is like without an ability. */
const WITHOUT: Readonly<Record<Ability, string>> = {
  find: 'nothing can be looked up',
  edit: 'nothing can be edited',
  note: 'no notes',
  remove: 'no duplicates',
  token: 'no credentials of its own',
  close: 'nothing can be closed',
  answer: 'no answers but a status',
  archive: 'no archive',
  people: 'nothing that people change',
  text: 'no text of ours',
};

/** Or why the row does not apply. */
export function appliesTo({ needs = [], only }: Row, { kind, cannot = {} }: Kind): true | string {
  if (only?.kinds.includes(kind) === false) return only.otherwise;
  const missing = needs.find((ability) => cannot[ability] !== undefined);
  return missing === undefined ? true : `${WITHOUT[missing]}: ${cannot[missing]}`;
}
