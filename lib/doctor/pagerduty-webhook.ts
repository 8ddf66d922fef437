import * as v from 'valibot';
import type { JsonApi } from '../../lambda/targets/json-api';
import type { Symptom } from './examiner';

const NEEDED = ['incident.acknowledged', 'incident.resolved'];
const WHERE = 'in PagerDuty Integrations > Generic Webhooks (v3)';

const subscription = v.object({
  active: v.optional(v.boolean(), true),
  events: v.optional(v.array(v.string()), []),
  delivery_method: v.object({ url: v.nullish(v.string()), temporarily_disabled: v.optional(v.boolean(), false) }),
});
const subscriptions = v.object({ webhook_subscriptions: v.array(subscription) });

/** Whether we are told what people do there: the subscription whose address ends with the target's name. */
export async function webhookSymptoms(call: JsonApi, target: string): Promise<Symptom[]> {
  const answer = await call({ method: 'GET', path: '/webhook_subscriptions?limit=100' }, subscriptions);
  if (answer.outcome !== 'ok') return [];
  const ours = answer.value.webhook_subscriptions.find(({ delivery_method: { url } }) => url?.endsWith(`/${target}`));
  if (ours === undefined)
    return [
      warning(
        'webhook-missing',
        `no webhook subscription to an address that ends with /${target}`,
        'one',
        `make one (${WHERE}) to the address in the stack's output whose description names the target ${target}`,
      ),
    ];
  const { active, events, delivery_method: method } = ours;
  if (!active || method.temporarily_disabled)
    return [
      warning(
        'webhook-disabled',
        `a webhook subscription that is ${active ? 'temporarily disabled, because too many of its calls failed' : 'not active'}`,
        'an active one',
        `see that its secret stands in the secret for callbacks, then enable it (${WHERE})`,
      ),
    ];
  const missing = NEEDED.filter((event) => !events.includes(event));
  return missing.length === 0
    ? []
    : [
        warning(
          'webhook-events',
          `a webhook subscription without ${missing.join(', ')}`,
          `one to ${NEEDED.join(' and ')}`,
          `add them (${WHERE})`,
        ),
      ];
}

function warning(id: string, got: string, allowed: string, remedy: string): Symptom {
  const without = 'what people do there is not heard of';
  return { id, level: 'warning', message: `PagerDuty: got ${got}, allowed is ${allowed}: ${without}`, remedy };
}
