import { Annotations, type Duration, Lazy, Tags } from 'aws-cdk-lib';
import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { breachCompositeName, logicalId, nameFault, serviceMuteRuleName, stageFault } from '../model/names';
import type { AlertPolicy } from './alert-policy';
import { claim } from './claims';
import { type Component, type Coverage, missingSignals } from './component';
import { durationFault } from './duration-fault';
import { maintenanceFaults } from './exclusion-windows';
import { Faults, isToken } from './faults';
import type { Maintenance } from './maintenance';
import { MuteRules } from './mute-rules';
import type { SliContext } from './sli/config';
import type { Slo } from './slo';
import type { Team } from './team';

/** Id of the warning that a part behind a service does not deliver logs, metrics or traces. */
export const COVERAGE_WARNING = 'cdk-slo:coverage';

/** CloudWatch allows 100 children of one composite alarm. */
const MOST_CHILDREN = 100;
const LEAST_STEPS = 3;
const LONGEST_STEP = 300;
/** It stands in the description of every alarm, which has 1024 characters for all its parts. */
const LONGEST_URL = 300;

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
   * Whether SLOs of its operations are not deployed yet: Application Signals refuses an SLO of an operation that has not reported. Set it for
   * a stage whose code has not run yet.
   * @default false
   */
  readonly holdBackOperations?: boolean;
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
  /** As Application Signals knows it. @internal */
  readonly _signals: SliContext;
  /** @internal */
  readonly _coverage: Coverage[];
  /** Name of the service with its segment: begins the names of what belongs to both. @internal */
  readonly _label: string;
  /** Name of its dashboard, once it has one: what an overview links to. @internal */
  _dashboardName: string | undefined;
  #muteRules: MuteRules | undefined;
  readonly #slos: Slo[] = [];
  readonly #listeners: ((slo: Slo) => void)[] = [];
  readonly #pageAlarms: string[] = [];
  #composite: CfnCompositeAlarm | undefined;

  /** @throws DeclarationError naming every fault: names, runbook, first steps, a service that exists already */
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { team, serviceName, stage = 'prod', segment, runbookUrl, runbookFirstSteps, reviewCycle } = props;
    const { environment, applicationSignalsName: signalsName, components = [], maintenance = [] } = props;
    const faults = new Faults()
      .known('stage', stage, stageFault)
      .known('serviceName', serviceName, (name) => nameFault('serviceName', name, stage))
      .known('segment', segment ?? 'all', (name) => nameFault('segment', name, stage))
      .required('team', team, 'the Team that answers for the service')
      .known('runbookUrl', runbookUrl, runbookFault)
      .add(...stepFaults(runbookFirstSteps), durationFault('reviewCycle', reviewCycle, 'Duration.days(90)'));
    if (environment !== undefined) faults.known('environment', environment, keyAttributeFault('environment'));
    if (signalsName !== undefined)
      faults.known('applicationSignalsName', signalsName, keyAttributeFault('applicationSignalsName'));
    faults.add(...maintenanceFaults(maintenance));
    for (const [at, component] of components.entries()) {
      // Callers without types may give something else.
      faults.add(
        ...(component?._faults?.() ?? [`components[${at}]: got no component, allowed is one of the class Component`]),
      );
    }
    faults.throwAt(this.node.path);
    this.serviceName = serviceName;
    this.stage = stage;
    this._label = [serviceName, segment].filter(Boolean).join('-');
    this.breachAlarmName = breachCompositeName(stage, this._label);
    this.#claimName();
    this._props = props;
    this._signals = { serviceName: signalsName ?? serviceName, ...(environment === undefined ? {} : { environment }) };
    this._coverage = components.map(({ _coverage }) => _coverage);
    this.#warnOfGaps();
    if (maintenance.length > 0) {
      const ruleName = (at: number, part: number) => serviceMuteRuleName(stage, this._label, at, part);
      this.#muteRules = new MuteRules(this, 'MuteRules', { maintenance, ruleName });
    }
    this.node.addMetadata('cdk-slo:review-cycle-days', reviewCycle.toDays({ integral: false }));
    this.node.addValidation({ validate: () => this.#validate() });
    Tags.of(this).add('owner', team.teamName);
    Tags.of(this).add('service', serviceName);
    Tags.of(this).add('stage', stage);
  }

  /** @internal Called by each SLO when it is complete. */
  _admit(slo: Slo): void {
    this.#composite ??= this.#makeComposite();
    for (const { alarm } of slo.entry.tiers.filter(({ urgency }) => urgency === 'page')) {
      const pageTier = slo.alarms[alarm]!;
      this.#pageAlarms.push(pageTier.alarmName!);
      // The rule names its children, which CloudFormation cannot see; they must exist first.
      this.#composite.addResourceDependency(pageTier);
    }
    this.#slos.push(slo);
    this.#muteRules?.mute(...Object.values(slo.alarms));
    for (const listener of this.#listeners) listener(slo);
  }

  /**
   * Calls back for every SLO in the order of declaration, those included that are declared later.
   * @internal
   */
  _eachSlo(listener: (slo: Slo) => void): void {
    for (const slo of this.#slos) listener(slo);
    this.#listeners.push(listener);
  }

  /** The composite alarm, which exists from the first SLO on. @internal */
  get _breach(): CfnCompositeAlarm | undefined {
    return this.#composite;
  }

  #warnOfGaps(): void {
    const gaps = this._coverage.filter((component) => missingSignals(component).length > 0);
    if (gaps.length === 0) return;
    const words = gaps.map((gap) => `${gap.component} delivers no ${missingSignals(gap).join(', no ')}`);
    const text = `${this.serviceName}: ${words.join('; ')}: switch it on, or acknowledge this`;
    Annotations.of(this).addWarningV2(COVERAGE_WARNING, text);
  }

  /** Two services of one name would overwrite each other's composite alarm. */
  #claimName(): void {
    const holder = claim(this, this.breachAlarmName);
    new Faults()
      .add(
        holder === undefined
          ? undefined
          : `serviceName: got "${this.serviceName}", whose composite alarm ${this.breachAlarmName} belongs to ${holder}; allowed is each service and segment once`,
      )
      .throwAt(this.node.path);
  }

  #makeComposite(): CfnCompositeAlarm {
    const composite = new CfnCompositeAlarm(this, 'Breach', {
      alarmName: this.breachAlarmName,
      alarmDescription: `${this.serviceName} breaks a promise quickly: a page tier of one of its SLOs is in ALARM.`,
      alarmRule: Lazy.string({ produce: () => this.#pageAlarms.map((name) => `ALARM("${name}")`).join(' OR ') }),
    });
    const { segment } = this._props;
    composite.overrideLogicalId(logicalId('Breach', this.stage, this.serviceName, ...(segment ? [segment] : [])));
    return composite;
  }

  #validate(): string[] {
    const count = this.#pageAlarms.length;
    return count > MOST_CHILDREN
      ? [
          `composite alarm ${this.breachAlarmName}: got ${count} page alarms, allowed are ${MOST_CHILDREN}: declare parts of the service as services of their own`,
        ]
      : [];
  }
}

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, KeyAttributes: 1 to 1024 printable characters of ASCII. */
function keyAttributeFault(what: string): (text: string) => string | undefined {
  return (text) =>
    /^[ -~]{1,1024}$/.test(text) && text.trim() !== ''
      ? undefined
      : `${what}: got "${text.slice(0, 40)}", allowed are 1 to 1024 printable characters of ASCII, as Application Signals shows it`;
}

function runbookFault(url: string): string | undefined {
  if (!/^https?:\/\/\S+$/.test(url)) return `runbookUrl: got "${url}", allowed is an http or https address`;
  return url.length > LONGEST_URL ? `runbookUrl: got ${url.length} characters, allowed are ${LONGEST_URL}` : undefined;
}

function stepFaults(steps: readonly string[]): readonly string[] {
  const allowed = `allowed are at least ${LEAST_STEPS}`;
  // Callers without types may leave it out.
  if (!Array.isArray(steps))
    return [`runbookFirstSteps: got ${steps === undefined ? 'nothing' : String(steps)}, ${allowed}`];
  const faults = new Faults();
  if (isToken(steps)) faults.add('runbookFirstSteps: got a token, allowed is a value known at synth');
  else if (steps.length < LEAST_STEPS) faults.add(`runbookFirstSteps: got ${steps.length}, ${allowed}`);
  for (const [at, step] of isToken(steps) ? [] : steps.entries()) {
    faults.sentence(`runbookFirstSteps[${at}]`, step, LONGEST_STEP);
  }
  return faults.found;
}
