import * as v from 'valibot';
import type { NeutralDocument } from '../../lib/model/wording/document';
import type { ServiceNowSettings } from './servicenow-settings';
import { closeNotesOf, descriptionOf, titleOf } from './servicenow-text';
import type { Fields, Write } from './target';

/** A field that the user may not read is missing. */
const text = v.optional(v.string(), '');
const ROW = {
  sys_id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  number: text,
  state: text,
  active: text,
  short_description: text,
  impact: text,
  urgency: text,
  correlation_id: text,
  correlation_display: text,
  sys_created_on: text,
};

/** A record of the table, as far as we read it. */
export const record = v.object(ROW);
export type ServiceNowRecord = v.InferOutput<typeof record>;
export const SHOWN = `sysparm_fields=${Object.keys(ROW).join(',')}`;

const MARK = 'cdk-slo ';

/** Default priorities of ServiceNow: 1/1 makes 1 (critical), 2/3 makes 4 (low). The matrix is the instance's own. */
const IMPACT_URGENCY = {
  P1: '1/1',
  P2: '2/1',
  P3: '2/2',
  P4: '2/3',
  sev1: '1/1',
  sev2: '2/1',
  sev3: '2/2',
  info: '2/3',
} as const;

/** People change the two of which ServiceNow derives the priority, so these are what is compared: `impact/urgency`. */
export function fieldsWanted(document: NeutralDocument): Fields {
  return {
    title: titleOf(document),
    priority: IMPACT_URGENCY[document.priority ?? document.severity],
    state: document.status === 'resolved' ? 'closed' : 'open',
  };
}

export function fieldsFound(found: ServiceNowRecord, { resolvedState }: ServiceNowSettings): Fields {
  const { short_description: title, impact, urgency, state } = found;
  return { title, priority: `${impact}/${urgency}`, state: state === resolvedState ? 'closed' : 'open' };
}

/** What is written: what is ours alone, and of what people edit, too, the fields that are named. */
export function content(document: NeutralDocument, { marker }: Write, fields: Fields, settings: ServiceNowSettings) {
  const [impact, urgency] = fields.priority?.split('/') ?? [];
  return {
    description: descriptionOf(document),
    correlation_display: `${MARK}${marker}`,
    ...(fields.title && { short_description: fields.title }),
    ...(impact && urgency && { impact, urgency }),
    ...(fields.state === 'open' && { state: settings.openState }),
    ...(fields.state === 'closed' && closing(settings, settings.closeNotes ?? document.title)),
  };
}

export function closing({ resolvedState, closeCode }: ServiceNowSettings, notes: string) {
  return { state: resolvedState, close_code: closeCode, close_notes: closeNotesOf(notes) };
}

export function markerOf({ correlation_display }: ServiceNowRecord): string {
  return correlation_display.slice(MARK.length);
}

/** Nobody may write to it any more: closed or cancelled, which is more than resolved. */
export function isFinal({ active }: ServiceNowRecord): boolean {
  return active === 'false';
}

/** Oldest first; records of one second are told apart by their numbers, which rise. */
export function byAge(a: ServiceNowRecord, b: ServiceNowRecord): number {
  return ageOf(a) < ageOf(b) ? -1 : 1;
}

function ageOf({ sys_created_on, number }: ServiceNowRecord): string {
  return `${sys_created_on} ${number}`;
}
