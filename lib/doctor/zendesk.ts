import * as v from 'valibot';
import { zendeskApi } from '../../lambda/targets/zendesk-api';
import { zendeskSettings } from '../../lambda/targets/zendesk-settings';
import type { Examiner, Patient, Symptom } from './examiner';

/** By this name the webhook that tells us is known; see docs/targets/zendesk.md. */
const WEBHOOK = 'cdk-slo';
/** Of the newest calls of a webhook, as many failures in a row are no accident. */
const FAILURES = 3;
const TOKENS = 'Admin Center > Apps and integrations > APIs > API tokens';

const me = v.object({
  user: v.object({
    id: v.nullable(v.number()),
    role: v.optional(v.string(), 'end-user'),
    /** 1: a light agent; Zendesk API reference, "Users". */
    role_type: v.nullish(v.number()),
    suspended: v.optional(v.boolean(), false),
    ticket_restriction: v.nullish(v.string()),
    only_private_comments: v.optional(v.boolean(), false),
  }),
});
const fields = v.object({
  ticket_fields: v.array(
    v.object({
      id: v.number(),
      type: v.string(),
      title: v.string(),
      active: v.optional(v.boolean(), true),
      /** To solve a ticket. */
      required: v.optional(v.boolean(), false),
      custom_statuses: v.optional(v.array(v.object({ status_category: v.string(), active: v.boolean() }))),
      system_field_options: v.optional(v.array(v.object({ value: v.string() }))),
    }),
  ),
});
const memberships = v.object({ group_memberships: v.array(v.object({ group_id: v.number() })) });
const webhooks = v.object({ webhooks: v.array(v.object({ id: v.string(), name: v.string(), status: v.string() })) });
const invocations = v.object({ invocations: v.array(v.object({ status: v.string() })) });

type Api = ReturnType<typeof zendeskApi>;
type Field = v.InferOutput<typeof fields>['ticket_fields'][number];
type Agent = v.InferOutput<typeof me>['user'];

/** Zendesk: whether the agent may do what the target does, and what this account asks for before a ticket is solved. */
export const examineZendesk: Examiner = async (patient) => {
  const { config, secret, timeoutMs } = patient;
  const { base, customFields, groupId, onHold } = zendeskSettings(config.settings);
  const call = zendeskApi(base, { secret: async () => ({ ...secret }), timeoutMs });
  const asked = await call({ method: 'GET', path: '/users/me.json' }, me);
  if (asked.outcome !== 'ok') return [unreachable(asked)];
  const agent = asked.value.user;
  if (agent.id === null) return [unreachable({ reason: 'auth', why: 'Zendesk knows nobody of that name and token' })];
  const found = await Promise.all([
    roleSymptoms(agent),
    groupSymptoms(call, agent.id, groupId),
    fieldSymptoms(call, Object.keys(customFields), onHold === 'on'),
    webhookSymptoms(call, patient),
    searchSymptoms(call),
  ]);
  return found.flat();
};

function unreachable({ reason, why }: { reason: string; why: string }): Symptom {
  if (reason === 'auth')
    return error(
      'credentials',
      why,
      `make an API token under ${TOKENS}, and put it and its agent's e-mail in the secret`,
    );
  if (reason === 'gone') return error('account', why, 'put the name before ".zendesk.com" in subdomain');
  return error('unreachable', why, 'look at status.zendesk.com, and try again');
}

function roleSymptoms({ role, role_type, suspended, ticket_restriction, only_private_comments }: Agent): Symptom[] {
  if (suspended) return [error('suspended', 'the agent is suspended', 'lift it under People > Team members')];
  if (role !== 'agent' && role !== 'admin')
    return [
      error(
        'role',
        `got a user with role "${role}", allowed are agent and admin`,
        `use the token of an agent: ${TOKENS}`,
      ),
    ];
  if (role_type === 1)
    return [
      error(
        'role',
        'got a light agent, who may not create or change tickets',
        'give it the role Agent under People > Team members',
      ),
    ];
  return ticket_restriction === 'assigned'
    ? [
        error(
          'tickets',
          'the agent sees only tickets assigned to it',
          'let it see the tickets of its groups under People > Team members',
        ),
      ]
    : [];
}

async function groupSymptoms(call: Api, agent: number, groupId: string | undefined): Promise<Symptom[]> {
  if (groupId === undefined) return [];
  const asked = await call({ method: 'GET', path: `/users/${agent}/group_memberships.json` }, memberships);
  if (asked.outcome !== 'ok') return [];
  const isMember = asked.value.group_memberships.some(({ group_id }) => String(group_id) === groupId);
  const message = `the agent is not in group ${groupId}, or there is no such group: what nobody took it cannot solve`;
  return isMember ? [] : [error('group', message, 'add it under People > Groups, or put another number in groupId')];
}

