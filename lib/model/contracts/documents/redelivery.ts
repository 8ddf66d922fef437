import * as v from 'valibot';
import { said, version } from './parts';

/** `slo redeliver --json` */
export const redeliveryDocument = v.object({
  version,
  asked: said(
    v.array(v.object({ incident: v.string(), target: v.string(), revision: v.number() })),
    'what was asked for; nothing when no incident is active',
  ),
});

export type RedeliveryDocument = v.InferOutput<typeof redeliveryDocument>;
