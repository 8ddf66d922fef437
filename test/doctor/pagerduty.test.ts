import { FakePagerDuty } from '../../lib/local/fakes/pagerduty';
import type { PagerDutyAccount } from '../../lib/local/fakes/pagerduty-account';
import { found, named, TOKEN } from './patient';

const KEY = '0123456789abcdef0123456789abcdef';
const URL = 'https://abc.lambda-url.eu-west-3.on.aws/pagerduty';
const WEBHOOK = {
  url: URL,
  active: true,
  temporarily_disabled: false,
  events: ['incident.acknowledged', 'incident.resolved'],
};

describe('slo doctor at PagerDuty', () => {
  let pagerduty: FakePagerDuty;
  beforeEach(async () => {
    pagerduty = await FakePagerDuty.start();
    pagerduty.tokens = new Set([KEY]);
    Object.assign(pagerduty.account, { apiTokens: new Set([TOKEN]), integrationKey: KEY, webhook: WEBHOOK });
  });
  afterEach(() => pagerduty.stop());

  const look = async (secret: Record<string, string>, callbacks = true) => {
    const settings = { apiUrl: pagerduty.url };
    const config = { name: 'pagerduty', kind: 'pagerduty', audience: 'engineers', settings } as const;
    const told = callbacks ? { config: { ...config, callbacks: { secretArn: 'arn' } } } : { config };
    return found('pagerduty', { settings, secret, ...told });
  };
  const all = { routingKey: KEY, apiToken: TOKEN };

  it('finds nothing wrong where nothing is, and calls nobody', async () => {
    expect(await look(all)).toEqual([]);
    expect(pagerduty.calls).toBe(0);
  });

  it.each([
    ['is too short', 'u+abcdefghijklmnopqr'],
    ['has other characters', `${KEY.slice(1)}-`],
    ['is missing', ''],
  ])('finds a routing key that %s', async (_, routingKey) => {
    const symptoms = await look({ routingKey, apiToken: TOKEN });
    expect(named(symptoms)).toEqual(['error routing-key-malformed']);
    expect(symptoms[0]!.message).toContain(`got a routing key of ${routingKey.length} characters`);
    if (routingKey !== '') expect(JSON.stringify(symptoms)).not.toContain(routingKey);
  });

  it('says what it cannot know without a key for the REST API', async () => {
    expect(named(await look({ routingKey: KEY }))).toEqual(['warning account-not-examined']);
  });

  it.each<[string, Partial<PagerDutyAccount>, string]>([
    ['the API token is refused', { apiTokens: new Set(['other']) }, 'warning api-token-refused'],
    ['the key belongs to no service', { integrationKey: undefined }, 'warning integration-not-found'],
    [
      'the integration is another one',
      { integrationType: 'generic_email_inbound_integration' },
      'warning integration-of-another-kind',
    ],
    ['the service is disabled', { serviceStatus: 'disabled' }, 'error service-disabled'],
    ['the service is in maintenance', { serviceStatus: 'maintenance' }, 'warning service-in-maintenance'],
    ['nobody is on call', { isSomebodyOnCall: false }, 'error nobody-on-call'],
    ['the service wakes nobody', { urgencyRule: { type: 'constant', urgency: 'low' } }, 'warning service-urgency-low'],
    [
      'the service wakes nobody at night',
      {
        urgencyRule: {
          type: 'use_support_hours',
          during_support_hours: { type: 'constant', urgency: 'high' },
          outside_support_hours: { type: 'constant', urgency: 'low' },
        },
      },
      'warning service-urgency-low',
    ],
    ['calls wait for what looks transient', { isAutoPaused: true }, 'warning service-auto-pause'],
    ['the service resolves by itself', { autoResolveTimeout: 14_400 }, 'warning service-auto-resolve'],
    ['the service merges alerts', { alertGrouping: 'intelligent' }, 'warning service-groups-alerts'],
    ['there is no webhook', { webhook: undefined }, 'warning webhook-missing'],
    [
      'the webhook tells of another service',
      { webhook: { ...WEBHOOK, service: 'PSVC2' } },
      'warning webhook-of-another-service',
    ],
    [
      'the webhook goes elsewhere',
      { webhook: { ...WEBHOOK, url: 'https://elsewhere.example/' } },
      'warning webhook-missing',
    ],
    ['the webhook is off', { webhook: { ...WEBHOOK, active: false } }, 'warning webhook-disabled'],
    [
      'the webhook failed too often',
      { webhook: { ...WEBHOOK, temporarily_disabled: true } },
      'warning webhook-disabled',
    ],
    [
      'the webhook tells too little',
      { webhook: { ...WEBHOOK, events: ['incident.resolved'] } },
      'warning webhook-events',
    ],
  ])('finds that %s', async (_, change, finding) => {
    Object.assign(pagerduty.account, change);
    expect(named(await look(all))).toEqual([finding]);
  });

  it.each<[string, Partial<PagerDutyAccount>]>([
    ['urgency by severity', { urgencyRule: { type: 'constant', urgency: 'severity_based' } }],
    ['grouping by content', { alertGrouping: 'content_based' }],
    ['an auto-resolution of 0, which is none', { autoResolveTimeout: 0 }],
  ])('has nothing against %s', async (_, change) => {
    Object.assign(pagerduty.account, change);
    expect(await look(all)).toEqual([]);
  });

  it('asks for no webhook where nobody wants to be told', async () => {
    pagerduty.account.webhook = undefined;
    expect(await look(all, false)).toEqual([]);
  });

  it('says that nobody answered', async () => {
    await pagerduty.stop();
    expect(named(await look(all))).toEqual(['warning account-unreadable']);
  });

  it('names settings that are wrong', async () => {
    const symptoms = await found('pagerduty', { settings: { apiUrl: 'http://pagerduty.example' }, secret: all });
    expect(named(symptoms)).toEqual(['error not-examined']);
  });
});
