import { type Duration, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { type CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import { breachCompositeName, logicalId, nameFault, stageFault } from '../model/names';
import { DeclarationError, Faults } from './faults';
import type { Team } from './team';

/** CloudWatch allows 100 children of one composite alarm. */
const MOST_CHILDREN = 100;
const LEAST_STEPS = 3;

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
   * Part of the service's customers that incidents are about: a region, a plan.
   * @default - all customers
   */
  readonly segment?: string;
  /** Where the runbook stands. */
  readonly runbookUrl: string;
  /** The first three (or more) things to do; they stand in the message itself. */
  readonly runbookFirstSteps: string[];
  /** How often the service's SLOs are reviewed. */
  readonly reviewCycle: Duration;
}

/** A service that makes promises: what one incident is about. Owns the composite alarm "any page tier of any of its SLOs". */
export class Service extends Construct {
  /** Name of the service. */
  readonly serviceName: string;
  /** Stage; part of every physical name. */
  readonly stage: string;
  /** Name of the composite alarm. */
  readonly breachAlarmName: string;
  /** @internal */
  readonly _props: ServiceProps;
  readonly #pageAlarms: string[] = [];
  #composite: CfnCompositeAlarm | undefined;

  /** @throws DeclarationError for names that are not allowed, a blank runbook or fewer than three first steps */
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { team, serviceName, stage = 'prod', segment, runbookUrl, runbookFirstSteps, reviewCycle } = props;
    new Faults()
      .add(stageFault(stage), nameFault('serviceName', serviceName, stage))
      .add(segment === undefined ? undefined : nameFault('segment', segment, stage))
      .add(
        /^https?:\/\/\S+$/.test(runbookUrl)
          ? undefined
          : `runbookUrl: got "${runbookUrl}", allowed is an http or https address`,
      )
      .add(
        runbookFirstSteps.filter((step) => step.trim() !== '').length < LEAST_STEPS
          ? `runbookFirstSteps: got ${runbookFirstSteps.length}, allowed are at least ${LEAST_STEPS} that are not blank`
          : undefined,
      )
      .throwAt(this.node.path);
    this.serviceName = serviceName;
    this.stage = stage;
    this.breachAlarmName = breachCompositeName(stage, serviceName);
    this._props = props;
    this.node.addMetadata('cdk-slo:review-cycle-days', reviewCycle.toDays({ integral: false }));
    this.node.addValidation({ validate: () => this.#validate() });
    Tags.of(this).add('owner', team.teamName);
    Tags.of(this).add('service', serviceName);
  }

  /** @internal */
  _watch(pageTiers: readonly CfnAlarm[]): void {
    this.#composite ??= this.#makeComposite();
    for (const alarm of pageTiers) {
      this.#pageAlarms.push(alarm.alarmName!);
      // The rule names its children, which CloudFormation cannot see; they must exist first.
      if (Stack.of(alarm) === Stack.of(this)) this.#composite.addResourceDependency(alarm);
    }
  }

  /** @internal Two SLOs of one name would overwrite each other's alarms and parameter. */
  _claim(slo: string, path: string): void {
    const claimed = claimedNames(this.node.root);
    const name = `${this.stage}/${slo}`;
    const by = claimed.get(name);
    if (by !== undefined)
      throw new DeclarationError(path, [
        `sloName: got "${slo}", which ${by} has in stage ${this.stage}; allowed is each name once`,
      ]);
    claimed.set(name, path);
  }

  #makeComposite(): CfnCompositeAlarm {
    const composite = new CfnCompositeAlarm(this, 'Breach', {
      alarmName: this.breachAlarmName,
      alarmDescription: `${this.serviceName} breaks a promise quickly: a page tier of one of its SLOs is in ALARM.`,
      alarmRule: Lazy.string({ produce: () => this.#pageAlarms.map((name) => `ALARM("${name}")`).join(' OR ') }),
    });
    composite.overrideLogicalId(logicalId('Breach', this.stage, this.serviceName));
    return composite;
  }

  #validate(): string[] {
    const count = this.#pageAlarms.length;
    return count > MOST_CHILDREN
      ? [
          `composite alarm ${this.breachAlarmName}: got ${count} page alarms, allowed are ${MOST_CHILDREN}: split the service by segment`,
        ]
      : [];
  }
}

const CLAIMS = new WeakMap<IConstruct, Map<string, string>>();

function claimedNames(root: IConstruct): Map<string, string> {
  const claims = CLAIMS.get(root) ?? new Map<string, string>();
  CLAIMS.set(root, claims);
  return claims;
}
