import type { TargetConfig } from '../model/contracts/target-config';
import type { Ticket } from './ticket-systems';

export const GITHUB_TOKEN = 'ghp-local';

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly html_url: string;
  readonly body: string | null;
  readonly labels: readonly { readonly name: string }[];
  readonly created_at: string;
}

interface Comment {
  readonly body: string;
  readonly created_at: string;
}

/** What stands in the repository of a target, at GitHub's emulator. */
export async function githubTickets(url: string, { name, settings }: TargetConfig): Promise<Ticket[]> {
  const { repository } = settings;
  const issues = await read<Issue[]>(`${url}/repos/${repository}/issues?state=all&per_page=100`);
  return Promise.all(
    issues.map(async ({ number, title, state, html_url, body, labels, created_at }) => {
      const comments = await read<Comment[]>(`${url}/repos/${repository}/issues/${number}/comments?per_page=100`);
      return {
        target: name,
        system: 'GitHub',
        isMarkdown: true,
        id: String(number),
        name: `#${number}`,
        title,
        state,
        isClosed: state === 'closed',
        url: html_url,
        body: body ?? '',
        labels: labels.map((label) => label.name),
        createdAt: created_at,
        comments: comments.map((comment) => comment.body),
        commentedAt: comments.map((comment) => comment.created_at),
      };
    }),
  );
}

async function read<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${GITHUB_TOKEN}` } });
  return (await response.json()) as T;
}
