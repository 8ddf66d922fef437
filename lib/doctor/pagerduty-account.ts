import * as v from 'valibot';
import { type JsonApi, jsonApi } from '../../lambda/targets/json-api';
import { pagerdutySettings } from '../../lambda/targets/pagerduty';
import type { Failure, TargetResult } from '../model/contracts/target-result';
import { line } from '../render/text';
import type { Patient, Symptom } from './examiner';
import { integrationWith, type Service, service, serviceSymptoms } from './pagerduty-service';
import { error, warning } from './pagerduty-symptom';
import { webhookSymptoms } from './pagerduty-webhook';

const PAGE = 100;
const MOST_PAGES = 20;
/** Left out of a list unless asked for. */
const INCLUDED = 'include[]=integrations&include[]=auto_pause_notifications_parameters';
const REST_KEYS = 'in PagerDuty Integrations > API Access Keys';

const services = v.object({ services: v.array(service), more: v.optional(v.boolean(), false) });
const onCalls = v.object({ oncalls: v.array(v.unknown()) });

/** What the account says of the service behind the routing key, by the REST API; `api.` stands there for `events.`. */
export async function accountSymptoms(patient: Patient, routingKey: string): Promise<readonly Symptom[]> {
  const { config, secret, timeoutMs } = patient;
  const call = jsonApi({
    vendor: 'PagerDuty',
    base: pagerdutySettings(config.settings).apiUrl.replace('//events.', '//api.'),
    keys: ['apiToken'],
    secret: async () => secret,
    timeoutMs,
    headers: ({ apiToken }) => ({
      authorization: `Token token=${apiToken}`,
      accept: 'application/vnd.pagerduty+json;version=2',
    }),
    message: () => undefined,
  });
  const found = await serviceOf(call, routingKey);
  if (found.outcome !== 'ok') return [unreadable(found)];
  const told = config.callbacks === undefined ? [] : await webhookSymptoms(call, config.name, found.value?.id);
  if (found.value === undefined) return [keyOfNoService(), ...told];
  return [...serviceSymptoms(found.value, routingKey), ...(await dutySymptoms(call, found.value)), ...told];
}

/** The service that has an integration with the key; nothing where the token sees none. */
async function serviceOf(call: JsonApi, routingKey: string): Promise<TargetResult<Service | undefined>> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const path = `/services?${INCLUDED}&limit=${PAGE}&offset=${page * PAGE}`;
    const answer = await call({ method: 'GET', path }, services);
    if (answer.outcome !== 'ok') return answer;
    const found = answer.value.services.find((one) => integrationWith(one, routingKey) !== undefined);
    if (found !== undefined || !answer.value.more) return { outcome: 'ok', value: found };
  }
  return { outcome: 'ok', value: undefined };
}

async function dutySymptoms(call: JsonApi, { name, escalation_policy: policy }: Service): Promise<Symptom[]> {
  if (policy === undefined || policy === null) return [];
  const path = `/oncalls?escalation_policy_ids[]=${encodeURIComponent(policy.id)}&limit=1`;
  const answer = await call({ method: 'GET', path }, onCalls);
  if (answer.outcome !== 'ok') return [unreadable(answer)];
  const remedy = 'put somebody on each level of its escalation policy, round the clock';
  return answer.value.oncalls.length > 0
    ? []
    : [error('nobody-on-call', `nobody on call now for the service ${line(name)}`, 'at least one person', remedy)];
}

function unreadable({ reason, why }: Failure): Symptom {
  if (reason !== 'auth')
    return warning(
      'account-unreadable',
      line(why),
      'an answer of its REST API',
      'try again; look at https://status.pagerduty.com',
    );
  const remedy = `issue a new read-only one (${REST_KEYS}) and put it into the key apiToken of the secret`;
  return warning(
    'api-token-refused',
    `an API token that it refuses (${line(why)})`,
    'one that may read the account',
    remedy,
  );
}

function keyOfNoService(): Symptom {
  return warning(
    'integration-not-found',
    'a routing key of no service that the API token sees',
    'the integration key of an integration "Events API v2" of a service',
    'compare the key with that of the service; one of an event orchestration is fine and cannot be examined',
  );
}
