import {
  type ApplicationSignalsClient,
  BatchGetServiceLevelObjectiveBudgetReportCommand,
  type ServiceLevelObjectiveBudgetReport,
  type ServiceLevelObjectiveBudgetReportError,
} from '@aws-sdk/client-application-signals';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { Budget, Findings } from '../../lib/model/contracts/findings';
import { memberObjectives } from '../../lib/model/incident';
import { objectiveOf } from '../../lib/model/names';
import { log } from '../log';
import type { Enrichment } from './enrichment';

const SOURCE = 'Application Signals';
/** Source: Application Signals API reference, BatchGetServiceLevelObjectiveBudgetReport. */
const MOST_OBJECTIVES = 50;

type Told = { readonly report: ServiceLevelObjectiveBudgetReport } | { readonly error: string };

/** How much of each member's error budget is left. */
export function budget(client: ApplicationSignalsClient): Enrichment {
  return {
    name: 'budget',
    what: 'the error budget',
    source: SOURCE,
    async find({ state, now }, abortSignal) {
      const entries = memberObjectives(state);
      const told = new Map<string, Told>();
      for (let first = 0; first < entries.length; first += MOST_OBJECTIVES) {
        const SloIds = entries.slice(first, first + MOST_OBJECTIVES).map(objectiveOf);
        const command = new BatchGetServiceLevelObjectiveBudgetReportCommand({ Timestamp: new Date(now), SloIds });
        const { Reports = [], Errors = [] } = await client.send(command, { abortSignal });
        for (const report of Reports) told.set(report.Name ?? '', { report });
        for (const error of Errors) told.set(nameOf(error), { error: error.ErrorCode ?? 'unknown' });
      }
      return findingsOf(entries, told);
    },
  };
}

function findingsOf(entries: readonly CatalogueEntry[], told: ReadonlyMap<string, Told>): Findings {
  const budgets: Record<string, Budget> = {};
  const missing = entries.flatMap((entry) => {
    const its = told.get(objectiveOf(entry));
    if (its !== undefined && 'report' in its) {
      budgets[entry.slo] = budgetOf(its.report);
      return [];
    }
    log.warn({ message: 'no budget report', slo: entry.slo, why: its?.error ?? 'not in the answer' });
    return [{ what: `the error budget of ${entry.slo}`, why: whyNone(its?.error) }];
  });
  return { budgets, ...(missing.length === 0 ? {} : { missing }) };
}

function budgetOf(report: ServiceLevelObjectiveBudgetReport): Budget {
  const { BudgetStatus: status = 'INSUFFICIENT_DATA', Attainment } = report;
  // Before the SLO existed, or without data, numbers say nothing about it.
  const left = status === 'INSUFFICIENT_DATA' ? undefined : leftOf(report);
  const attainment = Number.isFinite(Attainment) ? { attainment: Attainment } : {};
  return { status, ...attainment, ...(left === undefined ? {} : { left }) };
}

/** One of the two pairs is there. A total of 0 (nobody asked yet) has no share. */
function leftOf(report: ServiceLevelObjectiveBudgetReport): number | undefined {
  const { TotalBudgetRequests, BudgetRequestsRemaining, TotalBudgetSeconds, BudgetSecondsRemaining } = report;
  const [total, left] =
    TotalBudgetRequests === undefined
      ? [TotalBudgetSeconds, BudgetSecondsRemaining]
      : [TotalBudgetRequests, BudgetRequestsRemaining];
  if (total === undefined || left === undefined || !(total > 0) || !Number.isFinite(left)) return undefined;
  return left / total;
}

/** We ask by name; the answer may name it by its ARN alone. */
function nameOf({ Name, Arn }: ServiceLevelObjectiveBudgetReportError): string {
  return (Name || Arn || '').split(':slo/').at(-1)!;
}

function whyNone(code: string | undefined): string {
  if (code === undefined) return `${SOURCE} did not mention it`;
  return /NotFound/.test(code) ? `it was not found in ${SOURCE}; was it deleted?` : `${SOURCE} answered with an error`;
}
