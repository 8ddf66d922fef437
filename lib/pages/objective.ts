import type { CatalogueEntry } from '../model/contracts/catalogue';
import { budgetMinutes, DEFAULT_WARNING_THRESHOLD, type Fraction, formatDecimal, parseGoal } from '../model/slo';
import { outcomesInWords } from '../model/wording/outcomes';
import { goalInWords, intervalInWords } from '../model/wording/promise';
import { listInWords } from '../model/wording/words';
import { markdownLine } from '../render/markdown';
import { leadOf, type SloPages } from './estate';
import { code, table } from './markdown';
import { cellPerPlace } from './places';

const DAYS_OF_YEAR = 365;
/** Above it hours read better. */
const MOST_MINUTES = 120;

/** "Objective": the promise in words and numbers, and who stands behind it. */
export function objectiveSection(slo: SloPages): string {
  const row = (label: string, say: (entry: CatalogueEntry) => string) => [
    label,
    cellPerPlace(slo.places, ({ objective }) => say(objective.entry)),
  ];
  const all = slo.places.map(({ objective }) => objective.entry);
  const rows = [
    row('Promise', ({ promise }) => markdownLine(promise)),
    row('Goal', (entry) => `**${goalInWords(entry)}**`),
    row('May go wrong', mayGoWrong),
    row(
      'In danger when',
      ({ warningThreshold = DEFAULT_WARNING_THRESHOLD }) => `${warningThreshold} % or less of that is left`,
    ),
    row('Contract (SLA)', ({ sla }) => (sla === undefined ? 'none' : `${sla} % was promised to customers by contract`)),
    ...(all.some(({ kpis = [] }) => kpis.length > 0) ? [row('KPI', kpisInWords)] : []),
    row('Agreed by', ({ agreedBy = [] }) =>
      agreedBy.length === 0
        ? 'nobody is named yet: `agreedBy` of the SLO names them'
        : markdownLine(listInWords(agreedBy)),
    ),
    row('Owner', ({ owner }) => `${markdownLine(owner.team)}, reached at ${code(owner.contact)}`),
    row('Speaks for the business', ({ owner }) => markdownLine(owner.stakeholder)),
  ];
  return table(['What', 'How much, or who'], rows);
}

/** `1 of 1,000 requests; as a time when everything fails: 40.32 min in 28 days, 8.76 h a year` */
export function mayGoWrong(entry: CatalogueEntry): string {
  const goal = parseGoal(entry.attainmentGoal);
  const { interval, measurement } = entry;
  const time = timeInWords(budgetMinutes(goal, interval));
  const over = interval.kind === 'calendar' ? `${interval.months * 30} days` : intervalInWords(interval);
  const as = measurement.kind === 'requests' ? 'as a time in which all of them fail' : 'as a time';
  return `${shareInWords(entry)} ${outcomesInWords(measurement)}; ${as}: ${time} in ${over}, ${yearInWords(entry)}`;
}

/** `1 of 1,000` */
export function shareInWords({ attainmentGoal }: CatalogueEntry): string {
  const { budget } = parseGoal(attainmentGoal);
  return `${grouped(budget.n)} of ${grouped(budget.d)}`;
}

/** `8.76 h a year` */
function yearInWords({ attainmentGoal }: CatalogueEntry): string {
  return `${timeInWords(budgetMinutes(parseGoal(attainmentGoal), { kind: 'rolling', days: DAYS_OF_YEAR }))} a year`;
}

/** The promise as a title. */
export function promiseOf(slo: SloPages): string {
  return markdownLine(leadOf(slo).promise);
}

function kpisInWords({ kpis = [] }: CatalogueEntry): string {
  return kpis.length === 0 ? 'none' : markdownLine(listInWords(kpis.map(({ name, owner }) => `${name} (${owner})`)));
}

function timeInWords(minutes: Fraction): string {
  const inHours = minutes.gte(MOST_MINUTES);
  const amount = inHours ? minutes.div(60) : minutes;
  const text = amount.lt(0.01) ? 'less than 0.01' : formatDecimal(amount, 2);
  return `${text} ${inHours ? 'h' : 'min'}`;
}

/** `1,000,000`: the same in every locale. */
function grouped(count: bigint): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
