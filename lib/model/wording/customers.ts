import type { CatalogueEntry } from '../contracts/catalogue';
import { detectionOf, firstSign, type IncidentState, memberObjectives, reportedBy } from '../incident';
import { isFallback } from '../incident/fallback';
import { leadEntry, timeZone } from './facts';
import { isBack, isBlind, isUndeclared } from './known';
import { noticedObjectives, promisesInWords } from './noticed';
import { customersInWords, NOBODY_DIRECTLY, whoInWords } from './reports';
import { line, truncated } from './text';
import { durationInWords, someInWords, spanOfTimeInWords, timeInWords } from './words';

const MOST_REPORTS = 5;
const MOST_SEGMENTS = 8;
const LONGEST_NAME = 80;

/** What customers notice, and what that costs. */
export function whatCustomersNotice(state: IncidentState): string {
  const entries = memberObjectives(state);
  if (isUndeclared(state)) return 'Customers notice: not known (the catalogue does not know the SLO).';
  const impact = [...new Set(entries.filter(isKnown).map(({ businessImpact }) => businessImpact))].join(' ');
  const noticed = noticedObjectives(state);
  if (noticed.length === 0) return `Customers should not notice anything. ${impact}`;
  if (isBlind(state))
    return `Whether customers notice anything is not known: no data arrives about ${promisesInWords(noticed)} ${impact}`;
  const [which, are, were] = noticed.length === 1 ? ['this promise', 'is', 'was'] : ['these promises', 'are', 'were'];
  const broken = state.status === 'open' ? `notice that ${which} ${are}` : `noticed that ${which} ${were}`;
  return `Customers ${broken} not always kept: ${promisesInWords(noticed)} ${impact}`;
}

function isKnown(entry: CatalogueEntry): boolean {
  return !isFallback(entry);
}

/** Since when, how it was found out, and by how much monitoring was ahead of customers. */
export function sinceAndFound(state: IncidentState): string {
  return `${sinceInWords(state)}. ${foundInWords(state)}`;
}

/** `Since 14 Nov, 20:30 (Europe/Paris)`, `From 14 Nov, 20:30 to 21:07 (Europe/Paris)` */
export function sinceInWords(state: IncidentState): string {
  const over = overAt(state);
  const [from, zone] = [firstSign(state), timeZone(state)];
  const when =
    over === undefined || over <= from
      ? `Since ${timeInWords(from, zone)}`
      : `From ${spanOfTimeInWords(from, over, zone)}`;
  const back = isBack(state) ? `; back since ${timeInWords(state.episode.since, zone)}` : '';
  const before = from > state.openedAt ? `; single failures since ${timeInWords(state.openedAt, zone)}` : '';
  return `${when}${before}${back}`;
}

/** When customers were served again; where a person said so before the alarms did, when that was. */
function overAt({ status, clearedAt }: IncidentState): number | undefined {
  return status === 'open' ? undefined : clearedAt;
}

function foundInWords(state: IncidentState): string {
  const { by, leadMs } = detectionOf(state);
  const { openedBy } = state;
  if (leadMs === undefined)
    return by === 'support'
      ? 'Found by customers; no alarm has gone off.'
      : `Found by an alarm${openedBy.source === 'alarm' && openedBy.alarm !== '' ? ` (${openedBy.alarm} of ${openedBy.slo})` : ''}.`;
  if (leadMs < 0) return `Found by customers, ${durationInWords(-leadMs)} before the first alarm.`;
  return leadMs === 0
    ? 'Found by an alarm, and by customers at the same time.'
    : `Found by an alarm, ${durationInWords(leadMs)} before the first customer told us.`;
}

/** Who is affected, and how many of them said so. */
export function whoIsAffected(state: IncidentState): string {
  const segment = leadEntry(state)?.segment;
  const others = (state.findings.segments ?? []).filter((other) => other !== segment);
  const also = others.length === 0 ? '' : ` (in trouble, too: ${someInWords(others, MOST_SEGMENTS)})`;
  const heard = reportedBy(state);
  const said =
    heard === 0 ? 'none of them has told us so far' : `${customersInWords(heard)} told us (${reportsInWords(state)})`;
  if (isUndeclared(state)) return 'Affected: not known (the catalogue does not know the SLO).';
  if (isBlind(state)) return 'Affected: not known (no data arrives).';
  if (noticedObjectives(state).length === 0) return `Affected: ${NOBODY_DIRECTLY}${also}.`;
  return `Affected: ${whoInWords(segment)}${also}; ${said}.`;
}

function reportsInWords({ reports }: IncidentState): string {
  const names = Object.values(reports).map(({ report }) => truncated(line(report), LONGEST_NAME));
  return someInWords(names, MOST_REPORTS);
}
