import type { FakeAnswer } from './server';
import { refused } from './slack-answers';

/** What the reference of each method asks for; of several, one is enough. */
const NEEDED: readonly (readonly [method: RegExp, scopes: readonly string[]])[] = [
  [/^chat\./, ['chat:write']],
  [/^conversations\.(history|replies)$/, ['channels:history', 'groups:history']],
  [/^conversations\.info$/, ['channels:read', 'groups:read']],
  [/^files\./, ['files:write']],
  [/^usergroups\./, ['usergroups:read']],
];

/** What Slack says to a token that may not call a method; nothing when it may. */
export function scopeFault(method: string, granted: ReadonlySet<string>): FakeAnswer | undefined {
  const needed = NEEDED.find(([pattern]) => pattern.test(method))?.[1];
  if (needed === undefined || needed.some((scope) => granted.has(scope))) return undefined;
  const { status, body } = refused('missing_scope');
  return { status, body: { ...(body as object), needed: needed[0], provided: [...granted].join(',') } };
}

/** Every scope that a method asks for. */
export const ALL_SCOPES: readonly string[] = NEEDED.flatMap(([, scopes]) => scopes);
