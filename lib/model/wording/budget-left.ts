import type { CatalogueEntry } from '../contracts/catalogue';
import { budgetUsed, emptyAt, type IncidentState, memberObjectives } from '../incident';
import { shareInWords } from './amounts';
import { timeZone } from './facts';
import { isCurrent } from './known';
import { currentIntervalInWords } from './promise';
import { ABOUT, notKnown } from './unknown';
import { dayInWords } from './words';

const DAY = 86_400_000;
const DAYS_OF_A_MONTH = 30;
const MOST = 5;

/** What is left of each SLO's error budget, and when it will be gone at the present rate. */
export function budgetsInWords(state: IncidentState): string {
  const entries = memberObjectives(state);
  const told = entries.slice(0, MOST).map((entry) => {
    const name = entries.length === 1 ? '' : `${entry.slo}: `;
    return `${name}${leftInWords(state, entry)}${usedInWords(state, entry)}${emptyInWords(state, entry)}`;
  });
  return `Budget left: ${told.join('; ') || notKnown(state)}.`;
}

/** `41 % of the last 28 days' budget` */
export function leftInWords(state: IncidentState, { slo, interval }: CatalogueEntry): string {
  const budget = state.findings.budgets?.[slo];
  if (budget?.status === 'INSUFFICIENT_DATA') return 'not known (Application Signals has too little data)';
  if (budget?.left === undefined) return notKnown(state, ABOUT.budget, slo);
  const { left } = budget;
  const span = currentIntervalInWords(interval);
  if (left < 0) return `none of the budget for ${span}, overspent by ${shareInWords(-left)}`;
  return `${left === 0 ? 'none' : shareInWords(left)} of the budget for ${span}`;
}

function emptyInWords(state: IncidentState, { slo, interval }: CatalogueEntry): string {
  const { budgets, lately, at } = state.findings;
  const left = budgets?.[slo]?.left ?? 0;
  const now = lately?.[slo];
  if (state.status === 'resolved' || left <= 0 || at === undefined || now === undefined || !isCurrent(state)) return '';
  if (now.bad === 0) return ', and nothing is being spent now';
  const empty = emptyAt(state, slo);
  if (empty === undefined) return '';
  const days = interval.kind === 'rolling' ? interval.days : interval.months * DAYS_OF_A_MONTH;
  if (empty > at + days * DAY) return ', and at the present rate it lasts';
  return `, empty by ${dayInWords(empty, timeZone(state))} at the present rate`;
}

function usedInWords(state: IncidentState, { slo }: CatalogueEntry): string {
  const used = budgetUsed(state, slo) ?? 0;
  return used > 0 ? ` (${shareInWords(used)} went since this was first looked into)` : '';
}
