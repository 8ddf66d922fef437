import * as v from 'valibot';
import { ok, rejected, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import type { NeutralDocument } from '../../lib/model/wording/document';
import type { Fields, RemoteObject, RemoteRef, Target, TargetDependencies, Write } from './target';
import { untouched } from './untouched';
import { CREATED_BEFORE, type Ticket, ticketPath, zendeskApi } from './zendesk-api';
import { oneTicket, readComments, readTicket, readTicketsOf } from './zendesk-reads';
import { zendeskSettings } from './zendesk-settings';
import {
  description,
  externalId,
  fieldsFound,
  fieldsWanted,
  markerOf,
  noteBody,
  revisionOf,
  tagsOf,
} from './zendesk-ticket';

const SOLVE_YOURSELF =
  'It is over. Tickets of customers are linked to this problem: solve it with a public comment, which all of them get.';
const noted = v.object({ audit: v.object({ events: v.array(v.object({ id: v.number(), type: v.string() })) }) });

/**
 * Zendesk: one problem ticket per incident, found by its external id `slo-<incident>`. Subject, priority, status and tags follow the
 * incident; the conversation holds internal notes only, the first of which is the document as it was in the beginning. The revision
 * travels in the tag `slo_r<n>`, the markers of notes in their last line `[slo:…]`, which counts in our own internal notes alone.
 * Secret: `email` of an agent and `apiToken`; the agent may edit all tickets of its group and comment on them.
 */
export function zendeskTarget({ config, ...access }: TargetDependencies): Target {
  const { base, groupId, customFields, onHold, solveLinked } = zendeskSettings(config.settings);
  const call = zendeskApi(base, access);

  const refOf = ({ id }: Ticket): RemoteRef => ({ id: String(id), url: `${base}/agent/tickets/${id}` });
  const post = (document: NeutralDocument, write: Write, key: string) => {
    const { title: subject, priority } = fieldsWanted(document);
    const created = {
      type: 'problem',
      external_id: externalId(write.incident),
      subject,
      ...(priority && { priority }),
      status: document.status === 'mitigated' && onHold ? 'hold' : 'open',
      tags: tagsOf(document, write.revision, []),
      comment: { body: description(document, write.incident), public: false },
      ...(groupId && { group_id: Number(groupId) }),
      custom_fields: Object.entries(customFields).map(([id, value]) => ({ id: Number(id), value })),
    };
    const headers = { 'idempotency-key': key };
    return call({ method: 'POST', path: '/tickets.json', headers, body: { ticket: created } }, oneTicket);
  };
  /** Only while it stands as we read it: tags are replaced together, those of people included. */
  const put = ({ id, updated_at }: Ticket, change: object) => {
    const body = { ticket: { ...change, safe_update: true, updated_stamp: updated_at } };
    return call({ method: 'PUT', path: ticketPath(id), body }, oneTicket);
  };
  /** What becomes of the status; people's finer states stay while it is open. `isNews`: the incident's status was another one. */
  const statusChange = (found: Ticket, { state }: Fields, { status }: NeutralDocument, isNews: boolean): object => {
    if (state === 'closed' && found.has_incidents && !solveLinked)
      return isNews ? { comment: { body: SOLVE_YOURSELF, public: false } } : {};
    if (state === 'closed') return solved(found);
    if (state === 'open') return { status: 'open' };
    if (!onHold || !isNews) return {};
    if (status === 'mitigated' && /^(new|open)$/.test(found.status)) return { status: 'hold' };
    return status === 'open' && found.status === 'hold' && found.tags.includes('slo_mitigated')
      ? { status: 'open' }
      : {};
  };

  return {
    abilities: { find: true, edit: true, note: true, remove: true, chart: false },
    fields: fieldsWanted,
    async create(document, write) {
      const key = `${externalId(write.incident)}-create`;
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
      const closed = await put(made, solved(made));
      return closed.outcome === 'ok' ? ok(refOf(made)) : unknown('serverError', closed.why);
    },
    async edit(ref, document, write) {
      const read = await readTicket(call, ref);
      if (read.outcome !== 'ok') return read;
      const found = read.value;
      if (found === undefined) return rejected('gone', 'Zendesk: the ticket was deleted');
      const change = untouched(fieldsWanted(document), fieldsFound(found), write.ours);
      const isNews = !found.tags.includes(`slo_${document.status}`);
      const edited = await put(found, {
        ...(change.title && { subject: change.title }),
        ...(change.priority && { priority: change.priority }),
        ...statusChange(found, change, document, isNews),
        tags: tagsOf(document, write.revision, found.tags),
      });
      return edited.outcome === 'ok' ? ok(refOf(edited.value.ticket)) : edited;
    },
    async note(ref, note, write) {
      const body = { ticket: { comment: { body: noteBody(note, write.marker), public: false } } };
      const added = await call({ method: 'PUT', path: ticketPath(ref.id), body }, noted);
      if (added.outcome !== 'ok') return added;
      const event = added.value.audit.events.find(({ type }) => type === 'Comment');
      return ok({ id: String(event?.id ?? ref.id), ...(ref.url && { url: ref.url }) });
    },
    async find(incident, { ref }): Promise<TargetResult<RemoteObject | undefined>> {
      const known = ref === undefined ? await readTicketsOf(call, incident) : await readTicket(call, ref);
      if (known.outcome !== 'ok') return known;
      const [oldest, ...others] = [known.value ?? []].flat();
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
      const extra = read.value;
      // What is closed for good can be changed no more.
      if (extra?.external_id !== externalId(incident) || extra.status === 'closed') return ok(undefined);
      const body = `Duplicate of #${kept.id}: this incident was filed twice by mistake, go on there.`;
      const closed = await put(extra, {
        external_id: `slo-duplicate-of-${kept.id}`,
        tags: [...extra.tags.filter((tag) => !/^slo(_|$)/.test(tag)), 'slo_duplicate'],
        comment: { body, public: false },
        // Tickets of customers that somebody linked would be solved with it.
        ...(extra.has_incidents ? {} : solved(extra)),
      });
      return closed.outcome === 'ok' ? ok(undefined) : closed;
    },
  };
}

/** Zendesk solves nothing that is nobody's: where nobody took it, it is ours. */
function solved({ assignee_id, submitter_id }: Ticket): object {
  return { status: 'solved', ...(assignee_id ? {} : { assignee_id: submitter_id }) };
}
