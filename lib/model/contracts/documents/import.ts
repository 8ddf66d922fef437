import * as v from 'valibot';
import { said, version } from './parts';

/** `slo import --json` */
export const importDocument = v.object({
  version,
  ok: said(v.boolean(), 'everything could be expressed'),
  typescript: said(v.string(), 'the declarations; empty when there are none'),
  slos: said(v.array(v.string()), 'names of the SLOs that were written'),
  out: said(v.optional(v.string()), 'the file that was written'),
  left: said(
    v.array(
      v.object({
        file: v.string(),
        document: said(v.number(), 'which document of the file, from 1'),
        line: said(v.optional(v.number()), 'line of the file, from 1'),
        kind: said(v.string(), '`SLO`, `AlertPolicy`, …'),
        name: v.string(),
        field: said(v.string(), '`spec.budgetingMethod`; empty for a whole document'),
        reason: said(v.string(), 'why it is not expressed, and what to do by hand'),
      }),
    ),
    'what could not be expressed: nothing of it is invented',
  ),
});

export type ImportDocument = v.InferOutput<typeof importDocument>;
export type LeftOut = ImportDocument['left'][number];
