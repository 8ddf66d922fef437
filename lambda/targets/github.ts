import { ok, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { incidentKey, parseWriteMarker } from '../../lib/model/names';
import { noteMarkdown } from '../../lib/render/markdown';
import { andThen, oneOrNone, orGone } from './and-then';
import { githubApi, pagesOf } from './github-api';
import {
  bodyOf,
  comment,
  fieldsFound,
  fieldsWanted,
  type Issue,
  isInsider,
  issue,
  labelsOf,
  markerOf,
  noteRef,
  patchOf,
  refOf,
  withMarker,
  withoutMarker,
} from './github-issue';
import { apiUrl, required, settingsOf } from './settings';
import type { RemoteObject, RemoteRef, Target, TargetDependencies } from './target';
import { untouched } from './untouched';

export const githubSettings = settingsOf({
  repository: required(/^[\w.-]+\/[\w.-]+$/, 'owner/name'),
  apiUrl: apiUrl('https://api.github.com'),
});

/** Clocks differ; a look-up begins a little before the write in doubt. */
const LOOK_BACK_MS = 60_000;

/**
 * GitHub issues: one issue per incident, with comments, closed when the incident is resolved. Markers stand in HTML comments at
 * the end of bodies, which readers do not see. The label `slo-<incident>` is for look-ups, `priority: P2` for boards.
 * Secret: `token` with issues: write; without push access GitHub drops labels in silence, and look-ups go by marker.
 */
export function githubTarget({ config, ...access }: TargetDependencies): Target {
  const { repository, apiUrl: address } = githubSettings(config.settings);
  const api = githubApi(`${address}/repos/${repository}/issues`, access);
  const patch = (id: string | number, body: object) => api({ method: 'PATCH', path: `/${id}`, body }, issue);
  const read = ({ id }: RemoteRef) => api({ method: 'GET', path: `/${id}` }, issue);

  /**
   * Oldest first. By label; and, because GitHub drops labels in silence without push access, by marker among the issues that insiders
   * created since.
   */
  const issuesOf = async (incident: string, since: number): Promise<TargetResult<Issue[]>> => {
    const label = incidentKey(incident);
    const isNew = ({ created_at }: Issue) => Date.parse(created_at) >= since - LOOK_BACK_MS;
    const isMarked = (found: Issue) => markerOf(found)?.startsWith(`${incident}:`) === true;
    const labelled = await pagesOf(api, `?labels=${label}&state=all`, issue);
    if (labelled.outcome !== 'ok') return labelled;
    const own = labelled.value.filter(({ labels }) => labels.some(({ name }) => name === label));
    const marked = oldestFirst(own.filter(isMarked));
    if (marked.length > 0) return ok(marked);
    // Somebody may have removed the marker, or have given an issue of theirs our label: a new one is believed, several are not.
    const [unmarked] = oldestFirst(own.filter(isNew));
    if (unmarked !== undefined) return ok([unmarked]);
    const recent = await pagesOf(api, '?state=all&sort=created&direction=desc', issue, (page) => !page.every(isNew));
    if (recent.outcome !== 'ok') return recent;
    return ok(oldestFirst(recent.value.filter((found) => isMarked(found) && isInsider(found))));
  };

  return {
    abilities: { find: true, edit: true, note: true, remove: true, chart: false },
    fields: fieldsWanted,
    async create(document, write) {
      const { title, state } = fieldsWanted(document);
      const body = { title, body: bodyOf(document, write), labels: labelsOf(document, write.incident) };
      const created = await api({ method: 'POST', path: '', body }, issue);
      if (created.outcome !== 'ok') return created;
      const ref = refOf(created.value);
      if (state !== 'closed') return ok(ref);
      // Issues are born open. One that is not closed now is in doubt: it is looked for, and the edit that follows closes it.
      const closed = await patch(ref.id, patchOf({ state }));
      return closed.outcome === 'ok' ? ok(ref) : unknown('serverError', closed.why);
    },
    edit: (ref, document, write) =>
      andThen(read(ref), (found) => {
        const changes = untouched(fieldsWanted(document), fieldsFound(found), write.ours);
        const body = { ...patchOf(changes, found.labels), body: bodyOf(document, write) };
        return andThen(patch(ref.id, body), (edited) => ok(refOf(edited)));
      }),
    note(ref, note, write) {
      const body = { body: withMarker(noteMarkdown(note), write) };
      return andThen(api({ method: 'POST', path: `/${ref.id}/comments`, body }, comment), (added) =>
        ok(noteRef(added)),
      );
    },
    async find(incident, { since, ref }): Promise<TargetResult<RemoteObject | undefined>> {
      const known = ref === undefined ? await issuesOf(incident, since) : await oneOrNone(read(ref));
      if (known.outcome !== 'ok') return known;
      const [parent, ...others] = known.value;
      if (parent === undefined) return ok(undefined);
      const comments = await pagesOf(api, `/${parent.number}/comments`, comment);
      if (comments.outcome !== 'ok') return comments;
      const notes = comments.value.flatMap((said) => {
        const marker = markerOf(said);
        const isOurs = isInsider(said) || (said.user?.id !== undefined && said.user.id === parent.user?.id);
        return marker === undefined || !isOurs ? [] : [{ marker, ref: noteRef(said) }];
      });
      const revision = parseWriteMarker(markerOf(parent) ?? '')?.to ?? 0;
      return ok({ ref: refOf(parent), revision, notes, duplicates: others.map(refOf) });
    },
    // Issues cannot be deleted without the rights of an administrator. One call does all of it, so there is no half-way.
    remove: (duplicate, kept, incident) =>
      andThen(orGone(read(duplicate)), async (found) => {
        if (found === undefined) return ok(undefined);
        const said = `Duplicate of #${kept.id}: this incident was filed twice by mistake, go on there.`;
        const closed = patch(found.number, {
          state: 'closed',
          state_reason: 'duplicate',
          labels: found.labels.map(({ name }) => name).filter((name) => name !== incidentKey(incident)),
          body: `${said}\n\n${withoutMarker(found)}`,
        });
        return andThen(closed, () => ok(undefined));
      }),
  };
}

function oldestFirst(issues: readonly Issue[]): Issue[] {
  return issues.filter(({ pull_request }) => pull_request === undefined).sort((a, b) => a.number - b.number);
}