async function fieldSymptoms(call: Api, filled: readonly string[], wantsHold: boolean): Promise<Symptom[]> {
  const asked = await call({ method: 'GET', path: '/ticket_fields.json' }, fields);
  if (asked.outcome !== 'ok')
    return [warning('fields', `the ticket fields cannot be read: ${asked.why}`, 'let the agent read ticket fields')];
  const known = asked.value.ticket_fields.filter(({ active }) => active);
  return [
    ...known
      .filter((field) => isMissing(field, filled))
      .map(({ id, title }) =>
        error(
          'required-field',
          `field ${id} ("${title}") is required to solve a ticket, and is not filled`,
          `give it a value in customFields: { '${id}': '…' }, or require it no more under Objects and rules > Tickets > Fields`,
        ),
      ),
    ...filled
      .filter((id) => !known.some((field) => String(field.id) === id))
      .map((id) =>
        error(
          'unknown-field',
          `customFields: got ${id}, which is no active field`,
          'take the number from Objects and rules > Tickets > Fields',
        ),
      ),
    ...(wantsHold && !hasHold(known)
      ? [
          error(
            'on-hold',
            'the status "On-hold" is not switched on',
            'switch it on under Objects and rules > Tickets > Statuses, or leave out onHold',
          ),
        ]
      : []),
  ];
}

/** Those of Zendesk itself are filled by us, or by the agent. */
function isMissing({ id, type, required }: Field, filled: readonly string[]): boolean {
  const own = [
    'subject',
    'description',
    'status',
    'tickettype',
    'priority',
    'basic_priority',
    'group',
    'assignee',
    'custom_status',
  ];
  return required && !own.includes(type) && !filled.includes(String(id));
}

/** The field `status` lists it, or where an account has statuses of its own one of that category. */
function hasHold(known: readonly Field[]): boolean {
  const options = known.flatMap(({ system_field_options = [] }) => system_field_options.map(({ value }) => value));
  const statuses = known.flatMap(({ custom_statuses = [] }) => custom_statuses.filter(({ active }) => active));
  return options.includes('hold') || statuses.some(({ status_category }) => status_category === 'hold');
}

/** Only an administrator's token reads webhooks; with an agent's nothing is known of them. */
async function webhookSymptoms(call: Api, { config }: Patient): Promise<Symptom[]> {
  if (config.callbacks === undefined) return [];
  const asked = await call({ method: 'GET', path: '/webhooks' }, webhooks);
  if (asked.outcome !== 'ok') return [];
  const where = 'Admin Center > Apps and integrations > Webhooks';
  const webhook = asked.value.webhooks.find(({ name }) => name === WEBHOOK);
  if (webhook === undefined)
    return [
      warning('webhook', `there is no webhook named "${WEBHOOK}"`, `make it under ${where}: docs/targets/zendesk.md`),
    ];
  if (webhook.status !== 'active')
    return [warning('webhook', `the webhook "${WEBHOOK}" is ${webhook.status}`, `activate it under ${where}`)];
  const path = `/webhooks/${encodeURIComponent(webhook.id)}/invocations?page[size]=${FAILURES}`;
  const calls = await call({ method: 'GET', path }, invocations);
  const last = calls.outcome === 'ok' ? calls.value.invocations.slice(0, FAILURES).map(({ status }) => status) : [];
  if (last.length < FAILURES || last.some((status) => status === 'success')) return [];
  const message = `the last ${FAILURES} calls of the webhook "${WEBHOOK}" failed: ${last.join(', ')}`;
  return [
    warning(
      'webhook',
      message,
      `look at its activity under ${where}; its signing secret belongs in the target's signing secret`,
    ),
  ];
}

/** After a lost answer tickets are looked for so. */
async function searchSymptoms(call: Api): Promise<Symptom[]> {
  const path = '/tickets.json?external_id=slo-doctor';
  const asked = await call({ method: 'GET', path }, v.object({ tickets: v.array(v.unknown()) }));
  if (asked.outcome === 'ok') return [];
  return [
    warning(
      'look-up',
      `tickets cannot be looked for: ${asked.why}`,
      'let the agent see the tickets of its groups, or all',
    ),
  ];
}

function error(id: string, message: string, remedy: string): Symptom {
  return { id, level: 'error', message, remedy };
}

function warning(id: string, message: string, remedy: string): Symptom {
  return { id, level: 'warning', message, remedy };
}
