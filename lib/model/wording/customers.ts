import type { CatalogueEntry } from '../contracts/catalogue';
import { detectionOf, firstSign, type IncidentState, memberObjectives } from '../incident';
import { isFallback } from '../incident/fallback';
import { leadEntry, timeZone } from './facts';
import { noticedObjectives } from './reply';
import { customersHeard, customersInWords, whoInWords } from './reports';
import { line, truncated } from './text';
import { durationInWords, listInWords, timeInWords } from './words';

/** More promises in one sentence than this, and nobody reads it. */
const MOST_PROMISES = 5;
const MOST_REPORTS = 5;
const LONGEST_NAME = 80;

/** What customers notice, and what that costs. */
export function whatCustomersNotice(state: IncidentState): string {
  const entries = memberObjectives(state);
  if (entries.every(isFallback)) return 'Customers notice: not known (the catalogue does not know the SLO).';
  const impact = [...new Set(entries.filter(isKnown).map(({ businessImpact }) => businessImpact))].join(' ');
  const promises = noticedObjectives(state).map(({ promise }) => `"${promise}"`);
  if (promises.length === 0) return `Customers should not notice anything. ${impact}`;
  const kept = promises.length === 1 ? 'is not always kept' : 'are not always kept';
  const named = promisesInWords(promises);
  return state.status === 'open'
    ? `Customers notice that ${named} ${kept}. ${impact}`
    : `Customers noticed that ${named} ${promises.length === 1 ? 'was' : 'were'} not kept. ${impact}`;
}

function isKnown(entry: CatalogueEntry): boolean {
  return !isFallback(entry);
}

function promisesInWords(promises: readonly string[]): string {
  const more = promises.length - MOST_PROMISES;
  return listInWords(more > 0 ? [...promises.slice(0, MOST_PROMISES), `${more} more`] : promises);
}

/** Since when, how it was found out, and by how much monitoring was ahead of customers. */
export function sinceAndFound(state: IncidentState): string {
  const from = timeInWords(firstSign(state), timeZone(state));
  const { clearedAt, mitigatedAt } = state;
  const over = clearedAt ?? mitigatedAt;
  const when =
    state.status === 'open' || over === undefined
      ? `Since ${from}`
      : `From ${from} to ${timeInWords(over, timeZone(state))}`;
  return `${when}. ${foundInWords(state)}`;
}

function foundInWords(state: IncidentState): string {
  const { by, leadMs } = detectionOf(state);
  const { openedBy } = state;
  const first = openedBy.source === 'alarm' ? `an alarm (${openedBy.alarm} of ${openedBy.slo})` : 'support';
  if (leadMs === undefined) {
    const others = by === 'support' ? 'no alarm has gone off' : 'no customer has told us';
    return `Found by ${first}; ${others}.`;
  }
  if (leadMs > 0) return `Found by ${first}, ${durationInWords(leadMs)} before the first customer told us.`;
  if (leadMs < 0) return `Customers told us ${durationInWords(-leadMs)} before the first alarm.`;
  return `Found by ${first}, at the same time as the first customer told us.`;
}

/** Who is affected, and how many of them said so. */
export function whoIsAffected(state: IncidentState): string {
  const segment = leadEntry(state)?.segment;
  const others = (state.findings.segments ?? []).filter((other) => other !== segment);
  const also = others.length === 0 ? '' : ` (in trouble, too: ${listInWords(others)})`;
  const heard = customersHeard(state);
  const said = heard === 0 ? 'none of them has told us' : `${customersInWords(heard)} told us (${reportsInWords(state)})`;
  return `Affected: ${whoInWords(segment)}${also}; ${said}.`;
}

function reportsInWords({ reports }: IncidentState): string {
  const names = Object.values(reports).map(({ report }) => truncated(line(report), LONGEST_NAME));
  const more = names.length - MOST_REPORTS;
  return listInWords(more > 0 ? [...names.slice(0, MOST_REPORTS), `${more} more`] : names);
}
