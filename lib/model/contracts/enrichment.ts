import * as v from 'valibot';

/** What can be found out about an incident, each by itself; `related` finds no fact, it makes incidents name each other. */
export const enrichments = [
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

export type EnrichmentName = (typeof enrichments)[number];

const names = v.pipe(v.string(), v.parseJson(), v.array(v.picklist(enrichments)));

/** @throws Error naming what is no enrichment */
export function parseEnrichments(text: string): EnrichmentName[] {
  const parsed = v.safeParse(names, text);
  if (parsed.success) return parsed.output;
  throw new Error(`enrichments: got ${text}, allowed is a list of ${enrichments.join(', ')}`);
}
