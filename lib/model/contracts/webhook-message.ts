import * as v from 'valibot';
import { said } from './documents/parts';

const link = v.object({ label: v.string(), url: v.string() });

const document = v.object({
  title: v.string(),
  status: said(v.picklist(['open', 'mitigated', 'resolved']), '`resolved`: it is over'),
  severity: v.picklist(['sev1', 'sev2', 'sev3', 'info']),
  priority: v.optional(v.picklist(['P1', 'P2', 'P3', 'P4'])),
  paragraphs: said(v.array(v.string()), 'most important first'),
  facts: v.array(v.object({ label: v.string(), value: v.string() })),
  steps: said(v.array(v.string()), 'what to do first, in this order'),
  links: v.array(link),
  about: said(
    v.optional(
      v.object({
        service: v.string(),
        segment: v.optional(v.string()),
        slos: v.array(v.object({ name: v.string(), url: v.optional(v.string()) })),
      }),
    ),
    'what it is about, by name',
  ),
  page: said(
    v.optional(v.object({ cycle: v.number(), state: v.picklist(['calling', 'acknowledged', 'over']) })),
    'whether somebody is to be woken now; missing while nobody ever was',
  ),
  footer: v.string(),
});

const note = v.object({
  title: said(v.optional(v.string()), 'what the document says at its top'),
  paragraphs: v.array(v.string()),
  urgent: v.optional(v.boolean()),
});

const common = {
  version: v.literal(1),
  incident: v.string(),
  revision: said(v.number(), 'of the incident; later ones say more'),
  marker: said(v.string(), 'names this write, and is the same when it is sent again'),
  again: said(v.optional(v.literal(true)), 'an earlier try may have arrived, perhaps with an older marker'),
};
const object = said(v.string(), 'the `id` that was answered to `created`; without one the incident');

/**
 * What a signed webhook is sent, version 1. All text is plain: it is the reader's to escape. Objects may get further members in later
 * versions of the package; nothing is taken away within a version.
 */
export const webhookMessage = v.variant('event', [
  v.object({ ...common, event: v.literal('created'), document }),
  v.object({ ...common, event: v.literal('updated'), object, document: said(document, 'instead of the one before') }),
  v.object({ ...common, event: v.literal('noted'), object, note: said(note, 'beside what was said before') }),
]);

export type WebhookMessage = v.InferOutput<typeof webhookMessage>;
