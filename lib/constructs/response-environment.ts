import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { SomeRules } from '../model/contracts/incident-rules';
import type { SlackActionsConfig } from '../model/contracts/slack-actions';
import type { TargetConfig } from '../model/contracts/target-config';
import type { Enrichment } from './enrichment';
import type { ResponseQueues } from './response-queues';

/** What the functions of a response are told, before it is text. */
export interface ResponseEnvironment {
  readonly stage: string;
  readonly table: ITable;
  readonly queues: ResponseQueues;
  readonly targets: readonly TargetConfig[];
  readonly rules: SomeRules;
  readonly enrichments: readonly Enrichment[];
  /** @default - no buttons */
  readonly slackActions?: SlackActionsConfig;
}

/** Environment variables of the functions; lambda/environment.ts reads them. */
export function responseEnvironment(scope: Construct, told: ResponseEnvironment): Record<string, string> {
  const { stage, table, queues, targets, rules, enrichments, slackActions } = told;
  const json = (value: unknown) => Stack.of(scope).toJsonString(value);
  return {
    STAGE: stage,
    TABLE_NAME: table.tableName,
    SIGNAL_QUEUE_URL: queues.signals.queueUrl,
    DELIVERY_QUEUE_URL: queues.deliveries.queueUrl,
    TARGETS: json(targets),
    // Without tokens they are plain texts in the template, which the simulator reads.
    RULES: JSON.stringify(rules),
    ENRICHMENTS: JSON.stringify(enrichments.map(({ name }) => name)),
    ...(queues.enrichments && { ENRICH_QUEUE_URL: queues.enrichments.queueUrl }),
    ...(queues.commands && { COMMAND_QUEUE_URL: queues.commands.queueUrl }),
    ...(slackActions && { SLACK_ACTIONS: json(slackActions) }),
  };
}
