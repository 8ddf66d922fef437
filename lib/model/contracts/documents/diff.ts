import * as v from 'valibot';
import { place, said, version } from './parts';

/** What a change may be, worst first. */
export const CHANGES = [
  'conversion-refused',
  'history-wiped',
  'recreated',
  'slo-removed',
  'promise-unwatched',
  'alarm-removed',
  'measurement-changed',
  'budget-changed',
  'policy-changed',
  'severity-changed',
  'route-changed',
  'owner-changed',
  'promise-changed',
  'slo-added',
  'alarm-added',
  'cost-changed',
] as const;

const change = v.object({
  slo: said(v.string(), 'name of the SLO; empty for what is about the whole assembly'),
  ...place,
  kind: v.picklist(CHANGES),
  level: said(v.picklist(['danger', 'notice', 'info']), 'danger: something is lost or not watched any more'),
  before: v.optional(v.string()),
  after: v.optional(v.string()),
  consequence: said(v.string(), 'what happens when it is deployed'),
});

/** `slo diff --json` */
export const diffDocument = v.object({
  version,
  ok: said(v.boolean(), 'no change is of a kind that --fail-on names'),
  changes: v.array(change),
  usdPerMonth: v.object({ before: v.number(), after: v.number() }),
});

export type DiffDocument = v.InferOutput<typeof diffDocument>;
export type Change = v.InferOutput<typeof change>;
export type ChangeKind = (typeof CHANGES)[number];
