import { type EnrichmentName, parseEnrichmentNames } from '../lib/model/contracts/enrichment-name';
import { parseRules, type SomeRules } from '../lib/model/contracts/incident-rules';
import { parseSlackActions, type SlackActionsConfig } from '../lib/model/contracts/slack-actions';
import { parseTargetConfigs, type TargetConfig } from '../lib/model/contracts/target-config';

/** What the response stack tells its functions. */
export interface Environment {
  readonly stage: string;
  readonly tableName: string;
  readonly signalQueueUrl: string;
  readonly deliveryQueueUrl: string;
  readonly targets: readonly TargetConfig[];
  /** Nothing where nothing is found out about incidents. */
  readonly enrichQueueUrl: string | undefined;
  /** Nothing where people cannot say anything to an incident. */
  readonly commandQueueUrl: string | undefined;
  /** What the stack sets; the rest has its default. */
  readonly rules: SomeRules;
  readonly enrichments: readonly EnrichmentName[];
  /** Nothing where messages in Slack have no buttons. */
  readonly slackActions: SlackActionsConfig | undefined;
}

/** @throws Error naming the variable that is missing or wrong: a function that cannot work must not start. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const slackActions = optional(env, 'SLACK_ACTIONS');
  return {
    stage: required(env, 'STAGE'),
    tableName: required(env, 'TABLE_NAME'),
    signalQueueUrl: required(env, 'SIGNAL_QUEUE_URL'),
    deliveryQueueUrl: required(env, 'DELIVERY_QUEUE_URL'),
    targets: parsed('TARGETS', parseTargetConfigs, required(env, 'TARGETS')),
    enrichQueueUrl: optional(env, 'ENRICH_QUEUE_URL'),
    commandQueueUrl: optional(env, 'COMMAND_QUEUE_URL'),
    rules: parsed('RULES', parseRules, optional(env, 'RULES') ?? '{}'),
    enrichments: parsed('ENRICHMENTS', parseEnrichmentNames, optional(env, 'ENRICHMENTS') ?? '[]'),
    slackActions: slackActions === undefined ? undefined : parsed('SLACK_ACTIONS', parseSlackActions, slackActions),
  };
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = optional(env, name);
  if (value === undefined) throw new Error(`environment variable ${name} is missing`);
  return value;
}

function optional(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name];
  return value === '' ? undefined : value;
}

function parsed<T>(name: string, parse: (text: string) => T, text: string): T {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`environment variable ${name}: ${(error as Error).message}`);
  }
}
