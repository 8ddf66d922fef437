import type { FakeCall } from './server';

/** A row of any table: all values are texts. */
export type ServiceNowRow = Readonly<Record<string, string>>;

/** ServiceNow's own limit where none is asked for. */
const MOST_ROWS = 10_000;

/**
 * What a GET of a table shows: `sysparm_query` (clauses joined by `^`; one that is not understood is ignored, so that more is shown, not less),
 * `sysparm_limit`, `sysparm_offset` and `sysparm_fields`.
 */
export function selected(
  rows: readonly ServiceNowRow[],
  columns: ReadonlySet<string>,
  { query }: FakeCall,
): ServiceNowRow[] {
  const clauses = (query.get('sysparm_query') ?? '').split('^').filter((clause) => clause !== '');
  const found = clauses.reduce((left, clause) => narrowed(left, columns, clause), rows);
  const begin = Number(query.get('sysparm_offset') ?? 0);
  return found.slice(begin, begin + Number(query.get('sysparm_limit') ?? MOST_ROWS)).map((row) => shown(row, query));
}

/** The fields that are asked for; one that the user may not read, or that there is not, is left out. */
export function shown(row: ServiceNowRow, query: URLSearchParams): ServiceNowRow {
  const fields = query.get('sysparm_fields')?.split(',');
  if (fields === undefined) return row;
  return Object.fromEntries(fields.filter((field) => row[field] !== undefined).map((field) => [field, row[field]!]));
}

function narrowed(
  rows: readonly ServiceNowRow[],
  columns: ReadonlySet<string>,
  clause: string,
): readonly ServiceNowRow[] {
  const order = /^ORDERBY(\w+)$/.exec(clause)?.[1];
  if (order !== undefined) return [...rows].sort((a, b) => ((a[order] ?? '') < (b[order] ?? '') ? -1 : 1));
  const [, field = '', operator, text = ''] = /^([\w.]+?)(=|IN)(.*)$/.exec(clause) ?? [];
  if (!columns.has(field)) return rows;
  const values = operator === 'IN' ? text.split(',') : [text];
  return rows.filter((row) => values.includes(row[field] ?? ''));
}
