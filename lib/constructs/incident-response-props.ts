import type { ILambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { DeliveryCanaryProps } from './delivery-canary';
import type { Enrichment } from './enrichment';
import type { IncidentRulesProps } from './incident-rules-props';
import type { IIncidentTarget } from './incident-target';
import type { SlackActionsProps } from './slack-actions';
import type { Team } from './team';

/** Properties of an incident response. */
export interface IncidentResponseProps {
  /**
   * Stage whose SLOs are answered. One response stack per account, region and stage.
   * @default 'prod'
   */
  readonly stage?: string;
  /**
   * Who answers for the response itself: its resources carry the team's name as tag `owner`.
   * @default - the team of the canary, and without one nobody
   */
  readonly team?: Team;
  /**
   * Where incidents are told; at least one.
   * @default - OpsItems of Systems Manager by the name "tickets", which need no credentials
   */
  readonly targets?: IIncidentTarget[];
  /**
   * By which numbers incidents live.
   * @default - every rule has its default
   */
  readonly rules?: IncidentRulesProps;
  /**
   * What is found out about incidents after their first message; none makes neither the function nor its queue. An incident with
   * one SLO asks for about 20 metrics each time, most for dependencies and operations: 0.02 USD a day while it is open at SEV1 or
   * SEV2, and nothing while there is none. Resting, it costs 0.20 USD a month for two alarms, and up to 0.33 for the polling of
   * its queue beyond the million requests to SQS that are free [inferred: five pollers that each wait for 20 s].
   * @default - all
   */
  readonly enrichments?: Enrichment[];
  /**
   * Buttons below incidents in Slack: acknowledge, mitigated, false positive, cause, note. They come in through a function URL that
   * faces the internet and trusts nothing but Slack's signature; its address is `slackActionsUrl`. Costs 0.30 USD a month for three
   * alarms, 0.40 for the signing secret, and up to 0.26 for the polling of its queue.
   * @default - no buttons, no address
   */
  readonly slackActions?: SlackActionsProps;
  /**
   * Topic that hears when the machinery itself is in trouble; subscribe people to it directly. The policy of an imported
   * topic must let `cloudwatch.amazonaws.com` publish; synth warns, because it cannot see it.
   * @default - a new topic
   */
  readonly operators?: ITopic;
  /**
   * Test alarms that take the whole way every 15 minutes, and an SLO of our own on them: without, a way that is broken in
   * silence is noticed at the next real alarm. Costs about 2.30 USD a month (0.20 two alarms, 1.40 the SLO's alarms and composite,
   * 0.60 two metrics, 0.13 Application Signals); 2,900 invocations and calls are below a cent or free.
   * @default - no canaries
   */
  readonly canary?: DeliveryCanaryProps;
  /**
   * How a new version of the functions takes over: it is taken back when functions fail or signals wait meanwhile. The first
   * deployment is not staged, because there is nothing to go back to. While versions move (5 minutes by default) both are at
   * work, and CloudFormation waits. Nothing can be deployed while one of those alarms is on already: bring the fix with
   * `LambdaDeploymentConfig.ALL_AT_ONCE`, which asks no alarm. A quiet stage shows a tenth of its few events to the new version in
   * five minutes; `LINEAR_10PERCENT_EVERY_1MINUTE` takes ten and shows about half.
   * @default LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES
   */
  readonly rollout?: ILambdaDeploymentConfig;
  /**
   * How long the functions' logs are kept.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;
  /**
   * Whether the functions are instrumented for Application Signals, as one service `incident-response-<stage>`; they are traced in any case.
   * Costs 0.6 s at each cold start, and up to about 1.40 USD a month: 43,200 passes with up to 20 calls each, at 1.50 USD a million.
   * @default true
   */
  readonly applicationSignals?: boolean;
  /**
   * Layer of that instrumentation: one of `AWSOpenTelemetryDistroJs` in the stack's region.
   * @default - the version that this release knows for the region; synth fails where it knows none
   */
  readonly signalsLayer?: ILayerVersion;
}
