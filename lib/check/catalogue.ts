import * as v from 'valibot';
import { type PlacedResource, ResourceReader } from '../assembly';
import { OBJECTIVE, PARAMETER } from '../assembly/resource-types';
import { type CatalogueEntry, catalogueEntry } from '../model/contracts/catalogue';
import { logicalId, objectiveName, parseAlarmName, parseCatalogueParameterName } from '../model/names';
import { oncePerEstate } from './once';
import { textAt } from './paths';
import { resourcesOf } from './resources';
import type { Estate, Found } from './rule';
import { shown } from './values';

/** One entry of the catalogue, where it stands. */
export interface Listed {
  readonly place: PlacedResource;
  /** Account, region, stage and SLO: the same as `sloKey` of an alarm of it. */
  readonly key: string;
  readonly slo: string;
  readonly entry: CatalogueEntry;
}

export interface Catalogue {
  readonly listed: readonly Listed[];
  /** By `key`. */
  readonly byKey: ReadonlyMap<string, Listed>;
  /** Keys of all parameters of such names, those included whose value is known at deployment only. */
  readonly named: ReadonlySet<string>;
  /** Parameters that are entries of ours, and that nobody can read. */
  readonly faulty: readonly (Omit<Listed, 'entry'> & { readonly fault: Omit<Found, 'place'> })[];
}

const shape = v.pipe(v.string(), v.parseJson(), catalogueEntry);

/** The parameters `/slo/<stage>/<slo>` of an assembly that are ours; others may use such names, too. */
export const catalogueOf = oncePerEstate(readCatalogue);

/** What an alarm or an entry is about. */
export function sloKey(where: { account: string; region: string }, what: { stage: string; slo: string }): string {
  return [where.account, where.region, what.stage, what.slo].join('/');
}

function readCatalogue(estate: Estate): Catalogue {
  const listed: Listed[] = [];
  const faulty: Catalogue['faulty'][number][] = [];
  const named = new Set<string>();
  const watched = watchedKeys(estate);
  for (const place of resourcesOf(estate, PARAMETER)) {
    const name = place.resource.Properties?.Name;
    const parts = typeof name === 'string' ? parseCatalogueParameterName(name) : undefined;
    if (parts === undefined) continue;
    const key = sloKey(new ResourceReader(place, estate.assembly, {}).environment, parts);
    named.add(key);
    const text = textAt(estate.properties(place), 'Value');
    if (text === undefined) continue;
    const parsed = v.safeParse(shape, text);
    const found = { place, key, slo: parts.slo };
    if (parsed.success) listed.push({ ...found, entry: parsed.output });
    else if (watched.has(key) || place.logicalId === logicalId('Catalogue', parts.stage, parts.slo)) {
      faulty.push({ ...found, fault: faultOf(parsed.issues[0]) });
    }
  }
  return { listed, faulty, named, byKey: new Map(listed.map((one) => [one.key, one])) };
}

/** SLOs that alarms or objectives of our names are about: a parameter of such an SLO is an entry. */
function watchedKeys(estate: Estate): { has(key: string): boolean } {
  const keys = new Set(
    estate.alarms.flatMap((alarm) => {
      const parts = parseAlarmName(alarm.name);
      return parts === undefined ? [] : [sloKey(alarm, parts)];
    }),
  );
  const objectives = new Set(resourcesOf(estate, OBJECTIVE).map(({ resource }) => resource.Properties?.Name));
  return {
    has: (key) => {
      const [, , stage = '', slo = ''] = key.split('/');
      return keys.has(key) || objectives.has(objectiveName(stage, slo));
    },
  };
}

function faultOf(issue: v.BaseIssue<unknown>): Omit<Found, 'place'> {
  const path = v.getDotPath(issue);
  const what = ['catalogue entry', ...(path === null ? [] : [path])].join(': ');
  if (issue.type === 'parse_json') return { what, got: shown(String(issue.input)), allowed: 'is a JSON document' };
  // Of a member that is not there, the expected one is its name.
  if (issue.received === 'undefined') return { what, got: 'nothing', allowed: 'is a value' };
  return { what, got: issue.received, allowed: `is ${issue.expected ?? 'what synth writes'}` };
}
