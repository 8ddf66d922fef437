import type { CatalogueEntry } from '../contracts/catalogue';
import { firingOf, type IncidentState, memberObjectives, type Register } from '../incident';
import { isFallback } from '../incident/fallback';
import { NO_DATA } from '../names';
import { countInWords, shareInWords } from './amounts';
import { isCurrent } from './known';
import { outcomesInWords } from './outcomes';
import { goalInWords, promiseInWords } from './promise';
import { trendInWords } from './sparkline';
import { ABOUT, notKnown } from './unknown';
import { burnInWords, listInWords, someInWords, timeInWords } from './words';

/** The worst storm breaks more; what is in the first ones is enough to act on. */
const MOST_OBJECTIVES = 5;
const MOST_NAMES = 20;

/** Each SLO: the promise, since when it is broken, how fast, which of its alarms are on, and how it does now. */
export function objectivesInWords(state: IncidentState): string[] {
  const entries = memberObjectives(state);
  const told = entries.slice(0, MOST_OBJECTIVES).map((entry) => aboutObjective(state, entry));
  const others = entries.slice(MOST_OBJECTIVES).map(({ slo }) => slo);
  return others.length === 0 ? told : [...told, `Broken, too: ${someInWords(others, MOST_NAMES)}.`];
}

function aboutObjective(state: IncidentState, entry: CatalogueEntry): string {
  const goal = isFallback(entry) ? '' : ` (${goalInWords(entry)})`;
  const trend = state.findings.trends?.[entry.slo];
  return [
    `${entry.slo}: ${promiseInWords(entry)}${goal} ${sinceWhen(state, entry)}${nowInWords(state, entry)}`,
    ...(trend === undefined ? [] : [trendInWords(trend, outcomesInWords(entry.measurement), entry.timeZone)]),
  ].join('\n');
}

function sinceWhen(state: IncidentState, entry: CatalogueEntry): string {
  const its = firingOf(state).filter(({ slo }) => slo === entry.slo);
  const tiers = [...entry.tiers].sort((a, b) => a.longMinutes - b.longMinutes);
  const firing = [...tiers.map((tier) => tier.alarm), NO_DATA].flatMap((kind) =>
    its.filter(({ alarm }) => alarm === kind),
  );
  const [first] = firing;
  if (first === undefined) return 'has no alarm that is on.';
  const since = Math.min(...firing.map((register) => register.since));
  if (first.alarm === NO_DATA) return `has sent no data since ${timeInWords(since, entry.timeZone)}.`;
  const names = listInWords(firing.map(({ alarm }) => alarm));
  return `has been broken since ${timeInWords(since, entry.timeZone)}: ${howBad(first)}. In alarm: ${names}.`;
}

function howBad({ reading }: Register): string {
  return reading === undefined
    ? 'its error budget is used too fast'
    : `its error budget was used ${burnInWords(reading)}`;
}

function nowInWords(state: IncidentState, entry: CatalogueEntry): string {
  return state.status === 'resolved' ? '' : ` Now: ${latelyInWords(state, entry)}.`;
}

/** `12 % of requests bad, 37 of 310 in the 5 min before 14 Nov, 20:30 (Europe/Paris)` */
export function latelyInWords(state: IncidentState, { slo, measurement, timeZone }: CatalogueEntry): string {
  const lately = state.findings.lately?.[slo];
  if (lately === undefined || !isCurrent(state)) return notKnown(state, ABOUT.lately, slo);
  const { minutes, bad, total } = lately;
  // When it was looked up: whoever reads it later must know.
  const span = `in the ${minutes} min before ${timeInWords(state.findings.at ?? state.openedAt, timeZone)}`;
  const outcomes = outcomesInWords(measurement);
  if (total <= 0) return `no ${outcomes} ${span}`;
  return `${shareInWords(bad / total)} of ${outcomes} bad, ${countInWords(bad)} of ${countInWords(total)} ${span}`;
}
