import * as v from 'valibot';
import { ok, type TargetResult } from '../../lib/model/contracts/target-result';
import type { JsonApi } from './json-api';
import { markerAtEnd, markersIn } from './servicenow-text';
import type { RemoteObject, RemoteRef } from './target';

type Notes = RemoteObject['notes'];

/** Entries that are as long as they can be stay within what is read of an answer. */
const PAGE = 100;
const MOST_PAGES = 10;

const entry = v.object({ sys_id: v.string(), element_id: v.string(), value: v.optional(v.string(), '') });
const whole = v.object({ work_notes: v.optional(v.string(), '') });

/**
 * Notes of ours in the journal of a record. Entry by entry where the user may read journals, which administrators may; else from the record
 * itself, as its readers may, where all entries are one text.
 */
export async function notesOf(call: JsonApi, table: string, ref: RemoteRef): Promise<TargetResult<Notes>> {
  const entries = await entriesOf(call, ref);
  if (entries.outcome !== 'ok' || entries.value.length > 0) return entries;
  const path = `/${table}/${ref.id}?sysparm_display_value=true&sysparm_fields=work_notes`;
  const found = await call({ method: 'GET', path }, whole);
  return found.outcome === 'ok' ? ok(markersIn(found.value.work_notes).map((marker) => ({ marker, ref }))) : found;
}

async function entriesOf(call: JsonApi, { id }: RemoteRef): Promise<TargetResult<Notes>> {
  const notes: Notes[number][] = [];
  const query = encodeURIComponent(`element=work_notes^element_id=${id}^ORDERBYsys_created_on`);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const range = `sysparm_limit=${PAGE}&sysparm_offset=${page * PAGE}&sysparm_fields=sys_id,element_id,value`;
    const found = await call(
      { method: 'GET', path: `/sys_journal_field?sysparm_query=${query}&${range}` },
      v.array(entry),
    );
    if (found.outcome === 'rejected') break;
    if (found.outcome !== 'ok') return found;
    for (const { sys_id, element_id, value } of found.value) {
      const marker = element_id === id ? markerAtEnd(value) : undefined;
      if (marker !== undefined) notes.push({ marker, ref: { id: sys_id } });
    }
    if (found.value.length < PAGE) break;
  }
  return ok(notes);
}
