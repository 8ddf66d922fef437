import * as v from 'valibot';
import type { JsonApi } from '../../lambda/targets/json-api';
import { line } from '../render/text';
import type { Symptom } from './examiner';

const NEEDED = ['incident.acknowledged', 'incident.resolved'];
const WHERE = 'in PagerDuty Integrations > Generic Webhooks (v3)';

const filter = v.nullish(v.object({ id: v.nullish(v.string()), type: v.optional(v.string(), '') }));
const subscription = v.object({
  filter,
  active: v.optional(v.boolean(), true),
  events: v.optional(v.array(v.string()), []),
  delivery_method: v.object({ url: v.nullish(v.string()), temporarily_disabled: v.optional(v.boolean(), false) }),
});
const subscriptions = v.object({ webhook_subscriptions: v.array(subscription) });

/**
 * Whether we are told what people do there: the subscription whose address ends with the target's name.
 * @param service id of the service that we call. @default - not known
 */
export async function webhookSymptoms(call: JsonApi, target: string, service?: string): Promise<Symptom[]> {
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
  const { active, events, delivery_method: method, filter } = ours;
  if (filter?.type === 'service_reference' && service !== undefined && filter.id !== service)
    return [
      warning(
        'webhook-of-another-service',
        `a webhook subscription of the service ${line(filter.id ?? '')}`,
        `one of the service ${service}, which is called, or of the whole account`,
        `make one for it (${WHERE}): the service of one that exists cannot be changed`,
      ),
    ];
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
