import type { FakeAnswer } from './server';
import type { ServiceNowRow } from './servicenow-query';

/** Longer values are cut in silence. */
const LONGEST: Readonly<Record<string, number>> = {
  short_description: 160,
  correlation_id: 100,
  correlation_display: 100,
};
export const LONG = 4000;
export const OPEN = '1';
export const RESOLVED = '6';
/** Resolved, closed, cancelled. */
export const CLOSED: ReadonlySet<string> = new Set([RESOLVED, '7', '8']);
export const STATES: Readonly<Record<string, string>> = {
  '1': 'New',
  '2': 'In Progress',
  '3': 'On Hold',
  '6': 'Resolved',
  '7': 'Closed',
  '8': 'Canceled',
};
/** Of the table that `incident` extends, and does not take over. */
export const TASK_STATES = ['-5', '1', '2', '3', '4', '7'];
export const CLOSE_CODES = ['Solution provided', 'Workaround provided', 'Duplicate', 'No resolution provided'];
/** Columns of `incident` as far as we know them: a query over others is ignored, and what is written to them. */
export const COLUMNS = new Set([
  'sys_id',
  'number',
  'state',
  'active',
  'short_description',
  'description',
  'impact',
  'urgency',
  'priority',
  'correlation_id',
  'correlation_display',
  'assignment_group',
  'contact_type',
  'caller_id',
  'category',
  'subcategory',
  'cmdb_ci',
  'business_service',
  'assigned_to',
  'close_code',
  'close_notes',
  'sys_created_on',
]);
export const FAILED = 'Operation Failed';

/** Values as ServiceNow keeps them: all texts, of columns that there are; others are ignored in silence. */
export function kept(body: Readonly<Record<string, unknown>>): ServiceNowRow {
  const cut = (field: string, value: unknown) => String(value).slice(0, LONGEST[field] ?? LONG);
  const known = Object.entries(body).filter(([field]) => COLUMNS.has(field));
  return Object.fromEntries(known.map(([field, value]) => [field, cut(field, value)]));
}

/** What ServiceNow sets by itself. */
export function derived(row: ServiceNowRow): ServiceNowRow {
  const active = String(!['7', '8'].includes(row.state!));
  return { ...row, active, priority: String(Math.min(5, Number(row.impact) + Number(row.urgency) - 1)) };
}

export function resolutionFault({ state, close_code, close_notes }: ServiceNowRow): FakeAnswer | undefined {
  if (state !== RESOLVED && state !== '7') return undefined;
  const missing = [...(close_code ? [] : ['Resolution code']), ...(close_notes ? [] : ['Resolution notes'])];
  return missing.length === 0 ? undefined : dataPolicy(missing);
}

export function dataPolicy(fields: readonly string[]): FakeAnswer {
  return refused(403, FAILED, `Data Policy Exception: The following fields are mandatory: ${fields.join(', ')}`);
}

export function ok(status: number, result: unknown): FakeAnswer {
  return { status, body: { result } };
}

export function notFound(): FakeAnswer {
  return refused(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");
}

export function refused(status: number, message: string, detail: string): FakeAnswer {
  return { status, body: { error: { message, detail }, status: 'failure' } };
}
