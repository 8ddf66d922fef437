import * as v from 'valibot';
import type { JsonApi } from '../../lambda/targets/json-api';
import { line } from '../render/text';
import type { Symptom } from './examiner';

const FIELDS = 'Admin Center > Objects and rules > Tickets > Fields';
/** Types of the fields that every ticket has and that we or the agent fill. */
const FILLED = new Set([
  'subject',
  'description',
  'status',
  'custom_status',
  'tickettype',
  'priority',
  'basic_priority',
  'group',
  'assignee',
]);

const shape = v.object({
  ticket_fields: v.array(
    v.object({
      id: v.number(),
      type: v.string(),
      title: v.string(),
      active: v.optional(v.boolean(), true),
      /** To solve a ticket. */
      required: v.optional(v.boolean(), false),
      system_field_options: v.optional(v.array(v.object({ value: v.string() })), []),
      custom_statuses: v.optional(v.array(v.object({ status_category: v.string(), active: v.boolean() })), []),
    }),
  ),
});
type Field = v.InferOutput<typeof shape>['ticket_fields'][number];

/** What the account asks of a ticket before it can be solved, and whether it has the status that we use. */
export async function fieldSymptoms(call: JsonApi, filled: readonly string[], holds: boolean): Promise<Symptom[]> {
  const asked = await call({ method: 'GET', path: '/ticket_fields.json' }, shape);
  if (asked.outcome !== 'ok') return [unreadable(asked.why)];
  const fields = asked.value.ticket_fields.filter(({ active }) => active);
  const required = fields.filter(
    ({ required, type, id }) => required && !FILLED.has(type) && !filled.includes(`${id}`),
  );
  const unknown = filled.filter((id) => !fields.some((field) => `${field.id}` === id));
  return [...required.map(isRequired), ...unknown.map(isUnknown), ...(holds && !hasHold(fields) ? [NO_HOLD] : [])];
}

function isRequired({ id, title }: Field): Symptom {
  return {
    id: 'field-required',
    level: 'error',
    message: `Zendesk: got no value for field ${id} ("${line(title)}"), allowed is one: without it no ticket can be solved`,
    remedy: `give one in customFields ({ '${id}': '…' }) and deploy, or ask for it no more (${FIELDS}: "Required to solve a ticket")`,
  };
}

function isUnknown(id: string): Symptom {
  return {
    id: 'field-missing',
    level: 'error',
    message: `Zendesk: got customFields with ${id}, allowed are numbers of active fields`,
    remedy: `take the number from ${FIELDS} and deploy`,
  };
}

function unreadable(why: string): Symptom {
  return {
    id: 'fields-unreadable',
    level: 'warning',
    message: `Zendesk: got ${why} for the ticket fields, allowed is a list: what solving a ticket needs is not known`,
    remedy: `look at ${FIELDS} which fields are required to solve a ticket`,
  };
}

const NO_HOLD: Symptom = {
  id: 'on-hold-missing',
  level: 'error',
  message: 'Zendesk: got onHold where the status "On-hold" is switched off, allowed is onHold where it is on',
  remedy: `switch it on (${FIELDS}, field "Status"; or Tickets > Ticket statuses), or leave onHold out and deploy`,
};

/** The field of the status lists it or, where an account has statuses of its own, one of that category. [inferred] */
function hasHold(fields: readonly Field[]): boolean {
  return fields.some(
    ({ system_field_options, custom_statuses }) =>
      system_field_options.some(({ value }) => value === 'hold') ||
      custom_statuses.some(({ status_category, active }) => active && status_category === 'hold'),
  );
}
