import type { Severity } from '../contracts/catalogue';
import type { IncidentEvent, ReportEvent } from '../contracts/incident-event';
import { withKnown, withMember } from './registers';
import { worse } from './severity';
import { severityOfSign } from './severity-matrix';
import type { Heard, IncidentState, SupportReport } from './state';

const HOUR = 3_600_000;

/**
 * The incident with what support hears. A report counts what it has come to: of two that arrive in the wrong order the higher count
 * stands, and what it grew by counts at the time at which it did.
 */
export function withReport(before: IncidentState, event: ReportEvent): IncidentState {
  const { slo, report, at, count, key, operation, exception, url } = event;
  const known = before.reports[report];
  const more = Math.max(0, count - (known?.count ?? 0));
  const said = {
    slo,
    report,
    since: Math.min(known?.since ?? at, at),
    at: Math.max(known?.at ?? at, at),
    count: Math.max(known?.count ?? 0, count),
    ...(known?.operation === undefined ? {} : { operation: known.operation }),
    ...(known?.exception === undefined ? {} : { exception: known.exception }),
    ...(known?.url === undefined ? {} : { url: known.url }),
    ...(operation === undefined ? {} : { operation }),
    ...(exception === undefined ? {} : { exception }),
    ...(url === undefined ? {} : { url }),
  };
  const heard = [...before.heard, ...(more > 0 ? [{ slo, at, more }] : [])];
  const newest = Math.max(...heard.map((one) => one.at));
  const state = withMember(withKnown(before, slo, event), slo);
  return {
    ...state,
    reports: { ...state.reports, [report]: said },
    heard: heard.filter((one) => one.at > newest - state.rules.reportWindowMs),
    firstReportAt: Math.min(state.firstReportAt ?? at, at),
    signals: state.signals.with(key),
  };
}

/** What support heard of an incident that was merged into this one. */
export function withReportsOf(
  before: IncidentState,
  { reports = [], heard = [] }: Extract<IncidentEvent, { type: 'absorbed' }>,
): IncidentState {
  const [first] = reports.map(({ since }) => since).sort((a, b) => a - b);
  if (first === undefined) return before;
  const its = Object.fromEntries(reports.map((report) => [report.report, report as SupportReport]));
  return {
    ...before,
    reports: { ...its, ...before.reports },
    heard: [...before.heard, ...heard],
    firstReportAt: Math.min(before.firstReportAt ?? first, first),
  };
}

/**
 * How bad what support hears is at a moment, by the matrix: customers who spoke up lately, above what is usual for the service. Who spoke
 * up after that moment counts, too: a report that arrives late is as bad as it would have been in time.
 */
export function severityOfReports(state: Pick<IncidentState, 'heard' | 'objectives' | 'rules'>, at: number): Severity {
  const recent = state.heard.filter((one) => one.at > at - state.rules.reportWindowMs);
  const slos = [...new Set(recent.map(({ slo }) => slo))];
  return slos.map((slo) => severityOf(state, slo, recent)).reduce(worse, 'info');
}

function severityOf(
  { objectives, rules }: Pick<IncidentState, 'objectives' | 'rules'>,
  slo: string,
  recent: readonly Heard[],
): Severity {
  const { critical = false, usualReportsPerHour = 0 } = objectives[slo] ?? {};
  const heard = recent.filter((one) => one.slo === slo).reduce((sum, { more }) => sum + more, 0);
  const unusual = heard - (usualReportsPerHour * rules.reportWindowMs) / HOUR;
  if (unusual >= rules.reportsSev1) return severityOfSign('manyReports', critical);
  return severityOfSign(unusual >= rules.reportsSev2 ? 'someReports' : 'fewReports', critical);
}

/** When support last heard of it; nothing where it never did. */
export function lastReportAt({ reports }: Pick<IncidentState, 'reports'>): number | undefined {
  const times = Object.values(reports).map(({ at }: SupportReport) => at);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Customers or tickets that said so, all reports together. */
export function reportedBy({ reports }: Pick<IncidentState, 'reports'>): number {
  return Object.values(reports).reduce((sum, { count }) => sum + count, 0);
}
