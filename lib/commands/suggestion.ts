import { closest, distance } from 'fastest-levenshtein';

/** Further away it is another word, not a slip. */
const MOST_SLIPS = 0.4;

/** `did you mean "place-order"?`, where one of the names is near enough; with the names themselves otherwise. */
export function suggestion(got: string, known: readonly string[]): string {
  if (known.length === 0) return 'there are none';
  const near = closest(got, known);
  const slips = distance(got.toLowerCase(), near.toLowerCase());
  return slips <= Math.max(1, near.length * MOST_SLIPS) ? `did you mean "${near}"?` : `allowed are ${known.join(', ')}`;
}
