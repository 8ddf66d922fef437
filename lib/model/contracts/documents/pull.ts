import * as v from 'valibot';
import { moment, said, version } from './parts';

/** `slo pull --json` */
export const pullDocument = v.object({
  version,
  slo: said(v.string(), 'name in Application Signals'),
  goal: said(v.number(), 'percent'),
  interval: said(v.string(), '`rolling 28 days`'),
  kind: said(v.picklist(['requests', 'periods']), 'what is good or bad: each request, or each period as a whole'),
  out: said(v.string(), 'the history file that was written'),
  from: moment,
  to: said(v.string(), 'ISO-8601 in UTC; the first moment that is not in the file'),
  stepSeconds: said(v.number(), 'length of the time that a row covers'),
  finestStepSeconds: said(
    v.number(),
    'what the SLO itself is computed from; a longer step evens out what happened within it',
  ),
  rows: v.number(),
  gaps: said(v.number(), 'steps without data: they are no rows'),
  requests: said(
    v.optional(v.object({ good: v.number(), total: v.number() })),
    'all rows together; only where requests are counted',
  ),
  clamped: said(
    v.number(),
    'rows that had more good or bad requests than requests: as many count as there were requests',
  ),
  dropped: said(
    v.number(),
    'data points that were left out: no number from 0 up, or good or bad requests where nobody said how many there were',
  ),
  repeated: said(v.number(), 'data points that CloudWatch gave more than once: the last one counts'),
  resumed: said(v.boolean(), 'an earlier command had begun; from and to are those of its time'),
  clockOffsetSeconds: said(
    v.optional(v.number()),
    'how far the clock of AWS was ahead of the one of the computer; only where that is more than five minutes',
  ),
  alarms: said(
    v.optional(
      v.object({
        file: v.string(),
        alarms: said(v.number(), 'alarms of the SLO that exist now'),
        items: said(v.number(), 'changes of state in the file'),
        from: said(v.string(), 'ISO-8601 in UTC; CloudWatch keeps nothing of alarms from before'),
      }),
    ),
    'only with --alarms',
  ),
});

export type PullDocument = v.InferOutput<typeof pullDocument>;
