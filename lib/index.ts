export { AlertPolicy, BurnRateTier, type BurnRateTierProps } from './constructs/alert-policy';
export { BACKUP_TOPIC_WARNING, BackupPager, type BackupPagerProps } from './constructs/backup-pager';
export { BudgetAlarms, type BudgetAlarmsProps } from './constructs/budget-alarms';
export { Component, type ComponentProps } from './constructs/component';
export type { DeliveryCanary, DeliveryCanaryProps } from './constructs/delivery-canary';
export { Enrichment } from './constructs/enrichment';
export { ExistingSlo } from './constructs/existing-slo';
export { DeclarationError } from './constructs/faults';
export { IncidentResponse } from './constructs/incident-response';
export type { IncidentResponseProps } from './constructs/incident-response-props';
export type { IncidentRulesProps } from './constructs/incident-rules-props';
export {
  Audience,
  type CallbackTargetProps,
  type IIncidentTarget,
  type IncidentTargetConfig,
  type IncidentTargetProps,
  type SecretTargetProps,
  type TargetCallbacksProps,
  type TargetPermission,
} from './constructs/incident-target';
export { type CalendarMonthsProps, Interval } from './constructs/interval';
export { Journey, type JourneyProps } from './constructs/journey';
export { JourneyRule } from './constructs/journey-rule';
export { Kpi, type KpiProps } from './constructs/kpi';
export { LambdaSignals, type LambdaSignalsProps } from './constructs/lambda-signals';
export { OPERATORS_WARNING } from './constructs/machinery-alarms';
export { Maintenance } from './constructs/maintenance';
export type {
  MaintenanceProps,
  MonthlyMaintenanceProps,
  RecurringMaintenanceProps,
  SingleMaintenanceProps,
  WeeklyMaintenanceProps,
} from './constructs/maintenance-props';
export { RefuseConversions } from './constructs/refuse-conversions';
export { RequireOwners } from './constructs/require-owners';
export { RequireSloDetails, SloDetail } from './constructs/require-slo-details';
export { Route } from './constructs/route';
export { SegmentedSlo, type SegmentedSloProps, Segments } from './constructs/segmented-slo';
export { COVERAGE_WARNING, Service } from './constructs/service';
export { DEFAULT_LOGS_QUERY, type ServiceLogsProps } from './constructs/service-logs';
export type { ServiceProps } from './constructs/service-props';
export { Severity } from './constructs/severity';
export type { SlackActionsProps } from './constructs/slack-actions';
export { type PresetProps, Sli } from './constructs/sli';
export type { ISli, SliConfig, SliContext } from './constructs/sli/config';
export { Dependency, type ServiceDependencyProps } from './constructs/sli/dependency';
export { GoodWhen } from './constructs/sli/good-when';
export type { OutcomesProps, SupportProps } from './constructs/sli/outcomes';
export type { ErrorRatioProps, MetricProps, RatioProps } from './constructs/sli/own-metrics';
export type { LatencyPercentileProps, PeriodAvailabilityProps, PeriodProps } from './constructs/sli/periods';
export type { LatencyProps } from './constructs/sli/requests';
export type { OperationProps } from './constructs/sli/service-operations';
export type { AppMonitorProps, CanaryDurationProps, CanaryProps, CanarySuccessProps } from './constructs/sli/sources';
export { Slo } from './constructs/slo';
export { SloDashboard, type SloDashboardProps } from './constructs/slo-dashboard';
export { SloOverview, type SloOverviewProps } from './constructs/slo-overview';
export type { SloProps } from './constructs/slo-props';
export type { ISlo } from './constructs/slo-reference';
export {
  AVERAGE_WARNING,
  FEW_PERIODS_WARNING,
  JARGON_WARNING,
  NO_DATA_WARNING,
  NO_EVIDENCE_WARNING,
  SINGLE_PERIOD_WARNING,
  SLOW_PAGING_WARNING,
} from './constructs/slo-warnings';
export { type CustomTargetProps, customTarget } from './constructs/targets/custom';
export { type EmailTopicProps, emailTopic } from './constructs/targets/email';
export { type GithubIssuesProps, githubIssues } from './constructs/targets/github';
export { type JiraIssuesProps, jiraIssues } from './constructs/targets/jira';
export { OPSITEMS_WARNING, type OpsItemsProps, opsItems } from './constructs/targets/opsitems';
export { type PagerDutyProps, pagerDuty } from './constructs/targets/pagerduty';
export { PagerDutyRegion } from './constructs/targets/pagerduty-region';
export { type ServiceNowIncidentsProps, serviceNowIncidents } from './constructs/targets/servicenow';
export { type SlackChannelProps, slackChannel } from './constructs/targets/slack';
export { type SignedWebhookProps, signedWebhook } from './constructs/targets/webhook';
export { type ZendeskTicketsProps, zendeskTickets } from './constructs/targets/zendesk';
export { Team, type TeamProps } from './constructs/team';
export { WayOut, type WayOutProps, type WaysOutProps } from './constructs/ways-out';
export { Weekday } from './constructs/weekday';
export type { Measurement, MetricReference, Series } from './model/contracts/measurement';
export type { TargetConfig } from './model/contracts/target-config';
export { type Allowance, allowance } from './model/slo';
export { SloStack, type SloStackProps } from './stacks/slo-stack';
