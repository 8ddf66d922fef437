import { emailTarget } from './email';
import { githubTarget } from './github';
import { jiraTarget } from './jira';
import { opsItemsTarget } from './opsitems';
import { ownTarget } from './own';
import { pagerdutyTarget } from './pagerduty';
import { serviceNowTarget } from './servicenow';
import { slackTarget } from './slack';
import type { Target, TargetDependencies, TargetFactory } from './target';
import { webhookTarget } from './webhook';
import { zendeskTarget } from './zendesk';

/** Every kind of target, by the name that stands in its configuration. */
const KINDS: ReadonlyMap<string, TargetFactory> = new Map([
  ['slack', slackTarget],
  ['github', githubTarget],
  ['jira', jiraTarget],
  ['pagerduty', pagerdutyTarget],
  ['email', emailTarget],
  ['servicenow', serviceNowTarget],
  ['webhook', webhookTarget],
  ['zendesk', zendeskTarget],
  ['opsitems', opsItemsTarget],
]);

/** What may be the name of a file. */
const OWN_KIND = /^[a-z0-9-]+$/;

/** @throws Error naming the target for an unknown kind or wrong settings */
export function createTarget(dependencies: TargetDependencies): Target {
  const { name, kind } = dependencies.config;
  const factory = KINDS.get(kind);
  if (factory === undefined)
    throw new Error(`target "${name}": got kind "${kind}", allowed are ${[...KINDS.keys()].join(', ')}`);
  try {
    return factory(dependencies);
  } catch (error) {
    throw fault(name, error);
  }
}

/**
 * The same, and for every other kind a target of the user's own.
 * @throws Error naming the target, and the file that does not load or is no target
 */
export async function loadTarget(dependencies: TargetDependencies): Promise<Target> {
  const { name, kind } = dependencies.config;
  if (KINDS.has(kind) || !OWN_KIND.test(kind)) return createTarget(dependencies);
  return ownTarget(dependencies).catch((error: unknown) => {
    throw fault(name, error);
  });
}

function fault(name: string, error: unknown): Error {
  return new Error(`target "${name}": ${(error as Error).message}`);
}
