import { type Issue, picked, refused } from './jira-issue';
import type { FakeAnswer } from './server';

const LABEL = /^project = "([^"\\]+)" AND labels = "([^"\\]+)"$/;
const OPEN_OF_TYPE = /^project = "([^"\\]+)" AND issuetype = "([^"\\]+)" AND statusCategory != Done$/;

/** `GET /search/jql` over what the index shows, for the two forms of JQL that are used here: newest first, and no fields unless asked for. */
export function search(issues: readonly Issue[], query: URLSearchParams): FakeAnswer {
  const jql = query.get('jql') ?? '';
  const test = matcher(jql);
  if (test === undefined) return refused(400, [`Error in the JQL Query: ${jql}`]);
  const found = issues
    .filter(test)
    .toReversed()
    .slice(0, Number(query.get('maxResults') ?? 50));
  const properties = query.get('properties')?.split(',');
  const shown = found.map((issue) => ({
    id: issue.id,
    ...(properties && { properties: picked(issue.properties, properties) }),
  }));
  return { status: 200, body: { issues: shown } };
}

function matcher(jql: string): ((issue: Issue) => boolean) | undefined {
  const [, home, label] = LABEL.exec(jql) ?? [];
  if (label !== undefined) return ({ key, fields }) => key.startsWith(`${home}-`) && fields.labels.includes(label);
  const [, project, type] = OPEN_OF_TYPE.exec(jql) ?? [];
  if (project === undefined) return undefined;
  return ({ key, fields: { issuetype, status } }) => {
    const { id, name } = (issuetype ?? {}) as { id?: string; name?: string };
    return key.startsWith(`${project}-`) && [id, name].includes(type) && status.statusCategory.key !== 'done';
  };
}
