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
  /** How urgent its incidents are. */
  urgencyRule: object;
  /** Seconds after which incidents are resolved by themselves; 0 and null: never. */
  autoResolveTimeout: number | null;
  /** `time`, `intelligent`, `content_based`, `content_based_intelligent`; null: none. */
  alertGrouping: string | null;
  isAutoPaused: boolean;
  /** Where the account's webhook subscription sends to; none without one. */
  webhook:
    | {
        url: string;
        active: boolean;
        temporarily_disabled: boolean;
        events: readonly string[];
        /** @default - the service that is called */
        service?: string;
      }
    | undefined;
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

function services(account: PagerDutyAccount, query: URLSearchParams) {
  const { serviceStatus, integrationKey, integrationType } = account;
  const included = new Set(query.getAll('include[]'));
  const key = included.has('integrations') && { integration_key: integrationKey };
  const integrations = integrationKey === undefined ? [] : [{ id: 'PINT1', type: integrationType, ...key }];
  const service = {
    id: SERVICE,
    name: 'Shop',
    status: serviceStatus,
    escalation_policy: { id: POLICY, type: 'escalation_policy_reference', summary: 'Shop' },
    integrations,
    incident_urgency_rule: account.urgencyRule,
    auto_resolve_timeout: account.autoResolveTimeout,
    acknowledgement_timeout: null,
    alert_grouping_parameters: { type: account.alertGrouping, config: null },
    ...(included.has('auto_pause_notifications_parameters') && {
      auto_pause_notifications_parameters: { enabled: account.isAutoPaused, timeout: 120 },
    }),
  };
  return { services: [service] };
}

function onCalls({ isSomebodyOnCall }: PagerDutyAccount, query: URLSearchParams) {
  const isAsked = query.getAll('escalation_policy_ids[]').includes(POLICY);
  const user = { id: 'PUSER1', type: 'user_reference', summary: 'Dana' };
  return { oncalls: isAsked && isSomebodyOnCall ? [{ user, escalation_level: 1 }] : [] };
}

function subscriptions({ webhook }: PagerDutyAccount) {
  if (webhook === undefined) return { webhook_subscriptions: [] };
  const { url, active, temporarily_disabled, events, service = SERVICE } = webhook;
  const filter = { id: service, type: 'service_reference' };
  const delivery_method = { type: 'http_delivery_method', url, temporarily_disabled };
  return {
    webhook_subscriptions: [{ id: 'PHOOK1', type: 'webhook_subscription', active, delivery_method, events, filter }],
  };
}
