import type { CatalogueEntry } from '../contracts/catalogue';
import { burnRate, hoursToEmpty, parseGoal, toNumber } from '../slo';
import { isFallback } from './fallback';
import type { IncidentState } from './state';

const HOUR = 3_600_000;

/** When the budget of an SLO will be empty at the present rate; nothing when it is gone, unknown, or not being spent. */
export function emptyAt({ findings, objectives }: IncidentState, slo: string): number | undefined {
  const { at, budgets, lately } = findings;
  const [entry, left, now] = [objectives[slo], budgets?.[slo]?.left, lately?.[slo]];
  if (at === undefined || entry === undefined || isFallback(entry) || left === undefined || left <= 0) return undefined;
  const burn = now && burnOf(entry, now);
  if (burn === undefined || burn === 0) return undefined;
  const hours = hoursToEmpty(left, burn, entry.interval);
  return hours === undefined ? undefined : at + toNumber(hours) * HOUR;
}

function burnOf({ attainmentGoal }: CatalogueEntry, { bad, total }: { bad: number; total: number }) {
  const burn = burnRate({ bad, total, goal: parseGoal(attainmentGoal) });
  return burn === undefined ? undefined : toNumber(burn);
}

/** Share of an SLO's budget that went since the incident was first looked into; nothing while it is unknown. */
export function budgetUsed({ findings, budgetsAtFirst }: IncidentState, slo: string): number | undefined {
  const [before, now] = [budgetsAtFirst[slo]?.left, findings.budgets?.[slo]?.left];
  return before === undefined || now === undefined ? undefined : Math.max(0, before - now);
}

/** Whether the budget of one of its SLOs is gone. */
export function isBudgetGone({ findings }: IncidentState): boolean {
  return Object.values(findings.budgets ?? {}).some(({ left }) => left !== undefined && left <= 0);
}
