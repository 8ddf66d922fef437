import type { FakeAnswer, FakeCall } from './server';

/** What the REST API says of the account, as far as `slo doctor` reads it. Tests break it. */
export interface PagerDutyAccount {
  /** Good API tokens. */
  apiTokens: ReadonlySet<string>;
  /** `active`, `warning`, `critical`, `maintenance` or `disabled`. */
  serviceStatus: string;
  /** Routing key of the service's integration; none when the key belongs to no service. */
  integrationKey: string | undefined;
  integrationType: string;
  isSomebodyOnCall: boolean;
  /** Where the account's webhook subscription sends to; none without one. */
  webhook: { url: string; active: boolean; temporarily_disabled: boolean; events: readonly string[] } | undefined;
}

const SERVICE = 'PSVC1';
const POLICY = 'PPOL1';

/** Nothing when the call is none of the REST API's. */
export function accountAnswer(
  account: PagerDutyAccount,
  { method, path, headers, query }: FakeCall,
): FakeAnswer | undefined {
  const body = { '/services': services, '/oncalls': onCalls, '/webhook_subscriptions': subscriptions }[path];
  if (method !== 'GET' || body === undefined) return undefined;
  const token = /^Token token=(.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  // The status is documented; code and words are [inferred].
  if (!account.apiTokens.has(token)) return { status: 401, body: { error: { code: 2006, message: 'Unauthorized' } } };
  return { status: 200, body: { ...body(account, query), limit: 100, offset: 0, more: false, total: null } };
}

function services({ serviceStatus, integrationKey, integrationType }: PagerDutyAccount, query: URLSearchParams) {
  const included = query.getAll('include[]').includes('integrations');
  const integration = { id: 'PINT1', type: integrationType, ...(included && { integration_key: integrationKey }) };
  const escalation_policy = { id: POLICY, type: 'escalation_policy_reference', summary: 'Shop' };
  const integrations = integrationKey === undefined ? [] : [integration];
  return { services: [{ id: SERVICE, name: 'Shop', status: serviceStatus, escalation_policy, integrations }] };
}

function onCalls({ isSomebodyOnCall }: PagerDutyAccount, query: URLSearchParams) {
  const isAsked = query.getAll('escalation_policy_ids[]').includes(POLICY);
  const user = { id: 'PUSER1', type: 'user_reference', summary: 'Dana' };
  return { oncalls: isAsked && isSomebodyOnCall ? [{ user, escalation_level: 1 }] : [] };
}

function subscriptions({ webhook }: PagerDutyAccount) {
  if (webhook === undefined) return { webhook_subscriptions: [] };
  const { url, active, temporarily_disabled, events } = webhook;
  const delivery_method = { type: 'http_delivery_method', url, temporarily_disabled };
  return { webhook_subscriptions: [{ id: 'PHOOK1', type: 'webhook_subscription', active, delivery_method, events }] };
}
