import { Annotations, Stack, Tags } from 'aws-cdk-lib';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { catalogueParameterName, EVIDENCE, logicalId, NO_DATA, objectiveName } from '../model/names';
import { AWS_RECIPE, lookbacks } from '../model/slo';
import { catalogueEntryOf, silentMinutes } from './catalogue-entry';
import { claim } from './claims';
import { Faults } from './faults';
import type { Interval } from './interval';
import type { Service } from './service';
import type { Sli } from './sli';
import { SloAlarms } from './slo-alarms';

/** Id of the warning that an SLO has no no-data alarm; acknowledge it where traffic really reaches zero. */
export const NO_DATA_WARNING = 'cdk-slo:no-data-undeclared';

/** Properties of an SLO. */
export interface SloProps {
  /** The service that makes the promise. */
  readonly service: Service;
  /** Name of the SLO: letters, digits, ".", "_", "-"; with the stage at most 127 characters. */
  readonly sloName: string;
  /** What is measured. */
  readonly sli: Sli;
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
   * Whether the fast tier is SEV1 instead of SEV2.
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
   * What is measured and why, for readers who do not know the service.
   * @default - none
   */
  readonly explanation?: string;
  /**
   * What Application Signals shows beside the SLO.
   * @default - the promise
   */
  readonly description?: string;
  /**
   * Requests per hour when traffic is least. Decides after how many silent minutes "no data" is more than chance.
   * @default - unknown: there is no no-data alarm, and synth warns
   */
  readonly requestsPerHourAtTrough?: number;
}

/**
 * A service level objective: the Application Signals SLO, its burn-rate, evidence and no-data alarms and its catalogue entry.
 * Nothing in it depends on where in the tree it stands.
 */
export class Slo extends Construct {
  /** Name of the SLO. */
  readonly sloName: string;
  /** Name in Application Signals: `<stage>-<sloName>`. */
  readonly objectiveName: string;
  /** ARN in Application Signals. @attribute */
  readonly sloArn: string;
  /** Its alarms by kind: `fast`, `slow`, `ticket`, `evidence`, `no-data`. */
  readonly alarms: Readonly<Record<string, CfnAlarm>>;
  /** What the catalogue records. */
  readonly entry: CatalogueEntry;

  /** @throws DeclarationError naming every fault of the declaration */
  constructor(scope: Construct, id: string, props: SloProps) {
    super(scope, id);
    const { service, sloName } = props;
    this.entry = catalogueEntryOf(this.node.path, props);
    this.sloName = sloName;
    this.objectiveName = objectiveName(service.stage, sloName);
    this.#place(props);
    this.sloArn = this.#objective(props).attrArn;
    this.alarms = this.#alarms(props);
    this.#catalogue();
    Tags.of(this).add('owner', service._props.team.teamName);
    Tags.of(this).add('service', service.serviceName);
    Tags.of(this).add('stage', service.stage);
    if (props.feature !== undefined) Tags.of(this).add('feature', props.feature);
    service._admit(this);
  }

  /** Two SLOs of one name would overwrite each other; and the composite alarm of the service names this one's alarms. */
  #place({ service, sloName }: SloProps): void {
    const [mine, its] = [Stack.of(this), Stack.of(service)];
    const holder = claim(this, this.objectiveName);
    new Faults()
      .add(
        holder === undefined
          ? undefined
          : `sloName: got "${sloName}", which ${holder} has in stage ${service.stage}; allowed is each name once`,
        mine === its
          ? undefined
          : `service: got one of stack ${its.stackName}, allowed is one of the SLO's own stack ${mine.stackName}: CloudWatch deletes no alarm that a composite alarm in another stack still names`,
      )
      .throwAt(this.node.path);
  }

  #objective(props: SloProps): CfnServiceLevelObjective {
    const { interval, attainmentGoal } = this.entry;
    const objective = new CfnServiceLevelObjective(this, 'Resource', {
      name: this.objectiveName,
      description: props.description ?? this.entry.promise,
      requestBasedSli: props.sli._render(),
      goal: {
        attainmentGoal: Number(attainmentGoal),
        interval: { rollingInterval: { duration: (interval as { days: number }).days, durationUnit: 'DAY' } },
      },
      burnRateConfigurations: lookbacks(AWS_RECIPE).map((lookBackWindowMinutes) => ({ lookBackWindowMinutes })),
    });
    objective.overrideLogicalId(logicalId('Slo', this.entry.stage, this.sloName));
    return objective;
  }

  #alarms(props: SloProps): Record<string, CfnAlarm> {
    const alarms = new SloAlarms(this, this.entry);
    const made = Object.fromEntries(this.entry.tiers.map((tier) => [tier.alarm, alarms.tier(tier)]));
    made[EVIDENCE] = alarms.evidence();
    const silent = silentMinutes(props);
    if (silent !== undefined) made[NO_DATA] = alarms.noData(silent);
    else Annotations.of(this).addWarningV2(NO_DATA_WARNING, this.#noDataWarning(props.requestsPerHourAtTrough));
    return made;
  }

  #noDataWarning(requestsPerHour: number | undefined): string {
    const got =
      requestsPerHour === undefined
        ? 'got nothing; declare how many requests come in the quietest hour'
        : `got ${requestsPerHour}, so few that a day of silence may be chance`;
    return `${this.sloName} has no no-data alarm: requestsPerHourAtTrough: ${got}, or acknowledge this`;
  }

  #catalogue(): void {
    const { stage } = this.entry;
    const parameter = new CfnParameter(this, 'Catalogue', {
      name: catalogueParameterName(stage, this.sloName),
      type: 'String',
      description: `Catalogue entry of the SLO ${this.objectiveName}`,
      value: JSON.stringify(this.entry),
    });
    parameter.overrideLogicalId(logicalId('Catalogue', stage, this.sloName));
  }
}
