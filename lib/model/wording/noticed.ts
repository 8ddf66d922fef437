import type { CatalogueEntry } from '../contracts/catalogue';
import { type IncidentState, memberObjectives } from '../incident';
import { someInWords } from './words';

/** More promises in one sentence than this, and nobody reads it. */
const MOST = 5;

/** Members that customers notice: those that are declared so, and those of which a customer has told us. */
export function noticedObjectives(state: IncidentState): CatalogueEntry[] {
  const reported = new Set(Object.values(state.reports).map(({ slo }) => slo));
  return memberObjectives(state).filter(({ slo, customerFacing }) => customerFacing || reported.has(slo));
}

/** `"Your order goes through." and "You see your words before you buy."` */
export function promisesInWords(entries: readonly CatalogueEntry[]): string {
  const named = entries.map(({ promise }) => `"${promise}"`);
  // A promise is a sentence and brings its full stop; "and 3 more" does not.
  return `${someInWords(named, MOST)}${named.length > MOST ? '.' : ''}`;
}
