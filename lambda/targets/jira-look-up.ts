import * as v from 'valibot';
import { ok, type TargetResult } from '../../lib/model/contracts/target-result';
import { incidentKey } from '../../lib/model/names';
import { andThen } from './and-then';
import type { JiraApi } from './jira-api';
import { candidate, markerIn, PROPERTY } from './jira-issue';
import type { JiraSettings } from './jira-settings';
import type { RemoteObject } from './target';

const id = v.string();
export const comment = v.object({ id });
const property = v.object({ value: v.unknown() });
const found = v.object({ issues: v.array(candidate) });
const listed = v.object({ comments: v.array(comment) });
const told = v.object({ values: v.array(v.object({ id, properties: v.optional(v.array(property), []) })) });

/**
 * The incident's issues, oldest first: ids are given in the order of creation. The label only finds candidates, the property decides;
 * properties cannot be searched for. In other projects of the site other targets may tell of the same incident.
 */
export function issuesOf(
  call: JiraApi,
  { fields }: JiraSettings,
  incident: string,
): Promise<TargetResult<{ id: string }[]>> {
  const { project } = fields as { readonly project?: { readonly key?: string } };
  const within = project?.key === undefined ? '' : `project = ${JSON.stringify(project.key)} AND `;
  const jql = encodeURIComponent(`${within}labels = ${JSON.stringify(incidentKey(incident))}`);
  return andThen(call('GET', `/search/jql?properties=${PROPERTY}&jql=${jql}`, found), ({ issues }) =>
    ok(byId(issues.filter(({ properties }) => markerIn(properties[PROPERTY]).startsWith(`${incident}:`)))),
  );
}

/**
 * Notes under an issue, oldest first; of very many the newest, because a note in doubt is a new one. The list of comments does not tell
 * their properties, so these are asked for by id, of which Jira takes a thousand.
 */
export function notesOf(call: JiraApi, path: string): Promise<TargetResult<RemoteObject['notes']>> {
  return andThen(call('GET', `${path}/comment?orderBy=-created&maxResults=1000`, listed), ({ comments }) => {
    const body = { ids: comments.map((each) => Number(each.id)) };
    if (body.ids.length === 0) return ok([]);
    return andThen(call('POST', '/comment/list?expand=properties', told, body, true), ({ values }) => {
      const notes = byId(values).flatMap(({ id, properties }) =>
        properties.map(({ value }) => ({ marker: markerIn(value), ref: { id } })),
      );
      return ok(notes.filter(({ marker }) => marker));
    });
  });
}

function byId<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => Number(a.id) - Number(b.id));
}
