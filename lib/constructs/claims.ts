import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Physical names that are taken, per app and environment, with the path of the construct that has each. */
const CLAIMS = new WeakMap<IConstruct, Map<string, string>>();

/** What has names of its own: an SLO and an alarm may be called the same. */
export type NameSpace = 'alarm' | 'catalogue' | 'dashboard' | 'kpi' | 'mute rule' | 'objective' | 'stack';

/**
 * Claims a physical name in the account and region of the construct's stack.
 * @returns path of the construct that has the name already; nothing when it was free
 */
export function claim(construct: IConstruct, space: NameSpace, name: string): string | undefined {
  const { root, path } = construct.node;
  const claims = CLAIMS.get(root) ?? new Map<string, string>();
  CLAIMS.set(root, claims);
  const key = `${Stack.of(construct).environment} ${space} ${name}`;
  const holder = claims.get(key);
  if (holder === undefined) claims.set(key, path);
  return holder;
}
