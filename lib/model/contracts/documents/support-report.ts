import * as v from 'valibot';
import { said, version } from './parts';

/** `slo report --json` */
export const supportReportDocument = v.object({
  version,
  sent: said(
    v.object({
      version,
      source: v.string(),
      id: said(v.string(), 'of this message; another one each time'),
      report: v.string(),
      stage: v.string(),
      slo: v.string(),
      at: said(v.number(), 'epoch milliseconds'),
      count: said(v.number(), 'customers or tickets by now, all in all'),
      operation: v.optional(v.string()),
      exception: v.optional(v.string()),
      url: v.optional(v.string()),
    }),
    'the message, as it stands on the queue of signals',
  ),
  queue: said(v.string(), 'address of that queue'),
});

export type SupportReportDocument = v.InferOutput<typeof supportReportDocument>;
