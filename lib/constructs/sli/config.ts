import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { Measurement } from '../../model/contracts/measurement';

/** Who asks for an SLI: the service as Application Signals knows it. */
export interface SliContext {
  /** Name of the service in Application Signals. */
  readonly serviceName: string;
  /**
   * Its environment in Application Signals: `eks:prod/shop`, `ecs:prod`, `lambda:default`.
   * @default - the service declares none, and SLIs of its operations are refused
   */
  readonly environment?: string;
}

/** What an SLO makes of its SLI. */
export interface SliConfig {
  /**
   * What is wrong with the declaration, each saying what, got, allowed. With any, the rest is not used.
   * @default - nothing is wrong
   */
  readonly faults?: string[];
  /**
   * The SLI of a request-based SLO.
   * @default - it is period-based, and `sli` is given
   */
  readonly requestBasedSli?: CfnServiceLevelObjective.RequestBasedSliProperty;
  /**
   * The SLI of a period-based SLO.
   * @default - it is request-based, and `requestBasedSli` is given
   */
  readonly sli?: CfnServiceLevelObjective.SliProperty;
  /**
   * Where bad and total outcomes are counted: evidence, no-data, dashboards and the simulator read it.
   * @default - only together with faults
   */
  readonly measurement?: Measurement;
  /**
   * Application Signals refuses an SLO of an operation that has not reported yet, so such SLOs can be held back.
   * @default false
   */
  readonly needsReports?: boolean;
}

/** What is measured. Plug point: whatever counts good outcomes and bad ones can be an SLI. */
export interface ISli {
  /**
   * Says what is measured, once a service is known; called when the SLO is declared.
   *
   * @param context the service whose SLO it becomes
   */
  bind(context: SliContext): SliConfig;
}

/** An SLI that reads own metrics, to which the dimension of a segment can be added. */
export interface ISegmentable extends ISli {
  _segment(dimension: string, value: string): ISli;
}
