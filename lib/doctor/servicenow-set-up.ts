import * as v from 'valibot';
import type { JsonApi } from '../../lambda/targets/json-api';
import type { ServiceNowSettings } from '../../lambda/targets/servicenow-settings';
import type { Symptom } from './examiner';

/** What a new or resolved incident of ours says anyway. */
const OURS = [
  'short_description',
  'description',
  'state',
  'impact',
  'urgency',
  'contact_type',
  'correlation_id',
  'correlation_display',
  'close_code',
  'close_notes',
];
/** Set by ServiceNow itself, however mandatory. */
const SET = ['number', 'priority', 'opened_by', 'opened_at'];

const choices = v.array(v.object({ name: v.string(), value: v.string() }));
const elements = v.array(v.object({ element: v.string() }));
const policies = v.array(v.object({ field: v.string() }));
const group = v.object({ sys_id: v.string() });

/** What the instance is set up to that differs from what we would write; and what of it cannot be seen, which few users may. */
export async function setUpSymptoms(call: JsonApi, settings: ServiceNowSettings): Promise<Symptom[]> {
  const { table, openState, resolvedState, closeCode, assignmentGroup } = settings;
  const tables = `${table},task`;
  const list = async <T>(from: string, query: string, fields: string, shape: v.GenericSchema<unknown, T[]>) => {
    const path = `/${from}?sysparm_query=${encodeURIComponent(query)}&sysparm_limit=500&sysparm_fields=${fields}`;
    const found = await call({ method: 'GET', path }, shape);
    return found.outcome === 'ok' ? found.value : [];
  };
  /** A table that has choices of its own has none of `task`, which it extends. */
  const choicesOf = async (element: string) => {
    const found = await list('sys_choice', `nameIN${tables}^element=${element}^inactive=false`, 'name,value', choices);
    const own = found.filter(({ name }) => name === table);
    return own.length > 0 ? own : found;
  };
  const [states, codes, dictionary, rules] = await Promise.all([
    choicesOf('state'),
    choicesOf('close_code'),
    list('sys_dictionary', `nameIN${tables}^mandatory=true^active=true`, 'element', elements),
    list('sys_data_policy_rule', `tableIN${tables}^mandatory=true^sys_data_policy.active=true`, 'field', policies),
  ]);
  const mandatory = [...dictionary.map(({ element }) => element), ...rules.map(({ field }) => field)];
  return [
    ...unknownStates([openState, resolvedState], valuesOf(states)),
    ...unknownCode(closeCode, valuesOf(codes)),
    ...unfilled(mandatory, settings),
    ...(assignmentGroup === undefined ? [] : await unknownGroup(call, assignmentGroup)),
    ...unseen({ states: states.length, 'resolution codes': codes.length, 'mandatory fields': mandatory.length }),
  ];
}

function valuesOf(found: readonly { readonly value: string }[]): string[] {
  return [...new Set(found.map(({ value }) => value))];
}

function unknownStates(wanted: readonly string[], known: readonly string[]): Symptom[] {
  const wrong = known.length === 0 ? [] : wanted.filter((state) => !known.includes(state));
  return wrong.map((state) => ({
    id: 'state-unknown',
    level: 'error',
    message: `ServiceNow: got the state "${state}", allowed are ${known.join(', ')}`,
    remedy: 'give openState and resolvedState as this instance has them (System Definition > Choice Lists) and deploy',
  }));
}

function unknownCode(wanted: string, known: readonly string[]): Symptom[] {
  if (known.length === 0 || known.includes(wanted)) return [];
  return [
    {
      id: 'close-code-unknown',
      level: 'error',
      message: `ServiceNow: got the resolution code "${wanted}", allowed are ${known.join(', ')}`,
      remedy: 'give closeCode as this instance has it (System Definition > Choice Lists) and deploy',
    },
  ];
}

function unfilled(mandatory: readonly string[], { fields, assignmentGroup }: ServiceNowSettings): Symptom[] {
  const filled = [...OURS, ...SET, ...Object.keys(fields), ...(assignmentGroup ? ['assignment_group'] : [])];
  const missing = [...new Set(mandatory)].filter((field) => !filled.includes(field));
  if (missing.length === 0) return [];
  return [
    {
      id: 'field-mandatory',
      level: 'warning',
      message: `ServiceNow: got nothing for ${missing.join(', ')}, allowed are incidents that say it: without it they may be refused`,
      remedy:
        'give each of them in fields and deploy, or look whether the data policy holds for the user of this target',
    },
  ];
}

async function unknownGroup(call: JsonApi, id: string): Promise<Symptom[]> {
  const found = await call({ method: 'GET', path: `/sys_user_group/${id}?sysparm_fields=sys_id` }, group);
  if (found.outcome !== 'rejected' || found.reason !== 'gone') return [];
  return [
    {
      id: 'group-unknown',
      level: 'error',
      message: `ServiceNow: got the group ${id}, which the user cannot see, allowed is the sys_id of a group of this instance`,
      remedy: 'copy the sys_id of the group (User Administration > Groups), give it as assignmentGroup and deploy',
    },
  ];
}

/** Rows that one may not read look as if there were none. */
function unseen(counts: Readonly<Record<string, number>>): Symptom[] {
  const hidden = Object.keys(counts).filter((what) => counts[what] === 0);
  if (hidden.length === 0) return [];
  return [
    {
      id: 'not-checked',
      level: 'warning',
      message: `ServiceNow: got no ${hidden.join(', no ')} to look at, allowed is a user who may read sys_choice, sys_dictionary and sys_data_policy_rule`,
      remedy: 'look at them once yourself, or let the user read these tables; incidents arrive without it',
    },
  ];
}
