import { refused } from './github-rules';
import type { FakeAnswer } from './server';

/** What the repository is like, and what the token may. */
export interface GithubAccess {
  readonly isArchived: boolean;
  readonly hasIssues: boolean;
  readonly isPrivate: boolean;
  readonly mayPush: boolean;
  readonly scopes: readonly string[];
  readonly tokenEnds: string | undefined;
}

export function repositoryAnswer(full_name: string, access: GithubAccess): FakeAnswer {
  const { isArchived: archived, hasIssues: has_issues, isPrivate, mayPush: push } = access;
  return { status: 200, body: { full_name, archived, has_issues, private: isPrivate, permissions: { push } } };
}

/** Classic tokens say what they may, and those that end say when. */
export function tokenHeaders({ scopes, tokenEnds }: GithubAccess): Record<string, string> {
  return {
    ...(scopes.length > 0 && { 'x-oauth-scopes': scopes.join(', ') }),
    ...(tokenEnds !== undefined && { 'github-authentication-token-expiration': tokenEnds }),
  };
}

export function moved(): FakeAnswer {
  return { ...refused(301, 'Moved Permanently'), headers: { location: 'https://api.github.com/repositories/1' } };
}
