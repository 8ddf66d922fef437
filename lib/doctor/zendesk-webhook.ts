import * as v from 'valibot';
import type { JsonApi } from '../../lambda/targets/json-api';
import { line } from '../render/text';
import type { Symptom } from './examiner';

/** By this name the webhook that tells us is known; docs/targets/zendesk.md asks for it. */
const NAME = 'cdk-slo';
const WEBHOOKS = 'Admin Center > Apps and integrations > Webhooks';
/** So many failures in a row are no accident. */
const FAILURES = 3;

const listed = v.object({ webhooks: v.array(v.object({ id: v.string(), name: v.string(), status: v.string() })) });
const called = v.object({ invocations: v.array(v.object({ status: v.string() })) });

/** Administrators alone may read webhooks: with an agent's token nothing is known of them, and nothing is said. */
export async function webhookSymptoms(call: JsonApi): Promise<Symptom[]> {
  const asked = await call({ method: 'GET', path: '/webhooks' }, listed);
  if (asked.outcome !== 'ok') return [];
  const webhook = asked.value.webhooks.find(({ name }) => name === NAME);
  if (webhook === undefined)
    return [
      warning(
        'webhook-missing',
        `no webhook named ${NAME}`,
        'one',
        `make it (${WEBHOOKS}), as the page of the target says`,
      ),
    ];
  if (webhook.status !== 'active')
    return [
      warning(
        'webhook-off',
        `the webhook ${NAME}, which is ${line(webhook.status)}`,
        'an active one',
        `activate it (${WEBHOOKS})`,
      ),
    ];
  const path = `/webhooks/${encodeURIComponent(webhook.id)}/invocations?page[size]=${FAILURES}`;
  const calls = await call({ method: 'GET', path }, called);
  const last = calls.outcome === 'ok' ? calls.value.invocations.slice(0, FAILURES).map(({ status }) => status) : [];
  if (last.length < FAILURES || last.includes('success')) return [];
  const got = `a webhook ${NAME} whose last ${FAILURES} calls failed (${line(last.join(', '))})`;
  const remedy = `look at its activity (${WEBHOOKS}), and whether its signing secret stands in the secret for callbacks`;
  return [warning('webhook-failing', got, 'one that reaches us', remedy)];
}

function warning(id: string, got: string, allowed: string, remedy: string): Symptom {
  const without = 'what people do there is not heard of';
  return { id, level: 'warning', message: `Zendesk: got ${got}, allowed is ${allowed}: ${without}`, remedy };
}
