import { createHmac, randomUUID } from 'node:crypto';
import type { Comment, GithubUser, Issue } from './github-issue';
import type { FakeCallbacks } from './server';

export interface GithubEvent {
  readonly event: 'issues' | 'issue_comment';
  readonly action: string;
  readonly issue: Issue;
  readonly comment?: Comment;
  readonly assignee?: GithubUser;
  readonly sender: GithubUser;
}

/**
 * Tells of it as GitHub's webhooks do (GitHub, "Webhook events and payloads", "Validating webhook deliveries"), once: what fails is not sent
 * again by itself.
 */
export async function tell(
  { url, signingSecret }: FakeCallbacks,
  repository: string,
  { event, ...said }: GithubEvent,
): Promise<void> {
  const payload = JSON.stringify({ ...said, repository: { full_name: repository } });
  await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/0000000',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': signature(payload, signingSecret),
    },
    body: payload,
  }).catch(() => undefined);
}

export function signature(payload: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`;
}

/** The events of a change, one for each kind of change. */
export function actionsOf(before: Issue | undefined, after: Issue): string[] {
  if (before === undefined) return ['opened'];
  const edited = before.title !== after.title || before.body !== after.body ? ['edited'] : [];
  const moved = before.state === after.state ? [] : [after.state === 'closed' ? 'closed' : 'reopened'];
  const had = new Set(before.labels.map(({ name }) => name));
  const has = new Set(after.labels.map(({ name }) => name));
  const labeled = [...has].filter((name) => !had.has(name)).map(() => 'labeled');
  const unlabeled = [...had].filter((name) => !has.has(name)).map(() => 'unlabeled');
  const assigned = after.assignees.length > before.assignees.length ? ['assigned'] : [];
  return [...edited, ...labeled, ...unlabeled, ...assigned, ...moved];
}
