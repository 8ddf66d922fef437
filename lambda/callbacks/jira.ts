import * as v from 'valibot';
import { adfText } from './adf-text';
import { hubSignature } from './hub-signature';
import type { CallbackKind, Heard } from './kind';
import { labelled, personName, shared } from './parts';

const user = v.object({ displayName: v.optional(v.string()), accountType: v.optional(v.string(), 'atlassian') });
const shape = v.object({
  timestamp: v.number(),
  webhookEvent: v.string(),
  user: v.optional(user),
  issue: v.object({
    id: v.string(),
    fields: v.optional(
      v.object({
        labels: v.optional(v.array(v.string())),
        status: v.optional(v.object({ statusCategory: v.object({ key: v.string() }) })),
      }),
      {},
    ),
  }),
  comment: v.optional(v.object({ author: v.optional(user), body: v.union([v.string(), v.looseObject({})]) })),
  changelog: v.optional(
    v.object({
      items: v.array(v.object({ field: v.string(), from: v.nullish(v.string()), to: v.nullish(v.string()) })),
    }),
  ),
});
type Body = v.InferOutput<typeof shape>;

/**
 * Jira Cloud, "Webhooks": `jira:issue_updated` and `comment_created`. Apps are no people, and customers of a service project are none of
 * the team. An issue in a comment's callback has few fields, labels not among them [inferred]: then the ledger is searched.
 */
export const jira: CallbackKind = {
  signature: (request) => hubSignature(request, 'x-hub-signature'),
  read(body) {
    const parsed = v.safeParse(shape, body);
    if (!parsed.success) return undefined;
    const { timestamp: at, user: actor, issue, comment } = parsed.output;
    const { labels } = issue.fields;
    const about = labels === undefined ? {} : labelled(labels);
    const by = comment?.author ?? actor;
    const says = saysOf(parsed.output);
    if (by?.accountType !== 'atlassian' || says === undefined || about === undefined) return undefined;
    return { at, object: issue.id, ...about, by: personName(by.displayName), says };
  },
};

/** Text in wiki notation, or a document, as version 3 of the API has it [inferred]. */
function textOf(body: string | object): string {
  return typeof body === 'string' ? body : adfText(body);
}

function saysOf({ webhookEvent, comment, issue, changelog }: Body): Heard['says'] | undefined {
  if (webhookEvent === 'comment_created') return comment && shared(textOf(comment.body));
  if (webhookEvent !== 'jira:issue_updated') return undefined;
  const changed = (name: string) => changelog?.items.find(({ field }) => field === name);
  const category = changed('status') && issue.fields.status?.statusCategory.key;
  if (category === 'done') return { type: 'closed' };
  // Whoever takes a resolution away opens the issue again, which we do, too: nobody is on it yet.
  const { from, to } = changed('resolution') ?? {};
  const isReopened = Boolean(from) && !to;
  const isTaken = Boolean(changed('assignee')?.to) || (category === 'indeterminate' && !isReopened);
  return isTaken ? { type: 'acknowledged' } : undefined;
}
