import type { PagesDocument } from '../model/contracts/documents';
import { columns } from './columns';
import type { Style } from './style';

/** Of pages that were written; what a check finds is named in full. */
const MOST_ROWS = 20;

/** The answer of `slo docs` for people. */
export function pagesInWords({ ok, out, pages }: PagesDocument, style: Style): string {
  const changed = pages.filter(({ state }) => state !== 'unchanged');
  const unchanged = pages.length - changed.length;
  const rows = columns(changed.map(({ path, state }) => [state, path])).map((row) => `  ${row}`);
  const more = rows.length - MOST_ROWS;
  if (!ok) {
    const [count, are] = changed.length === 1 ? ['1 page', 'is'] : [`${changed.length} pages`, 'are'];
    return [style.danger(`${count} in ${out} ${are} not as the SLOs say; run slo docs without --check`), ...rows].join(
      '\n',
    );
  }
  if (changed.length === 0) return style.good(`${pages.length} pages in ${out}, all of them up to date`);
  return [
    ...rows.slice(0, MOST_ROWS),
    ...(more > 0 ? [style.quiet(`  and ${more} more`)] : []),
    style.quiet(`${changed.length} changed and ${unchanged} unchanged in ${out}; begin with index.md`),
  ].join('\n');
}
