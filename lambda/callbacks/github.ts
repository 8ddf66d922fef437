import * as v from 'valibot';
import { parseWriteMarker } from '../../lib/model/names';
import { belongs, markerOf } from '../targets/github-issue';
import { hubSignature } from './hub-signature';
import type { CallbackKind, Heard } from './kind';
import { labelled, personName, shared, time } from './parts';

const user = v.object({ login: v.string(), type: v.string() });
const shape = v.object({
  action: v.string(),
  issue: v.object({
    number: v.pipe(v.number(), v.integer()),
    body: v.nullish(v.string()),
    labels: v.optional(v.array(v.object({ name: v.string() })), []),
    updated_at: time,
    pull_request: v.optional(v.unknown()),
  }),
  comment: v.optional(v.object({ body: v.string(), created_at: time, author_association: v.string(), user })),
  assignee: v.optional(v.nullable(user)),
  repository: v.object({ full_name: v.string() }),
  sender: user,
});
type Body = v.InferOutput<typeof shape>;

/**
 * GitHub, "Webhook events and payloads": the events `issues` and `issue_comment`. Which event it is says a header that is not signed, so
 * the body decides. Bots are no people; and because anybody may comment in a public repository, only comments of those count who belong
 * to it.
 */
export const github: CallbackKind = {
  signature: (request) => hubSignature(request, 'x-hub-signature-256'),
  read(body, { settings }) {
    const parsed = v.safeParse(shape, body);
    if (!parsed.success) return undefined;
    const { issue, repository, sender } = parsed.output;
    // Numbers count in one repository, and a webhook may serve several.
    const isOurs = repository.full_name.toLowerCase() === settings.repository?.toLowerCase();
    const about = aboutOf(issue);
    const deed = deedOf(parsed.output);
    if (!isOurs || issue.pull_request !== undefined || sender.type !== 'User') return undefined;
    if (about === undefined || deed === undefined) return undefined;
    return { ...deed, object: String(issue.number), ...about, by: personName(sender.login) };
  },
};

function deedOf({ action, issue, comment, assignee }: Body): Pick<Heard, 'at' | 'says'> | undefined {
  if (comment !== undefined) {
    const says = action === 'created' && belongs(comment.author_association) ? shared(comment.body) : undefined;
    return says && { at: comment.created_at, says };
  }
  const at = issue.updated_at;
  if (action === 'closed') return { at, says: { type: 'closed' } };
  return action === 'assigned' && assignee?.type === 'User' ? { at, says: { type: 'acknowledged' } } : undefined;
}

/** By label; or by the marker at the end, because labels are dropped in silence without push access. */
function aboutOf(issue: Body['issue']): Pick<Heard, 'incident'> | undefined {
  const incident = parseWriteMarker(markerOf(issue) ?? '')?.incident;
  return labelled(issue.labels.map(({ name }) => name)) ?? (incident === undefined ? undefined : { incident });
}
