export { BACKUP_TOPIC_WARNING, BackupPager, type BackupPagerProps } from './constructs/backup-pager';
export type { DeliveryCanary, DeliveryCanaryProps } from './constructs/delivery-canary';
export { DeclarationError } from './constructs/faults';
export { IncidentResponse, type IncidentResponseProps } from './constructs/incident-response';
export {
  Audience,
  type GithubIssuesProps,
  githubIssues,
  type IIncidentTarget,
  type IncidentTargetConfig,
  type IncidentTargetProps,
  type SlackChannelProps,
  slackChannel,
} from './constructs/incident-target';
export { Interval } from './constructs/interval';
export { LambdaSignals, type LambdaSignalsProps } from './constructs/lambda-signals';
export { OPERATORS_WARNING } from './constructs/machinery-alarms';
export { Route } from './constructs/route';
export { Service, type ServiceProps } from './constructs/service';
export { Severity } from './constructs/severity';
export { type RatioProps, Sli } from './constructs/sli';
export { NO_DATA_WARNING, Slo, type SloProps } from './constructs/slo';
export { SloDashboard, type SloDashboardProps } from './constructs/slo-dashboard';
export { SloOverview, type SloOverviewProps } from './constructs/slo-overview';
export { Team, type TeamProps } from './constructs/team';
export type { TargetConfig } from './model/contracts/target-config';
