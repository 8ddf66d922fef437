import { githubTarget } from './github';
import { serviceNowTarget } from './servicenow';
import { slackTarget } from './slack';
import type { Target, TargetDependencies, TargetFactory } from './target';
import { zendeskTarget } from './zendesk';

/** Every kind of target, by the name that stands in its configuration. */
const KINDS: ReadonlyMap<string, TargetFactory> = new Map([
  ['slack', slackTarget],
  ['github', githubTarget],
  ['servicenow', serviceNowTarget],
  ['zendesk', zendeskTarget],
]);

/** @throws Error naming the target for an unknown kind or wrong settings */
export function createTarget(dependencies: TargetDependencies): Target {
  const { name, kind } = dependencies.config;
  const factory = KINDS.get(kind);
  if (factory === undefined)
    throw new Error(`target "${name}": got kind "${kind}", allowed are ${[...KINDS.keys()].join(', ')}`);
  try {
    return factory(dependencies);
  } catch (error) {
    throw new Error(`target "${name}": ${(error as Error).message}`);
  }
}
