import { createHmac, randomUUID } from 'node:crypto';
import type { FakeCallbacks } from './server';

/** Who made it happen: a person, or an integration, which is whoever sends events with its routing key. */
export type Agent = { readonly type: 'user_reference' | 'inbound_integration_reference'; readonly summary: string };

export interface Told {
  readonly event_type: string;
  readonly at: number;
  readonly agent: Agent;
  readonly data: object;
}

/** Body of one webhook of version 3, the same however often it is sent. */
export function webhookOf({ event_type, at, agent, data }: Told): string {
  const event = {
    id: randomUUID(),
    event_type,
    resource_type: 'incident',
    occurred_at: new Date(at).toISOString(),
    agent: { id: 'PAGENT1', ...agent },
    client: null,
    data,
  };
  return JSON.stringify({ event });
}

/** Signed as PagerDuty signs: HMAC-SHA256 of the raw body, in hex behind `v1=`. Whether somebody took it. */
export async function tell({ url, signingSecret }: FakeCallbacks, body: string): Promise<boolean> {
  const signature = createHmac('sha256', signingSecret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'PagerDuty-Webhook/V3.0',
    'x-pagerduty-signature': `v1=${signature}`,
    'x-webhook-id': 'PHOOK1',
  };
  return fetch(url, { method: 'POST', headers, body }).then(
    ({ ok }) => ok,
    () => false,
  );
}
