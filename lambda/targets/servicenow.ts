import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { incidentKey, parseWriteMarker } from '../../lib/model/names';
import { andThen, oneOrNone, orGone } from './and-then';
import { notUnderstood } from './http';
import { serviceNowApi } from './servicenow-api';
import {
  byAge,
  closing,
  content,
  fieldsFound,
  fieldsWanted,
  isFinal,
  markerOf,
  record,
  type ServiceNowRecord,
  SHOWN,
} from './servicenow-record';
import { serviceNowSettings } from './servicenow-settings';
import { markersIn, workNoteOf } from './servicenow-text';
import type { RemoteObject, RemoteRef, Target, TargetDependencies } from './target';
import { untouched } from './untouched';

const journal = v.object({ work_notes: v.optional(v.string(), '') });
/** Of an incident there is one; more come of lost answers. */
const MOST_ROWS = 20;

/**
 * ServiceNow incidents: one record per incident, found by its correlation_id, with internal work notes, resolved when the incident is. The
 * object's marker stands in correlation_display, which forms do not show; a note's in its last line.
 * Secret: `user` and `password`, or with OAuth `clientId` and `clientSecret`. Role: `itil`, or whatever may read and write the table.
 */
export function serviceNowTarget({ config, ...access }: TargetDependencies): Target {
  const settings = serviceNowSettings(config.settings);
  const { apiUrl, table, assignmentGroup } = settings;
  const call = serviceNowApi({ apiUrl, isOauth: settings.oauth === 'on', ...access });

  const refOf = ({ sys_id: id }: ServiceNowRecord): RemoteRef => ({ id, url: `${apiUrl}/${table}.do?sys_id=${id}` });
  const read = ({ id }: RemoteRef) => call({ method: 'GET', path: `/${table}/${id}?${SHOWN}` }, record);

  /** To a closed record ServiceNow refuses writes in the words that it has for missing roles. */
  const patch = async (ref: RemoteRef, body: object, shown = SHOWN): Promise<TargetResult<RemoteRef>> => {
    const patched = await call({ method: 'PATCH', path: `/${table}/${ref.id}?${shown}`, body }, record);
    if (patched.outcome === 'ok') return ok(refOf(patched.value));
    if (patched.outcome !== 'rejected' || !patched.why.includes('HTTP 403')) return patched;
    return andThen(read(ref), (found) => (isFinal(found) ? closedForGood(found) : patched));
  };

  /** Oldest first. A query that is not understood is ignored by ServiceNow, and everything answers. */
  const recordsOf = (incident: string): Promise<TargetResult<ServiceNowRecord[]>> => {
    const wanted = incidentKey(incident);
    const query = encodeURIComponent(`correlation_id=${wanted}^ORDERBYsys_created_on`);
    const path = `/${table}?sysparm_query=${query}&sysparm_limit=${MOST_ROWS}&${SHOWN}`;
    return andThen(call({ method: 'GET', path }, v.array(record)), (rows) => {
      const records = rows.filter(({ correlation_id }) => correlation_id === wanted);
      if (records.length === 0 && rows.length > 0) return notUnderstood('ServiceNow ignored the query', true);
      return ok(records.sort(byAge));
    });
  };

  /**
   * From the record itself, which who may write to it may read; the table `sys_journal_field`, where entries stand one by one, shows
   * nothing to most users and does not say so.
   */
  const notesOf = (ref: RemoteRef): Promise<TargetResult<RemoteObject['notes']>> => {
    const path = `/${table}/${ref.id}?sysparm_display_value=true&sysparm_fields=work_notes`;
    return andThen(call({ method: 'GET', path }, journal), ({ work_notes }) =>
      ok(markersIn(work_notes).map((marker) => ({ marker, ref }))),
    );
  };

  return {
    abilities: { find: true, edit: true, note: true, remove: true, chart: false },
    fields: fieldsWanted,
    find: async (incident, { ref: known }) =>
      andThen(known ? oneOrNone(read(known)) : recordsOf(incident), ([parent, ...others]) => {
        if (parent === undefined) return ok(undefined);
        const ref = refOf(parent);
        const revision = parseWriteMarker(markerOf(parent))?.to ?? 0;
        // What is closed for good cannot be taken away, and misleads nobody.
        const duplicates = others.filter((other) => !isFinal(other)).map(refOf);
        return andThen(notesOf(ref), (notes) => ok({ ref, revision, notes, duplicates }));
      }),
    create: async (document, write) => {
      const body = {
        contact_type: 'monitoring',
        ...settings.fields,
        ...(assignmentGroup && { assignment_group: assignmentGroup }),
        correlation_id: incidentKey(write.incident),
        ...content(document, write, fieldsWanted(document), settings),
      };
      return andThen(call({ method: 'POST', path: `/${table}?${SHOWN}`, body }, record), (made) => ok(refOf(made)));
    },
    edit: (ref, document, write) =>
      andThen(read(ref), (found) => {
        if (isFinal(found)) return closedForGood(found);
        const fields = untouched(fieldsWanted(document), fieldsFound(found, settings), write.ours);
        return patch(ref, content(document, write, fields, settings));
      }),
    note: (ref, note, write) => patch(ref, { work_notes: workNoteOf(note, write) }, 'sysparm_fields=sys_id'),
    remove: (duplicate, kept) => {
      const why = `Duplicate: this incident was filed twice by mistake, go on at ${kept.url ?? kept.id}`;
      const closed = { ...closing(settings, why), correlation_id: '', correlation_display: '' };
      return andThen(orGone(patch(duplicate, closed)), () => ok(undefined));
    },
  };
}

function closedForGood({ number }: ServiceNowRecord): TargetResult<never> {
  return rejected('gone', `ServiceNow: ${number} is closed for good`);
}
