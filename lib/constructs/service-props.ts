import type { Duration } from 'aws-cdk-lib';
import type { AlertPolicy } from './alert-policy';
import type { Component } from './component';
import type { Maintenance } from './maintenance';
import type { Service } from './service';
import type { ServiceLogsProps } from './service-logs';
import type { Team } from './team';
import type { WaysOutProps } from './ways-out';

/** Properties of a service. */
export interface ServiceProps {
  /** Who owns it. */
  readonly team: Team;
  /** Name of the service: letters, digits, ".", "_", "-". */
  readonly serviceName: string;
  /**
   * Stage; part of every physical name, so that two stages may share an account. Letters and digits.
   * @default 'prod'
   */
  readonly stage?: string;
  /**
   * Part of the service's customers that incidents are about: a region, a plan. Another segment is another `Service`.
   * @default - all customers
   */
  readonly segment?: string;
  /** Where the runbook stands. */
  readonly runbookUrl: string;
  /** The first three (or more) things to do; they stand in the message itself. */
  readonly runbookFirstSteps: string[];
  /** How often the service's SLOs are reviewed. */
  readonly reviewCycle: Duration;
  /**
   * Date of the last review, `2026-11-02`: whoever reviews the SLOs changes it. `slo check` finds reviews that are overdue.
   * @default - nobody has said, which `slo check` finds
   */
  readonly reviewedOn?: string;
  /**
   * The service's environment in Application Signals: `eks:prod/shop`, `ecs:prod`, `lambda:default`. SLIs of its operations need it.
   * @default - none: its SLIs are of own metrics
   */
  readonly environment?: string;
  /**
   * The service's name in Application Signals; a Lambda function's is that of the function.
   * @default - the service's name
   */
  readonly applicationSignalsName?: string;
  /**
   * Which alarms watch its SLOs, unless one says otherwise.
   * @default AlertPolicy.recommended()
   */
  readonly alertPolicy?: AlertPolicy;
  /**
   * The parts of application and infrastructure behind it, with the telemetry that each delivers. Synth warns of what is missing.
   * @default - none are named
   */
  readonly components?: Component[];
  /**
   * Times in which its SLOs count nothing and its alarms tell nobody; not for planned surges, which have to be survived.
   * @default - none
   */
  readonly maintenance?: Maintenance[];
  /**
   * Services of the stage that it cannot do without, wherever in the app. Incidents along the way name each other; they are not merged.
   * @default - it needs none
   */
  readonly dependsOn?: Service[];
  /**
   * The usual ways out of an outage; they stand in the message itself.
   * @default - nobody has written them down
   */
  readonly waysOut?: WaysOutProps;
  /**
   * How many customers or tickets report trouble in an ordinary hour. How bad reports of support count depends on it.
   * @default - none are usual
   */
  readonly usualReportsPerHour?: number;
  /**
   * Where its logs are. Each of its SLOs gets a saved query in CloudWatch Logs Insights, `<stage>/<slo>/bad requests`, which messages
   * link to.
   * @default - messages link to no logs
   */
  readonly logs?: ServiceLogsProps;
  /**
   * Whether SLOs of its operations are not deployed yet: Application Signals refuses an SLO of an operation that has not reported. Set it for
   * a stage whose code has not run yet.
   * @default false
   */
  readonly holdBackOperations?: boolean;
  /**
   * Whether there is a composite alarm `<stage>-<service>-rollback` for deployments: on while the fastest page tier of an SLO AND
   * its evidence are in ALARM. Costs 0.50 dollars a month (https://aws.amazon.com/cloudwatch/pricing/).
   * @default false
   */
  readonly rollbackAlarm?: boolean;
}
