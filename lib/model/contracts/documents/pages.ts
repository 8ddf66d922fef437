import * as v from 'valibot';
import { said, version } from './parts';

/** `slo docs --json` */
export const pagesDocument = v.object({
  version,
  ok: said(v.boolean(), 'with --check: every page was up to date'),
  out: said(v.string(), 'the folder, as it was given'),
  pages: v.array(
    v.object({
      path: said(v.string(), 'path below the folder, with "/"'),
      state: said(
        v.picklist(['written', 'unchanged', 'removed', 'outdated', 'missing', 'stale']),
        'outdated, missing and stale (no SLO has the page any more): --check found it so, and left it alone',
      ),
    }),
  ),
});

export type PagesDocument = v.InferOutput<typeof pagesDocument>;
