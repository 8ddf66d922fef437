import { FakeZendesk } from '../../lib/local/fakes/zendesk';
import { found, named, TOKEN } from './patient';

let zendesk: FakeZendesk;

beforeEach(async () => {
  zendesk = await FakeZendesk.start();
  zendesk.tokens = new Set([TOKEN]);
});
afterEach(() => zendesk.stop());

const secret = { clientId: 'cdk-slo', clientSecret: TOKEN };
const GROUP = { groupId: String(FakeZendesk.GROUP) };

const examined = (settings: Record<string, string> = {}) =>
  found('zendesk', { settings: { subdomain: 'echarpe', apiUrl: zendesk.url, ...settings }, secret });

/** With callbacks, and a client that an administrator made. */
const withWebhooks = () => {
  zendesk.agent = { role: 'admin' };
  const settings = { subdomain: 'echarpe', apiUrl: zendesk.url };
  const config = { name: 'support', kind: 'zendesk', audience: 'support', settings } as const;
  return found('zendesk', { config: { ...config, callbacks: { secretArn: 'arn' } }, settings, secret });
};

const CAUSE = { id: 77, title: 'Cause', type: 'text', active: true, required: true };
const status = (value: string) => ({
  id: 1,
  title: 'Status',
  type: 'status',
  active: true,
  required: true,
  system_field_options: [{ value }],
});

/** As an account has it with statuses of its own. */
const ownStatuses = (...own: readonly (readonly [category: string, active: boolean])[]) => ({
  ...status('open'),
  type: 'custom_status',
  custom_statuses: own.map(([status_category, active]) => ({ status_category, active })),
});

it('finds nothing where all is well', async () => {
  expect(await examined(GROUP)).toEqual([]);
  zendesk.fields = [CAUSE, status('hold'), { ...CAUSE, id: 78, active: false }, { ...CAUSE, id: 79, required: false }];
  expect(await examined({ customFields: '{"77":"monitoring"}', onHold: 'on' })).toEqual([]);
  zendesk.fields = [ownStatuses(['hold', true])];
  expect(await examined({ onHold: 'on' })).toEqual([]);
});

it.each<[what: string, broken: (fake: FakeZendesk) => void, settings: Record<string, string>, expected: string[]]>([
  [
    'a client that may not write tickets',
    (fake) => (fake.access.allowedScopes = ['read']),
    {},
    ['error token-refused'],
  ],
  ['a contributor', (fake) => (fake.agent = { role: 'agent', role_type: 3 }), {}, ['error role-missing']],
  [
    'an agent who sees tickets of an organization alone',
    (fake) => (fake.agent = { role: 'agent', ticket_restriction: 'organization' }),
    {},
    ['error tickets-hidden'],
  ],
  ['a client that was deleted', (fake) => (fake.tokens = new Set()), {}, ['error token-refused']],
  ['a suspended agent', (fake) => (fake.agent = { role: 'agent', suspended: true }), {}, ['error agent-suspended']],
  ['a customer', (fake) => (fake.agent = { role: 'end-user' }), {}, ['error role-missing']],
  ['a light agent', (fake) => (fake.agent = { role: 'agent', role_type: 1 }), {}, ['error role-missing']],
  [
    'an agent who sees assigned tickets alone',
    (fake) => (fake.agent = { role: 'agent', ticket_restriction: 'assigned' }),
    {},
    ['error tickets-hidden'],
  ],
  ['a group of others', (fake) => (fake.memberships = []), GROUP, ['error group-missing']],
  ['a field that solving needs', (fake) => (fake.fields = [CAUSE]), {}, ['error field-required']],
  ['a field that is none', () => {}, { customFields: '{"77":"x"}' }, ['error field-missing']],
  ['a status that is off', (fake) => (fake.fields = [status('open')]), { onHold: 'on' }, ['error on-hold-missing']],
  [
    'a status of its own that is off',
    (fake) => (fake.fields = [ownStatuses(['hold', false], ['open', true])]),
    { onHold: 'on' },
    ['error on-hold-missing'],
  ],
])('finds %s', async (_what, broken, settings, expected) => {
  broken(zendesk);
  expect(named(await examined(settings))).toEqual(expected);
});

it('names the field that solving needs, and how to fill it', async () => {
  zendesk.fields = [CAUSE];
  const [symptom] = await examined();
  expect(symptom!.message).toContain('field 77 ("Cause")');
  expect(symptom!.remedy).toContain("{ '77': '…' }");
});

it.each<[what: string, webhooks: object[], invocations: string[], expected: string[]]>([
  ['none', [], [], ['warning webhook-missing']],
  ['one that is off', [{ id: 'w', name: 'cdk-slo', status: 'inactive' }], [], ['warning webhook-off']],
  [
    'one that fails',
    [{ id: 'w', name: 'cdk-slo', status: 'active' }],
    ['client_error', 'client_error', 'timeout'],
    ['warning webhook-failing'],
  ],
  ['one that failed once', [{ id: 'w', name: 'cdk-slo', status: 'active' }], ['timeout', 'success', 'success'], []],
])('looks at the webhook: %s', async (_what, webhooks, invocations, expected) => {
  zendesk.webhooks = webhooks as FakeZendesk['webhooks'];
  zendesk.invocations = invocations;
  expect(named(await withWebhooks())).toEqual(expected);
});

it('says nothing of webhooks that an agent may not read, and finds an account that does not answer', async () => {
  zendesk.agent = { role: 'agent' };
  expect(await examined()).toEqual([]);
  expect(named(await examined({ apiUrl: 'http://127.0.0.1:9' }))).toEqual(['error unreachable']);
});
