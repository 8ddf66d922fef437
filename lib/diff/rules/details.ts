import { isDeepStrictEqual } from 'node:util';
import type { CatalogueEntry } from '../../model/contracts/catalogue';
import type { Found, Rule } from '../rule';

/** What other rules compare. Whatever else an entry says is compared here, so that no change of it is silent. */
const ELSEWHERE: readonly (keyof CatalogueEntry)[] = [
  'stage',
  'slo',
  'service',
  'segment',
  'objective',
  'attainmentGoal',
  'sla',
  'warningThreshold',
  'interval',
  'promise',
  'businessImpact',
  'critical',
  'customerFacing',
  'owner',
  'tiers',
  'evidence',
  'noData',
  'budgetAlarms',
  'shadow',
  'measurement',
  'routes',
];

/** What people read about it. */
export const details: Rule = ({ objective: { entry: was } }, { objective: { entry: is } }) => {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof CatalogueEntry)[];
  return fields
    .filter((field) => !ELSEWHERE.includes(field) && !isDeepStrictEqual(was[field], is[field]))
    .map(
      (field): Found => ({
        kind: 'details-changed',
        level: 'info',
        before: `${field}: ${words(was, field)}`,
        after: `${field}: ${words(is, field)}`,
        consequence: `The catalogue, and what people read of it, says another ${NAMES[field] ?? field}.`,
      }),
    );
};

/** The names of fields as people say them. */
const NAMES: Partial<Record<keyof CatalogueEntry, string>> = {
  agreedBy: 'list of who agreed to the goal',
  kpis: 'KPI',
  timeZone: 'time zone',
  noAlarms: 'reason why there are no alarms',
  page: 'address of its page',
  coverage: 'coverage by logs, metrics and traces',
};

function words(entry: CatalogueEntry, field: keyof CatalogueEntry): string {
  const value = entry[field];
  if (value === undefined) return 'nothing';
  if (field === 'review') return reviewInWords(entry.review!);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function reviewInWords({ everyDays, last }: NonNullable<CatalogueEntry['review']>): string {
  return `every ${everyDays} days, ${last === undefined ? 'nobody has said when last' : `last on ${last}`}`;
}
