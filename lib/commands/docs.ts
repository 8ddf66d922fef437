import type { PagesDocument } from '../model/contracts/documents';
import { sloPages } from '../pages';
import { openAssembly, reading } from './assembly';
import { type PageChange, PageFolder } from './page-folder';
import { UsageError } from './usage-error';

export { pagesInWords } from '../render/pages';

export interface DocsOptions {
  readonly assembly: string;
  /** Folder of the pages; made where there is none. */
  readonly out: string;
  /** Only look whether the pages are as they should be. */
  readonly check?: boolean;
}

type State = PagesDocument['pages'][number]['state'];

/**
 * Writes a page for each SLO of an assembly, runbooks, the table of severities and an index.
 * @throws UsageError for an assembly or a folder that cannot be used, before anything was written
 */
export function docs({ assembly, out, check = false }: DocsOptions): PagesDocument {
  const pages = reading('--assembly', () => sloPages(openAssembly(assembly)));
  // Whoever gives the wrong assembly must not lose all pages.
  if (pages.length === 0)
    throw new UsageError(`--assembly: got "${assembly}" without an SLO, allowed is one with at least one`);
  const folder = new PageFolder(out);
  const changes = folder.changes(pages);
  if (!check) folder.apply(changes);
  const state = ({ change, isNew }: PageChange): State => {
    if (change === 'none') return 'unchanged';
    if (check) return change === 'remove' ? 'stale' : isNew ? 'missing' : 'outdated';
    return change === 'remove' ? 'removed' : 'written';
  };
  return {
    version: 1,
    ok: !check || changes.every(({ change }) => change === 'none'),
    out,
    pages: changes.map((change) => ({ path: change.path, state: state(change) })),
  };
}
