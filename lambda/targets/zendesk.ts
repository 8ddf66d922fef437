import { ok, rejected, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { incidentKey } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { documentPlain, notePlain } from '../../lib/render/plain';
import { andThen } from './and-then';
import type { Fields, RemoteObject, RemoteRef, Target, TargetDependencies, Write } from './target';
import { untouched } from './untouched';
import { CREATED_BEFORE, type Ticket, ticketPath, zendeskApi } from './zendesk-api';
import { oneTicket, readComments, readTicket, readTicketsOf } from './zendesk-reads';
import { zendeskSettings } from './zendesk-settings';
import {
  fieldsFound,
  fieldsWanted,
  internal,
  markerOf,
  revisionOf,
  signed,
  tagsOfPeople,
  tagsWanted,
} from './zendesk-ticket';

const LINKED = 'It is over. Solve this with a public comment: linked tickets of customers get it.';
const MOVED = 'It is over. Solve this: we may not be in the group that it was moved to.';

/**
 * Zendesk: one problem ticket per incident, found by its external id `slo-<incident>`. Subject, priority, status and tags follow the
 * incident; the conversation holds internal notes only, the first of which is the document as it was in the beginning. The revision
 * travels in the tag `slo_r<n>`, the markers of notes in their last line `[slo:…]`, which counts in our own internal notes alone.
 * Secret: `clientId` and `clientSecret` of a confidential OAuth client. We are whoever made it, who may edit all tickets of the group and
 * comment on them; scopes `read` and `tickets:write`.
 */
export function zendeskTarget({ config, ...access }: TargetDependencies): Target {
  const { base, groupId, customFields, onHold, solveLinked } = zendeskSettings(config.settings);
  const call = zendeskApi(base, access);

  const refOf = ({ id }: Ticket): RemoteRef => ({ id: String(id), url: `${base}/agent/tickets/${id}` });
  const post = (document: NeutralDocument, write: Write, key: string) => {
    const { title: subject, priority } = fieldsWanted(document);
    // What is undefined is not sent.
    const created = {
      type: 'problem',
      external_id: incidentKey(write.incident),
      subject,
      priority,
      status: 'open',
      tags: tagsWanted(document, write.revision, []),
      ...internal(signed(documentPlain(document), write.incident)),
      group_id: groupId && Number(groupId),
      custom_fields: Object.entries(customFields).map(([id, value]) => ({ id: Number(id), value })),
    };
    const headers = { 'idempotency-key': key };
    return call({ method: 'POST', path: '/tickets.json', headers, body: { ticket: created } }, oneTicket);
  };
  const put = (id: RemoteRef['id'], change: object) =>
    call({ method: 'PUT', path: ticketPath(id), body: { ticket: change } }, oneTicket);
  /** Only while it stands as we read it: tags are replaced together, those of people included. */
  const change = ({ id, updated_at }: Ticket, wanted: object) =>
    put(String(id), { ...wanted, safe_update: true, updated_stamp: updated_at });
  /** Why it is not ours to solve: customers hear of it, or Zendesk refuses an assignee who is not in the ticket's group. */
  const leftToPeople = ({ has_incidents, assignee_id, group_id }: Ticket) => {
    if (has_incidents && !solveLinked) return LINKED;
    return !assignee_id && groupId && String(group_id) !== groupId ? MOVED : undefined;
  };
  /** What becomes of the status; people's finer states stay while it is open. A status of the incident is news once. */
  const statusChange = (found: Ticket, state: Fields['state'], { status }: NeutralDocument): object => {
    const isNews = !found.tags.includes(`slo_${status}`);
    if (state === 'open') return { status: 'open' };
    if (state === 'closed') {
      const left = leftToPeople(found);
      if (!left) return solved(found);
      return isNews ? internal(left) : {};
    }
    const [from, to] = status === 'mitigated' ? [/new|open/, 'hold'] : [/hold/, 'open'];
    return onHold && isNews && status !== 'resolved' && from.test(found.status) ? { status: to } : {};
  };

  return {
    abilities: { find: true, edit: true, rewrite: false, note: true, remove: true, chart: false },
    fields: fieldsWanted,
    async create(document, write) {
      const key = `${incidentKey(write.incident)}-create`;
      let created = await post(document, write, key);
      if (created.outcome === 'unknown' && created.why === CREATED_BEFORE) {
        const earlier = await readTicketsOf(call, write.incident);
        if (earlier.outcome !== 'ok') return earlier;
        // It is adopted by whoever looks. Where there is none a person deleted it, and another one is asked for.
        if (earlier.value.length > 0) return created;
        created = await post(document, write, `${key}-r${write.revision}`);
      }
      if (created.outcome !== 'ok') return created;
      const made = created.value.ticket;
      if (document.status !== 'resolved') return ok(refOf(made));
      const closed = await change(made, solved(made));
      return closed.outcome === 'ok' ? ok(refOf(made)) : unknown('serverError', closed.why);
    },
    async edit(ref, document, write) {
      const read = await readTicket(call, ref);
      if (read.outcome !== 'ok') return read;
      const [found] = read.value;
      if (found === undefined) return rejected('gone', 'deleted');
      const ours = untouched(fieldsWanted(document), fieldsFound(found), write.ours);
      const edited = change(found, {
        subject: ours.title,
        priority: ours.priority,
        ...statusChange(found, ours.state, document),
        tags: tagsWanted(document, write.revision, found.tags),
      });
      return done(edited, ref);
    },
    note: (ref, note, write) => done(put(ref.id, internal(signed(notePlain(note), write.marker))), ref),
    async find(incident, { ref }): Promise<TargetResult<RemoteObject | undefined>> {
      const known = ref === undefined ? await readTicketsOf(call, incident) : await readTicket(call, ref);
      if (known.outcome !== 'ok') return known;
      const [oldest, ...others] = known.value;
      if (oldest === undefined) return ok(undefined);
      const comments = await readComments(call, oldest);
      if (comments.outcome !== 'ok') return comments;
      const notes = comments.value.flatMap((said) => {
        const marker = markerOf(said, oldest);
        return marker === undefined ? [] : [{ marker, ref: { id: String(said.id) } }];
      });
      return ok({ ref: refOf(oldest), revision: revisionOf(oldest), notes, duplicates: others.map(refOf) });
    },
    // Agents may not delete. One call does all of it, so there is no half-way.
    async remove(duplicate, kept, incident) {
      const read = await readTicket(call, duplicate);
      if (read.outcome !== 'ok') return read;
      const [extra] = read.value;
      // What is closed for good can be changed no more.
      if (extra?.external_id !== incidentKey(incident) || extra.status === 'closed') return ok(undefined);
      const closed = change(extra, {
        external_id: 'slo-duplicate',
        tags: [...tagsOfPeople(extra.tags), 'slo_duplicate'],
        ...internal(`Duplicate of #${kept.id}: go on there.`),
        // Tickets of customers that somebody linked would be solved with it.
        ...(extra.has_incidents || leftToPeople(extra) ? {} : solved(extra)),
      });
      return done(closed, undefined);
    },
  };
}

/** Zendesk solves nothing that is nobody's: where nobody took it, it is ours. */
function solved({ assignee_id, submitter_id }: Ticket): object {
  return { status: 'solved', ...(assignee_id ? {} : { assignee_id: submitter_id }) };
}

function done<T>(write: Promise<TargetResult<unknown>>, value: T): Promise<TargetResult<T>> {
  return andThen(write, () => ok(value));
}
