import type { AlertPolicy } from './alert-policy';
import type { BudgetAlarms } from './budget-alarms';
import type { ExistingSlo } from './existing-slo';
import type { Interval } from './interval';
import type { Maintenance } from './maintenance';
import type { Service } from './service';
import type { ISli } from './sli/config';

/** Properties of an SLO. */
export interface SloProps {
  /** The service that makes the promise. */
  readonly service: Service;
  /** Name of the SLO: letters, digits, ".", "_", "-"; with the stage at most 127 characters. */
  readonly sloName: string;
  /** What is measured. */
  readonly sli: ISli;
  /** Percent of good outcomes that is promised, above 1 and below 100: `99.9`. Kept as the exact decimal. */
  readonly attainmentGoal: number;
  /** The promise as a customer would say it: "Your order goes through." */
  readonly promise: string;
  /** What a breach costs the business. */
  readonly businessImpact: string;
  /**
   * Time over which attainment is measured.
   * @default Interval.rolling(Duration.days(28))
   */
  readonly interval?: Interval;
  /**
   * Percent that customers were promised by contract. The goal may not be below it: it has to warn before the contract is broken.
   * @default - no contract
   */
  readonly sla?: number;
  /**
   * Percent of the error budget that is left when the SLO counts as in danger, above 0 and below 100.
   * @default 50
   */
  readonly warningThreshold?: number;
  /**
   * Which alarms watch the error budget, and whom they tell.
   * @default - the service's policy
   */
  readonly alertPolicy?: AlertPolicy;
  /**
   * Alarms on what is left of the error budget.
   * @default - none
   */
  readonly budgetAlarms?: BudgetAlarms;
  /**
   * Whether the fastest tier is SEV1 instead of SEV2.
   * @default false
   */
  readonly critical?: boolean;
  /**
   * Whether customers notice a breach.
   * @default true
   */
  readonly customerFacing?: boolean;
  /**
   * The feature whose promise this is.
   * @default - none
   */
  readonly feature?: string;
  /**
   * Part of the customers whose promise this is: a plan, a region, a device. Incidents are about it alone.
   * @default - the segment of the service, or all customers
   */
  readonly segment?: string;
  /**
   * Who agreed to the goal: names or roles of people who were asked.
   * @default - nobody is named
   */
  readonly agreedBy?: string[];
  /**
   * What is measured and why, for readers who do not know the service.
   * @default - none
   */
  readonly explanation?: string;
  /**
   * What agents may tell customers while the promise is not kept: "We know that orders fail, and are working on it." Written and
   * reviewed by people, at most 500 characters, in words that customers use.
   * @default - messages for support suggest a neutral sentence
   */
  readonly reply?: string;
  /**
   * What to look for in the logs of its service, in the query language of CloudWatch Logs Insights; at most 1,000 characters.
   * @default - the query of the service's logs
   */
  readonly logsQuery?: string;
  /**
   * What Application Signals shows beside the SLO.
   * @default - the promise
   */
  readonly description?: string;
  /**
   * Requests (or data points of a period-based SLI) per hour when traffic is least. Decides after how many silent minutes "no data" is
   * more than chance, and whether a few bad requests can call someone.
   * @default - unknown: there is no no-data alarm, and synth warns
   */
  readonly requestsPerHourAtTrough?: number;
  /**
   * Times in which it counts nothing and its alarms tell nobody, beside those of its service: at most ten exclusion windows together.
   * Not for planned surges, which have to be survived.
   * @default - those of the service
   */
  readonly maintenance?: Maintenance[];
  /**
   * An SLO that exists already and becomes this one, with its history.
   * @default - a new SLO named `<stage>-<sloName>`
   */
  readonly adopts?: ExistingSlo;
  /**
   * Whether nothing is deployed yet, because the operation has not reported to Application Signals.
   * @default - as the service says for its operations (`ServiceProps.holdBackOperations`)
   */
  readonly holdBack?: boolean;
}
