import { Annotations, Tags } from 'aws-cdk-lib';
import type { CfnCompositeAlarm, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { parseDate } from '../model/calendar/local-time';
import {
  breachCompositeName,
  compositeNameFault,
  nameFault,
  serviceLabel,
  serviceMuteRuleName,
  stageFault,
} from '../model/names';
import { LEAST_FIRST_STEPS } from '../model/slo/runbook';
import { type Coverage, missingSignals } from '../model/slo/telemetry';
import { addressFault } from './address';
import { BreachAlarms, pageTiers } from './breach-alarms';
import { claim } from './claims';
import { classFault, listFaults, optionalClassFault } from './class-fault';
import { durationFault } from './duration-fault';
import { maintenanceFaults } from './exclusion-windows';
import { Faults, isToken } from './faults';
import { MuteRules } from './mute-rules';
import { OWNER_TAG } from './owner-tag';
import { dependencyFaults } from './service-dependencies';
import { logsFaults } from './service-logs';
import type { ServiceProps } from './service-props';
import type { SliContext } from './sli/config';
import type { Slo } from './slo';
import { waysOutFaults } from './ways-out';

/** Id of the warning that a part behind a service does not deliver logs, metrics or traces. */
export const COVERAGE_WARNING = 'cdk-slo:coverage';

const LONGEST_STEP = 300;

/**
 * A service that makes promises: what one incident is about. Owns the composite alarm "any page tier of any of its SLOs"; above
 * CloudWatch's 100 alarms or 10,240 characters that one stands over parts, `<stage>-<service>-breach-part1`, …
 */
export class Service extends Construct {
  /** Name of the service. */
  readonly serviceName: string;
  /** Stage; part of every physical name. */
  readonly stage: string;
  /** Name of the composite alarm, which exists when one of the SLOs pages. */
  readonly breachAlarmName: string;
  /**
   * Tells a deployment to go back: give it to a CodeDeploy deployment group, or its name to an ECS service. That they watch composite
   * alarms is inferred; check it at the first deployment (docs/journeys.md). Nothing unless `rollbackAlarm` was true.
   */
  readonly rollbackAlarm: IAlarm | undefined;
  /** @internal */
  readonly _props: ServiceProps;
  /** As Application Signals knows it. @internal */
  readonly _signals: SliContext;
  /** @internal */
  readonly _coverage: Coverage[];
  /** Services that it cannot do without. @internal */
  readonly _dependsOn: readonly Service[];
  /** Name of the service with its segment: begins the names of what belongs to both. @internal */
  readonly _label: string;
  /** Name of its dashboard, once it has one: what an overview links to. @internal */
  _dashboardName: string | undefined;
  #muteRules: MuteRules | undefined;
  readonly #slos: Slo[] = [];
  readonly #heldBack: Slo[] = [];
  readonly #listeners: ((slo: Slo) => void)[] = [];
  readonly #alarms: BreachAlarms;

  /**
   * At synth it also refuses a `rollbackAlarm` without an SLO that pages.
   * @throws DeclarationError naming every fault: names, runbook, first steps, ways out, a circle of dependencies, a service that exists
   * already
   */
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const {
      team,
      serviceName,
      stage = 'prod',
      segment,
      runbookUrl,
      runbookFirstSteps,
      reviewCycle,
      reviewedOn,
    } = props;
    const { environment, applicationSignalsName: signalsName, components = [], maintenance = [] } = props;
    const { dependsOn = [], usualReportsPerHour: usual } = props;
    // Callers without types may mix up what is given.
    const mixed = [
      ...listFaults('components', components, '_coverage', 'Component'),
      ...listFaults('maintenance', maintenance, '_faults', 'Maintenance'),
    ].filter((fault) => fault !== undefined);
    const faults = new Faults()
      .known('stage', stage, stageFault)
      .known('serviceName', serviceName, (name) => nameFault('serviceName', name, stage))
      .known('segment', segment ?? 'all', (name) => nameFault('segment', name, stage))
      .required('team', team, 'the Team that answers for the service')
      .add(
        team === undefined || team === null ? undefined : classFault('team', team, '_owner', 'Team'),
        optionalClassFault('alertPolicy', props.alertPolicy, '_resolve', 'AlertPolicy'),
        ...mixed,
      )
      .known('runbookUrl', runbookUrl, addressFault('runbookUrl'))
      .add(...stepFaults(runbookFirstSteps), durationFault('reviewCycle', reviewCycle, 'Duration.days(90)'));
    if (reviewedOn !== undefined) faults.known('reviewedOn', reviewedOn, dateFault('reviewedOn'));
    faults
      .add(
        ...waysOutFaults(props.waysOut),
        ...logsFaults(props.logs),
        ...dependencyFaults({ serviceName, stage }, dependsOn),
      )
      .known('usualReportsPerHour', usual ?? 0, usualFault);
    if (environment !== undefined) faults.known('environment', environment, keyAttributeFault('environment'));
    if (signalsName !== undefined)
      faults.known('applicationSignalsName', signalsName, keyAttributeFault('applicationSignalsName'));
    if (mixed.length === 0) {
      faults.add(...maintenanceFaults(maintenance), ...components.flatMap((component) => component._faults()));
    }
    faults.throwAt(this.node.path);
    this.serviceName = serviceName;
    this.stage = stage;
    this._label = serviceLabel(serviceName, segment);
    this.breachAlarmName = breachCompositeName(stage, this._label);
    this.#claimName();
    this._props = props;
    this._signals = { serviceName: signalsName ?? serviceName, ...(environment === undefined ? {} : { environment }) };
    this._dependsOn = [...dependsOn];
    this._coverage = components.map(({ _coverage }) => _coverage);
    this.#warnOfGaps();
    if (maintenance.length > 0) {
      const ruleName = (at: number, part: number) => serviceMuteRuleName(stage, this._label, at, part);
      this.#muteRules = new MuteRules(this, 'MuteRules', { maintenance, ruleName });
    }
    const { rollbackAlarm: rollback = false } = props;
    this.#alarms = new BreachAlarms(this, { stage, serviceName, segment, label: this._label, rollback });
    this.rollbackAlarm = this.#alarms.rollback;
    this.node.addValidation({ validate: () => this.#alarms.faults(this._waitingFault('rollbackAlarm')) });
    Tags.of(this).add(OWNER_TAG, team.teamName);
    Tags.of(this).add('service', serviceName);
    Tags.of(this).add('stage', stage);
  }

  /** @internal Called by each SLO when it is complete. */
  _admit(slo: Slo): void {
    this.#alarms.admit(slo);
    this.#slos.push(slo);
    this.#muteRules?.mute(...Object.values(slo.alarms));
    for (const listener of this.#listeners) listener(slo);
  }

  /** @internal Called by each SLO that waits for its operations. */
  _holdBack(slo: Slo): void {
    this.#heldBack.push(slo);
  }

  /**
   * Calls back for every SLO in the order of declaration, those included that are declared later.
   * @internal
   */
  _eachSlo(listener: (slo: Slo) => void): void {
    for (const slo of this.#slos) listener(slo);
    this.#listeners.push(listener);
  }

  /** The composite alarm; nothing while no SLO pages. @internal */
  get _breach(): CfnCompositeAlarm | undefined {
    return this.#alarms.breach;
  }

  /** Why nothing may listen to its composite alarm, in words; nothing when it has one. @internal */
  _silenceFault(what: string): string | undefined {
    if (this._breach !== undefined) return undefined;
    const waiting = this._waitingFault(what);
    if (waiting !== undefined) return waiting;
    return this._hasSlos
      ? `${what}: got "${this._label}", none of whose SLOs pages anybody, allowed are services with one that does`
      : `${what}: got "${this._label}" without an SLO, allowed are services with at least one`;
  }

  /** Why there is no composite alarm yet, in words; nothing when no SLO that pages is held back. @internal */
  _waitingFault(what: string): string | undefined {
    if (!this.#heldBack.some(({ entry }) => pageTiers(entry).length > 0)) return undefined;
    return `${what}: got "${this._label}", whose SLOs that page are held back, allowed is a service with one that is deployed: declare this together with them, when their operations have reported`;
  }

  /** Whether an SLO was declared so far that is deployed. @internal */
  get _hasSlos(): boolean {
    return this.#slos.length > 0;
  }

  /** Whether all its SLOs wait for their operations. @internal */
  get _isWaiting(): boolean {
    return this.#heldBack.length > 0 && !this._hasSlos;
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
    const holder = claim(this, 'alarm', this.breachAlarmName);
    new Faults()
      .add(
        compositeNameFault(this.stage, this._label),
        holder === undefined
          ? undefined
          : `serviceName: got "${this.serviceName}", whose composite alarm ${this.breachAlarmName} belongs to ${holder}; allowed is each service and segment once`,
      )
      .throwAt(this.node.path);
  }
}

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, KeyAttributes: 1 to 1024 printable characters of ASCII. */
function keyAttributeFault(what: string): (text: string) => string | undefined {
  return (text) =>
    typeof text === 'string' && /^[ -~]{1,1024}$/.test(text) && text.trim() !== ''
      ? undefined
      : `${what}: got "${String(text).slice(0, 40)}", allowed are 1 to 1024 printable characters of ASCII, as Application Signals shows it`;
}

function usualFault(reports: number): string | undefined {
  return Number.isFinite(reports) && reports >= 0
    ? undefined
    : `usualReportsPerHour: got ${reports}, allowed are numbers of at least 0`;
}

function dateFault(what: string): (date: string) => string | undefined {
  return (date) =>
    typeof date === 'string' && parseDate(date) !== undefined
      ? undefined
      : `${what}: got "${date}", allowed are dates like "2026-11-02"`;
}

function stepFaults(steps: readonly string[]): readonly string[] {
  const allowed = `allowed are at least ${LEAST_FIRST_STEPS}`;
  // Callers without types may leave it out.
  if (!Array.isArray(steps))
    return [`runbookFirstSteps: got ${steps === undefined ? 'nothing' : String(steps)}, ${allowed}`];
  const faults = new Faults();
  if (isToken(steps)) faults.add('runbookFirstSteps: got a token, allowed is a value known at synth');
  else if (steps.length < LEAST_FIRST_STEPS) faults.add(`runbookFirstSteps: got ${steps.length}, ${allowed}`);
  for (const [at, step] of isToken(steps) ? [] : steps.entries()) {
    faults.sentence(`runbookFirstSteps[${at}]`, step, LONGEST_STEP);
  }
  return faults.found;
}
