import * as v from 'valibot';
import { priorities, severities } from '../catalogue';
import { causeTags } from '../findings';
import { audiences } from '../target-config';
import { moment, said, urgency, version } from './parts';

/** The words of `StateName`, in the order of a life. */
const stateNames = [
  'open',
  'acknowledged',
  'mitigated',
  'confirmed',
  'resolved',
  'unconfirmed',
  'false positive',
  'merged',
  'reviewed',
] as const;

const target = v.object({
  name: v.string(),
  kind: v.string(),
  audience: v.picklist(audiences),
  ref: said(v.nullable(v.string()), 'its address; as the other side names it where it has none'),
  id: said(v.nullable(v.string()), 'as the other side names it'),
  state: v.picklist(['confirmed', 'pending', 'in doubt', 'rejected']),
  revision: v.number(),
  edits: v.number(),
  notes: v.number(),
});

const incident = v.object({
  id: v.string(),
  group: v.object({ service: v.string(), segment: v.optional(v.string()) }),
  status: v.picklist(['open', 'mitigated', 'resolved']),
  state: said(v.picklist(stateNames), 'where it stands in its life'),
  members: v.array(v.string()),
  severity: said(v.picklist(severities), 'the worst it was'),
  priority: said(v.picklist(priorities), 'of its ticket at the end: that of the severity, one higher for a repeat'),
  sources: v.array(v.picklist(['alarm', 'support'])),
  openedBy: said(
    v.object({ slo: v.string(), alarm: v.optional(v.string()), report: v.optional(v.string()), urgency }),
    'SLO and alarm, or report of support, of its first event',
  ),
  pages: v.number(),
  openedAt: moment,
  acknowledgedAt: v.optional(moment),
  mitigatedAt: v.optional(moment),
  resolvedAt: v.optional(moment),
  confirmation: said(
    v.optional(v.object({ askedAt: moment, confirmedAt: v.optional(moment) })),
    'whether customers were asked that it works again, and when one said so',
  ),
  cause: v.optional(v.object({ tag: v.picklist(causeTags), text: v.string(), closedAt: v.optional(moment) })),
  deeds: said(
    v.array(v.object({ at: moment, by: v.string(), did: v.string() })),
    'what people did about it: kinds of milestones, `acknowledged` and its like',
  ),
  repeatOf: said(v.optional(v.string()), 'earlier incident with the same cause'),
  possibleRepeatOf: said(v.optional(v.string()), 'earlier incident that may have had the same cause'),
  related: said(
    v.array(v.object({ incident: v.string(), service: v.string(), relation: v.picklist(['dependsOn', 'dependent']) })),
    'incidents that went on in services along a dependency edge',
  ),
  reports: v.array(v.object({ report: v.string(), slo: v.string(), count: v.number() })),
  detectedBy: v.picklist(['alarm', 'support']),
  firstAlarmAt: v.optional(moment),
  firstReportAt: said(v.optional(moment), 'when the first customer told us'),
  leadSeconds: said(
    v.optional(v.number()),
    'by how much monitoring was ahead of customers; below 0 where they were first; missing where one of them said nothing',
  ),
  budgetUsed: said(
    v.record(v.string(), v.number()),
    'share of the error budget that went since the incident was first looked into, by SLO, where it is known',
  ),
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
      invented: said(v.optional(v.string()), 'what of it nobody recorded'),
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
  failedDeeds: said(v.array(v.string()), 'what people of the story could not do'),
  memory: said(
    v.record(v.string(), v.nullable(v.number())),
    'most megabytes that each function ever used; null where the system does not tell',
  ),
  timings: v.object({
    synthMs: v.number(),
    upMs: v.number(),
    firstDeliveryMs: said(v.nullable(v.number()), 'from a signal to the confirmed Slack message, in real time'),
    medianDeliveryMs: v.nullable(v.number()),
    firstEnrichedMs: said(
      v.nullable(v.number()),
      'from a signal to the confirmed Slack edit that shows what was found out, in real time',
    ),
    totalMs: v.number(),
  }),
});

export type StoryDocument = v.InferOutput<typeof storyDocument>;
export type StoryIncident = v.InferOutput<typeof incident>;
export type StoryTarget = v.InferOutput<typeof target>;
