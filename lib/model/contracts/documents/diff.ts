import * as v from 'valibot';
import { place, said, version } from './parts';

/** What a change may be, worst first among those of one level. */
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
  'maintenance-changed',
  'group-changed',
  'owner-changed',
  'promise-changed',
  'details-changed',
  'slo-added',
  'alarm-added',
  'cost-changed',
] as const;

/** How much a change is to be looked at. */
export const CHANGE_LEVELS = ['danger', 'notice', 'info'] as const;

const change = v.object({
  slo: said(v.string(), 'name of the SLO; empty, as is its place, for what is about the whole assembly'),
  ...place,
  kind: v.picklist(CHANGES),
  level: said(v.picklist(CHANGE_LEVELS), 'danger: the deployment fails, or something is lost or not watched any more'),
  before: said(v.optional(v.string()), 'what it was, for people'),
  after: said(v.optional(v.string()), 'what it will be, for people'),
  consequence: said(v.string(), 'what happens when it is deployed, in one sentence'),
});

/** `slo diff --json` */
export const diffDocument = v.object({
  version,
  ok: said(v.boolean(), 'no change is of a kind that --fail-on names'),
  changes: said(v.array(change), 'worst first, then by name'),
  usdPerMonth: v.object({ before: v.number(), after: v.number() }),
});

export type DiffDocument = v.InferOutput<typeof diffDocument>;
export type Change = v.InferOutput<typeof change>;
export type ChangeKind = (typeof CHANGES)[number];
