import * as v from 'valibot';

/** What may be found out about an incident after its first message: parts of `Findings`, and `related`, which is an event of its own. */
export const enrichmentNames = [
  'budget',
  'lately',
  'trend',
  'changes',
  'dependency',
  'contributors',
  'traces',
  'segments',
  'earlier',
  'related',
] as const;

/** One of them. */
export type EnrichmentName = (typeof enrichmentNames)[number];

/** @throws ValiError when it is not a JSON array of these names */
export function parseEnrichmentNames(text: string): EnrichmentName[] {
  return v.parse(v.pipe(v.string(), v.parseJson(), v.array(v.picklist(enrichmentNames))), text);
}
