import * as v from 'valibot';
import type { JsonApi } from '../../lambda/targets/json-api';
import { zendeskApi } from '../../lambda/targets/zendesk-api';
import { zendeskSettings } from '../../lambda/targets/zendesk-settings';
import type { Failure } from '../model/contracts/target-result';
import type { Examiner, Symptom } from './examiner';
import { fieldSymptoms } from './zendesk-fields';
import { webhookSymptoms } from './zendesk-webhook';

const PEOPLE = 'Admin Center > People > Team members';
const CLIENTS = 'Admin Center > Apps and integrations > APIs > OAuth clients';
/** By `role_type`, who may comment alone; Zendesk API reference, "Users". */
const ONLOOKERS = new Map([
  [1, 'a light agent'],
  [3, 'a contributor'],
]);
/** Who is so restricted does not see the tickets of its groups; the same. */
const HIDDEN = new Map([
  ['assigned', 'assigned tickets'],
  ['organization', 'tickets of an organization'],
  ['requested', 'tickets of its own'],
]);

const me = v.object({
  user: v.object({
    id: v.nullable(v.number()),
    role: v.optional(v.string(), 'end-user'),
    role_type: v.nullish(v.number()),
    suspended: v.optional(v.boolean(), false),
    ticket_restriction: v.nullish(v.string()),
  }),
});
const memberships = v.object({ group_memberships: v.array(v.object({ group_id: v.number() })) });
const look = v.object({ tickets: v.array(v.unknown()) });

/** Zendesk: whether the agent may do what the target does, and what this account asks for before a ticket can be solved. */
export const examineZendesk: Examiner = async (patient) => {
  const { config, secret, timeoutMs } = patient;
  const { base, customFields, groupId, onHold } = zendeskSettings(config.settings);
  const call = zendeskApi(base, { secret: async () => secret, timeoutMs });
  const asked = await call({ method: 'GET', path: '/users/me.json' }, me);
  if (asked.outcome !== 'ok') return [unreachable(asked)];
  const agent = asked.value.user;
  const role = roleSymptom(agent);
  // Who may not read tickets is told that first: all else follows of it.
  if (role !== undefined) return [role];
  const found = await Promise.all([
    groupSymptoms(call, agent.id, groupId),
    fieldSymptoms(call, Object.keys(customFields), onHold === 'on'),
    config.callbacks === undefined ? [] : webhookSymptoms(call),
    lookUpSymptoms(call),
  ]);
  return found.flat();
};

function unreachable({ reason, why }: Failure): Symptom {
  if (reason === 'auth') return tokenRefused(why);
  return {
    id: 'unreachable',
    level: 'error',
    message: `Zendesk: got ${why}, allowed is an answer of its API`,
    remedy: 'look at the spelling of subdomain and at https://status.zendesk.com, and try again',
  };
}

function tokenRefused(why: string): Symptom {
  return {
    id: 'token-refused',
    level: 'error',
    message: `Zendesk: got a client that it refuses (${why}), allowed is a confidential OAuth client of an active agent`,
    remedy: `look at the client (${CLIENTS}): of the kind "Confidential", its identifier and secret as clientId and clientSecret in the secret, and if it has allowed scopes, read and tickets:write among them`,
  };
}

type Agent = v.InferOutput<typeof me>['user'];

function roleSymptom({ id, role, role_type, suspended, ticket_restriction }: Agent): Symptom | undefined {
  if (id === null) return tokenRefused('it knows nobody of that name');
  const error = (id: string, got: string, allowed: string): Symptom => ({
    id,
    level: 'error',
    message: `Zendesk: got ${got}, allowed is ${allowed}`,
    remedy: `change it (${PEOPLE}), or make the client (${CLIENTS}) as somebody else: its tokens stand for who made it`,
  });
  const onlooker = ONLOOKERS.get(role_type ?? -1);
  const hidden = HIDDEN.get(ticket_restriction ?? '');
  if (suspended) return error('agent-suspended', 'an agent who is suspended', 'one who is not');
  if (role !== 'agent' && role !== 'admin') return error('role-missing', `a user with the role ${role}`, 'an agent');
  if (onlooker) return error('role-missing', `${onlooker}, who may change no tickets`, 'an agent');
  if (hidden) return error('tickets-hidden', `an agent who sees ${hidden} alone`, 'one who sees those of its groups');
  return undefined;
}

/** What nobody took is solved by our agent, who must be in the ticket's group for it. */
async function groupSymptoms(call: JsonApi, agent: number | null, groupId: string | undefined): Promise<Symptom[]> {
  if (groupId === undefined) return [];
  const asked = await call({ method: 'GET', path: `/users/${agent}/group_memberships.json` }, memberships);
  if (asked.outcome !== 'ok' || asked.value.group_memberships.some(({ group_id }) => String(group_id) === groupId))
    return [];
  return [
    {
      id: 'group-missing',
      level: 'error',
      message: `Zendesk: got groupId ${groupId}, in which the agent is not, allowed is a group of the agent's`,
      remedy: 'add the agent to the group (Admin Center > People > Groups), or give another groupId and deploy',
    },
  ];
}

/** After a lost answer a ticket is looked for by its external id. */
async function lookUpSymptoms(call: JsonApi): Promise<Symptom[]> {
  const asked = await call({ method: 'GET', path: '/tickets.json?external_id=slo-doctor' }, look);
  if (asked.outcome === 'ok') return [];
  return [
    {
      id: 'look-up-refused',
      level: 'warning',
      message: `Zendesk: got ${asked.why} for a look-up of tickets, allowed is a list: an incident may get two tickets`,
      remedy: `let the agent read the tickets of its groups, or all (${PEOPLE})`,
    },
  ];
}
