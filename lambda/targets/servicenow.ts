import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { parseWriteMarker } from '../../lib/model/names';
import { notUnderstood } from './http';
import { serviceNowApi } from './servicenow-api';
import {
  byAge,
  closing,
  content,
  foundFields,
  isFinal,
  markerOf,
  record,
  type ServiceNowRecord,
  SHOWN,
  wantedFields,
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
export function serviceNowTarget({ config, secret, timeoutMs }: TargetDependencies): Target {
  const settings = serviceNowSettings(config.settings);
  const { apiUrl, table, assignmentGroup } = settings;
  const call = serviceNowApi({ apiUrl, isOauth: settings.oauth === 'on', secret, timeoutMs });

  const refOf = ({ sys_id: id }: ServiceNowRecord): RemoteRef => ({ id, url: `${apiUrl}/${table}.do?sys_id=${id}` });
  const read = ({ id }: RemoteRef) => call({ method: 'GET', path: `/${table}/${id}?${SHOWN}` }, record);

  /** To a closed record ServiceNow refuses writes in the words that it has for missing roles. */
  const patch = async (ref: RemoteRef, body: object, shown = SHOWN): Promise<TargetResult<RemoteRef>> => {
    const patched = await call({ method: 'PATCH', path: `/${table}/${ref.id}?${shown}`, body }, record);
    if (patched.outcome === 'ok') return ok(refOf(patched.value));
    if (patched.outcome !== 'rejected' || !patched.why.includes('HTTP 403')) return patched;
    const found = await read(ref);
    return found.outcome === 'ok' && isFinal(found.value) ? closedForGood(found.value) : patched;
  };

  /** Oldest first. A query that is not understood is ignored by ServiceNow, and everything answers. */
  const recordsOf = async (incident: string): Promise<TargetResult<ServiceNowRecord[]>> => {
    const wanted = correlation(incident);
    const query = encodeURIComponent(`correlation_id=${wanted}^ORDERBYsys_created_on`);
    const path = `/${table}?sysparm_query=${query}&sysparm_limit=${MOST_ROWS}&${SHOWN}`;
    const found = await call({ method: 'GET', path }, v.array(record));
    if (found.outcome !== 'ok') return found;
    const records = found.value.filter(({ correlation_id }) => correlation_id === wanted);
    if (records.length === 0 && found.value.length > 0) return notUnderstood('ServiceNow ignored the query', true);
    return ok(records.sort(byAge));
  };

  /**
   * From the record itself, which who may write to it may read; the table `sys_journal_field`, where entries stand one by one, shows
   * nothing to most users and does not say so.
   */
  const notesOf = async (ref: RemoteRef): Promise<TargetResult<RemoteObject['notes']>> => {
    const path = `/${table}/${ref.id}?sysparm_display_value=true&sysparm_fields=work_notes`;
    const found = await call({ method: 'GET', path }, journal);
    return found.outcome === 'ok' ? ok(markersIn(found.value.work_notes).map((marker) => ({ marker, ref }))) : found;
  };

  return {
    abilities: { find: true, edit: true, note: true, remove: true, chart: false },
    fields: wantedFields,
    async find(incident, { ref }): Promise<TargetResult<RemoteObject | undefined>> {
      const known = ref === undefined ? await recordsOf(incident) : existing(await read(ref));
      if (known.outcome !== 'ok') return known;
      const [parent, ...others] = known.value;
      if (parent === undefined) return ok(undefined);
      const notes = await notesOf(refOf(parent));
      if (notes.outcome !== 'ok') return notes;
      const revision = parseWriteMarker(markerOf(parent))?.to ?? 0;
      // What is closed for good cannot be taken away, and misleads nobody.
      const duplicates = others.filter((other) => !isFinal(other)).map(refOf);
      return ok({ ref: refOf(parent), revision, notes: notes.value, duplicates });
    },
    async create(document, write) {
      const body = {
        contact_type: 'monitoring',
        ...settings.fields,
        ...(assignmentGroup && { assignment_group: assignmentGroup }),
        correlation_id: correlation(write.incident),
        ...content(document, write, wantedFields(document), settings),
      };
      const created = await call({ method: 'POST', path: `/${table}?${SHOWN}`, body }, record);
      return created.outcome === 'ok' ? ok(refOf(created.value)) : created;
    },
    async edit(ref, document, write) {
      const found = await read(ref);
      if (found.outcome !== 'ok') return found;
      if (isFinal(found.value)) return closedForGood(found.value);
      const fields = untouched(wantedFields(document), foundFields(found.value, settings), write.ours);
      return patch(ref, content(document, write, fields, settings));
    },
    async note(ref, note, write) {
      return patch(ref, { work_notes: workNoteOf(note, write) }, 'sysparm_fields=sys_id');
    },
    async remove(duplicate, kept) {
      const why = `Duplicate: this incident was filed twice by mistake, go on at ${kept.url ?? kept.id}`;
      const closed = await patch(duplicate, { ...closing(settings, why), correlation_id: '', correlation_display: '' });
      const isGone = closed.outcome === 'rejected' && closed.reason === 'gone';
      return closed.outcome === 'ok' || isGone ? ok(undefined) : closed;
    },
  };
}

/**
 * Stands in a query: nothing may be in it that a query understands.
 * @throws RangeError when the incident is none of ours
 */
function correlation(incident: string): string {
  if (/^inc-[0-9a-z]+$/.test(incident)) return `slo-${incident}`;
  throw new RangeError(`incident: got ${JSON.stringify(incident)}, allowed is "inc-" with letters and digits`);
}

function closedForGood({ number }: ServiceNowRecord): TargetResult<never> {
  return rejected('gone', `ServiceNow: ${number} is closed for good`);
}

/** None when somebody deleted it. */
function existing(found: TargetResult<ServiceNowRecord>): TargetResult<ServiceNowRecord[]> {
  if (found.outcome === 'rejected' && found.reason === 'gone') return ok([]);
  return found.outcome === 'ok' ? ok([found.value]) : found;
}
