import type { Table } from '../render/simulation-tables';
import { h, type Markup } from './markup';

/** More rows are counted: a page with thousands of them helps nobody. */
const MOST_ROWS = 200;

/**
 * A table that scrolls by itself where it is wider than the page.
 *
 * @param caption what it is, for those who do not see it under its heading
 * @param strong index of the row that stands out
 */
export function htmlTable({ head, rows, right }: Table, caption: string, strong?: number): Markup {
  const isNumber = (column: number) => (right.includes(column) ? '.number' : '');
  const shown = rows.slice(0, MOST_ROWS);
  const heads = head.map((words, column) => h(`th${isNumber(column)}`, { scope: 'col' }, words));
  const body = shown.map((cells, index) =>
    h(
      index === strong ? 'tr.strong' : 'tr',
      null,
      ...cells.map((cell, column) =>
        column === 0 ? h('th', { scope: 'row' }, cell) : h(`td${isNumber(column)}`, null, cell),
      ),
    ),
  );
  const left = rows.length - shown.length;
  return h(
    'div.card.table',
    // Whoever has no mouse scrolls it with the keyboard.
    { role: 'region', 'aria-label': caption, tabindex: 0 },
    h('table', null, h('thead', null, h('tr', null, ...heads)), h('tbody', null, ...body)),
    left > 0 ? h('p.muted', null, `… and ${left} more: slo simulate --json has them all.`) : undefined,
  );
}
