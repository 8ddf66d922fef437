import { type Comment, type Issue, refused } from './jira-issue';
import type { FakeAnswer } from './server';

/** Comments are listed up to this many at once, and asked for by so many ids. */
const LARGEST_PAGE = 5000;
const MOST_IDS = 1000;

/** `GET /issue/{id}/comment`, which does not tell properties. */
export function commentsOf({ comments }: Issue, query: URLSearchParams): FakeAnswer {
  const [startAt, asked] = [Number(query.get('startAt') ?? 0), Number(query.get('maxResults') ?? 100)];
  const maxResults = Math.min(asked, LARGEST_PAGE);
  const ordered = query.get('orderBy') === '-created' ? comments.toReversed() : comments;
  const page = ordered.slice(startAt, startAt + maxResults).map(withoutProperties);
  return { status: 200, body: { startAt, maxResults, total: comments.length, comments: page } };
}

/** `POST /comment/list`, which tells them to who asks. */
export function listed(issues: readonly Issue[], { ids = [] }: { ids?: unknown }, query: URLSearchParams): FakeAnswer {
  const wanted = ids as readonly number[];
  if (wanted.length === 0 || wanted.length > MOST_IDS) return refused(400, ['Allowed are 1 to 1000 ids.']);
  const found = issues.flatMap(({ comments }) => comments).filter(({ id }) => wanted.includes(Number(id)));
  const values = query.get('expand') === 'properties' ? found : found.map(withoutProperties);
  return { status: 200, body: { isLast: true, startAt: 0, maxResults: MOST_IDS, total: values.length, values } };
}

function withoutProperties({ properties: _, ...comment }: Comment): object {
  return comment;
}
