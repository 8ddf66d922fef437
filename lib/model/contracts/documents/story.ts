import * as v from 'valibot';
import { severities } from '../catalogue';
import { audiences } from '../target-config';
import { moment, said, urgency, version } from './parts';

const target = v.object({
  name: v.string(),
  kind: v.string(),
  audience: v.picklist(audiences),
  ref: v.nullable(v.string()),
  state: v.picklist(['confirmed', 'pending', 'in doubt', 'rejected']),
  revision: v.number(),
  edits: v.number(),
  notes: v.number(),
});

const incident = v.object({
  id: v.string(),
  group: v.object({ service: v.string(), segment: v.optional(v.string()) }),
  status: v.picklist(['open', 'mitigated', 'resolved']),
  members: v.array(v.string()),
  severity: said(v.picklist(severities), 'the worst it was'),
  sources: v.array(v.picklist(['alarm', 'support'])),
  openedBy: said(
    v.object({ slo: v.string(), alarm: v.optional(v.string()), report: v.optional(v.string()), urgency }),
    'SLO and alarm, or report of support, of its first event',
  ),
  pages: v.number(),
  openedAt: moment,
  mitigatedAt: v.optional(moment),
  resolvedAt: v.optional(moment),
  targets: v.array(target),
});

/** `npm -s start -- --json` */
export const storyDocument = v.object({
  version,
  ok: said(v.boolean(), 'every incident is over, every delivery arrived, and the story went as it says it does'),
  story: v.string(),
  history: said(
    v.object({
      recorded: v.object({ ordinary: v.number(), evening: v.number() }),
      repeated: said(v.number(), 'how often the ordinary stretch stands before the evening'),
    }),
    'what was recorded, in minutes, by stretch',
  ),
  incidents: v.array(incident),
  signals: v.object({ received: v.number(), duplicates: v.number() }),
  deliveries: v.object({ confirmed: v.number(), failed: v.number(), retried: v.number() }),
  canaries: said(
    v.object({ judged: v.number(), good: v.number() }),
    'test alarms of the response stack during the story: those that were judged, and those that were told within a minute',
  ),
  objectives: v.array(v.object({ slo: v.string(), attainment: v.number(), budgetLeft: v.number() })),
  unsupportedResources: v.array(v.object({ stack: v.string(), logicalId: v.string(), type: v.string() })),
  timings: v.object({
    synthMs: v.number(),
    upMs: v.number(),
    firstDeliveryMs: said(v.nullable(v.number()), 'from a signal to the confirmed Slack message, in real time'),
    medianDeliveryMs: v.nullable(v.number()),
    totalMs: v.number(),
  }),
});

export type StoryDocument = v.InferOutput<typeof storyDocument>;
export type StoryIncident = v.InferOutput<typeof incident>;
export type StoryTarget = v.InferOutput<typeof target>;
