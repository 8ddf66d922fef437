import type { CallbackKindName } from '../../lib/model/contracts/callback';
import type { TargetConfig } from '../../lib/model/contracts/target-config';
import { SigningSecrets } from '../doors/signing-secrets';
import type { Secrets } from '../secrets';
import type { Listener } from './door';
import { github } from './github';
import { jira } from './jira';
import type { CallbackKind } from './kind';
import { pagerduty } from './pagerduty';
import { zendesk } from './zendesk';

const KINDS: Readonly<Record<CallbackKindName, CallbackKind>> = { github, jira, pagerduty, zendesk };

/**
 * Who may tell us something, by the name of the target.
 * @throws Error for a target whose kind signs nothing: a function that cannot check must not start
 */
export function listenersOf(
  targets: readonly TargetConfig[],
  secrets: Pick<Secrets, 'values'>,
  now: () => number,
): ReadonlyMap<string, Listener> {
  const kinds = new Map<string, CallbackKind>(Object.entries(KINDS));
  return new Map(
    targets.flatMap(({ name, kind: kindName, settings, callbacks }) => {
      if (callbacks === undefined) return [];
      const kind = kinds.get(kindName);
      if (kind === undefined)
        throw new Error(
          `target "${name}": callbacks: got kind "${kindName}", allowed are ${[...kinds.keys()].join(', ')}`,
        );
      const signing = new SigningSecrets((fresh) => secrets.values(callbacks.secretArn, fresh), now);
      const hasSigned: Listener['hasSigned'] = (signature) => signing.haveSigned(signature);
      return [[name, { target: name, kind, settings, hasSigned }] as const];
    }),
  );
}
