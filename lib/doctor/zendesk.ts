import * as v from 'valibot';
import type { JsonApi } from '../../lambda/targets/json-api';
import { zendeskApi } from '../../lambda/targets/zendesk-api';
import { zendeskSettings } from '../../lambda/targets/zendesk-settings';
import type { Failure } from '../model/contracts/target-result';
import type { Examiner, Symptom } from './examiner';
import { fieldSymptoms } from './zendesk-fields';
import { webhookSymptoms } from './zendesk-webhook';

const PEOPLE = 'Admin Center > People > Team members';
/** Of a custom role that is a light agent's; Zendesk API reference, "Users". */
const LIGHT_AGENT = 1;

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
    message: `Zendesk: got an e-mail and token that it refuses (${why}), allowed is the API token of an agent`,
    remedy:
      'make a token (Admin Center > Apps and integrations > APIs > API tokens, token access switched on) and put it with the e-mail of the agent into the secret',
  };
}

type Agent = v.InferOutput<typeof me>['user'];

function roleSymptom({ id, role, role_type, suspended, ticket_restriction }: Agent): Symptom | undefined {
  if (id === null) return tokenRefused('it knows nobody of that name');
  const error = (id: string, got: string, allowed: string): Symptom => ({
    id,
    level: 'error',
    message: `Zendesk: got ${got}, allowed is ${allowed}`,
    remedy: `change it (${PEOPLE}), or put e-mail and token of another agent into the secret`,
  });
  if (suspended) return error('agent-suspended', 'an agent who is suspended', 'one who is not');
  if (role !== 'agent' && role !== 'admin') return error('role-missing', `a user with the role ${role}`, 'an agent');
  if (role_type === LIGHT_AGENT) return error('role-missing', 'a light agent, who may change no tickets', 'an agent');
  if (ticket_restriction === 'assigned')
    return error('tickets-hidden', 'an agent who sees assigned tickets alone', 'one who sees those of its groups');
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
