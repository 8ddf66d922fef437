import * as v from 'valibot';
import { isHmacOf } from '../doors/hmac';
import type { CallbackKind, Heard } from './kind';
import { incidentIn, personName, time } from './parts';

const MOST_SIGNATURES = 10;

const shape = v.object({
  event: v.object({
    event_type: v.string(),
    occurred_at: time,
    agent: v.nullish(v.object({ type: v.string(), summary: v.nullish(v.string()) })),
    data: v.object({ incident_key: v.nullish(v.string()) }),
  }),
});

const SAYS: ReadonlyMap<string, Heard['says']> = new Map([
  ['incident.acknowledged', { type: 'acknowledged' }],
  ['incident.resolved', { type: 'closed' }],
]);

/**
 * PagerDuty, "Webhooks v3": acknowledged and resolved, by a person and not by an integration, which is us. While secrets are rotated there
 * is a signature by each. A note (`incident.annotated`) names the incident by PagerDuty's own id alone, which the Events API never tells
 * us: notes there stay there.
 */
export const pagerduty: CallbackKind = {
  signature({ headers, body }) {
    const parts = (headers['x-pagerduty-signature'] ?? '').split(',', MOST_SIGNATURES);
    const digests = parts.flatMap((part) => /^\s*v1=([0-9a-f]{64})\s*$/.exec(part)?.[1] ?? []);
    if (digests.length === 0) return undefined;
    return (secret) => digests.map((digest) => isHmacOf([body], secret, Buffer.from(digest, 'hex'))).includes(true);
  },
  read(body) {
    const parsed = v.safeParse(shape, body);
    if (!parsed.success) return undefined;
    const { event_type, occurred_at: at, agent, data } = parsed.output.event;
    const object = data.incident_key ?? '';
    const [incident, says] = [incidentIn(object), SAYS.get(event_type)];
    if (agent?.type !== 'user_reference' || incident === undefined || says === undefined) return undefined;
    return { at, object, incident, by: personName(agent.summary), says };
  },
};
