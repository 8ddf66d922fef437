import * as v from 'valibot';
import { ok, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { incidentKey } from '../../lib/model/names';
import { documentAdf, noteAdf } from './adf';
import { andThen, orGone } from './and-then';
import { jiraApi } from './jira-api';
import {
  ASKED,
  fieldsFound,
  fieldsWanted,
  type Issue,
  issue,
  marked,
  newFields,
  revisionOf,
  writtenFields,
} from './jira-issue';
import { comment, issuesOf, notesOf } from './jira-look-up';
import { jiraSettings } from './jira-settings';
import { wayTo } from './jira-workflow';
import type { RemoteRef, Target, TargetDependencies } from './target';
import { untouched } from './untouched';

/** Comments of service projects are seen by customers unless they say this; elsewhere it means nothing. */
const INTERNAL = { key: 'sd.public.comment', value: { internal: true } };

const created = v.object({ id: v.string(), key: v.string() });
const done = v.unknown();
const nothing = () => ok<unknown>(undefined);

/**
 * Jira Cloud: one issue per incident, of the type incident, on the component of its service, closed when the incident is resolved. Labels:
 * `slo-<incident>` for look-ups, `slo:<SLO>` for boards. Markers travel in properties of the issue and of its comments.
 * Secret: `email` and `apiToken` of an account with the project permissions Browse Projects, Create Issues, Edit Issues, Transition Issues
 * and Add Comments. A token with scopes needs read:jira-work, write:jira-work and read:jira-user.
 */
export function jiraTarget({ config, ...access }: TargetDependencies): Target {
  const settings = jiraSettings(config.settings);
  const { site, apiUrl, transitions, closing } = settings;
  const call = jiraApi(apiUrl, access);

  const refOf = ({ id, key }: v.InferOutput<typeof created>) => ({ id, url: `${site}/browse/${key}` });
  const read = (ref: RemoteRef) => call('GET', `${pathOf(ref)}?${ASKED}`, issue);
  /** Moves an issue; where Jira offers no way, nothing does. */
  const mover = (found: Issue, state: 'open' | 'closed') => {
    const id = wayTo(state, found.transitions, transitions)?.id;
    const body = { transition: { id }, ...(state === 'closed' && (closing as object)) };
    return id && (() => call('POST', `${pathOf(found)}/transitions`, done, body));
  };
  const close = (ref: RemoteRef) =>
    andThen(read(ref), (found) => {
      const isOpen = fieldsFound(found).state === 'open';
      return ((isOpen && mover(found, 'closed')) || nothing)();
    });

  return {
    abilities: { find: true, edit: true, note: true, remove: true, chart: false },
    fields: (document) => fieldsWanted(document, settings),
    create: (document, write) => {
      const body = { fields: newFields(document, write, settings), ...marked(write.marker) };
      return andThen(call('POST', '/issue', created, body), async (added) => {
        const ref = refOf(added);
        // Issues are born open. One that is not closed now is in doubt: it is looked for, and the edit that follows closes it.
        const left = document.status === 'resolved' ? await close(ref) : nothing();
        return left.outcome === 'ok' ? ok(ref) : unknown('serverError', left.why);
      });
    },
    edit: (ref, document, { marker, ours }) =>
      andThen(read(ref), (found) => {
        const wanted = fieldsWanted(document, settings);
        const shown = fieldsFound(found);
        const changes = untouched(wanted, shown, ours);
        const { state } = wanted;
        const isElsewhere = state !== shown.state;
        const move = isElsewhere && mover(found, state);
        // Only its readers can move it then.
        const notice = !isElsewhere || move ? '' : `Please move this to a status that is ${state}: we cannot.`;
        const write = () =>
          call('PUT', pathOf(ref), done, {
            fields: { description: documentAdf(document, notice), ...writtenFields(changes) },
            ...marked(marker),
          });
        const moving = (changes.state && move) || nothing;
        // Workflows may let nobody edit what is closed.
        const [first, second] = state === 'closed' ? [write, moving] : [moving, write];
        return andThen(andThen<unknown, unknown>(first(), second), () => ok(refOf(found)));
      }),
    note: (ref, note, { marker }) =>
      call('POST', `${pathOf(ref)}/comment`, comment, { body: noteAdf(note), ...marked(marker, INTERNAL) }),
    find: async (incident, { ref }) =>
      andThen(ref ? ok([ref]) : issuesOf(call, settings, incident), ([first, ...duplicates]) => {
        if (first === undefined) return ok(undefined);
        const noted = (found: Issue) =>
          andThen(notesOf(call, pathOf(first)), (notes) =>
            ok({ ref: refOf(found), revision: revisionOf(found), notes, duplicates }),
          );
        return orGone(andThen(read(first), noted));
      }),
    // Issues cannot be deleted without the rights of an administrator. Closed first: while it can be found, whoever was cut off goes on.
    remove: (duplicate, kept, incident) =>
      orGone(
        andThen(close(duplicate), () =>
          call('PUT', pathOf(duplicate), done, {
            fields: { description: noteAdf({ paragraphs: [`Duplicate of ${kept.url ?? kept.id}: go on there.`] }) },
            update: { labels: [{ remove: incidentKey(incident) }] },
            ...marked(''),
          }),
        ),
      ) as Promise<TargetResult<void>>,
  };
}

function pathOf({ id }: RemoteRef): string {
  return `/issue/${encodeURIComponent(id)}`;
}
