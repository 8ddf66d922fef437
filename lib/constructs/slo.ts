import { Annotations, Lazy, Stack } from 'aws-cdk-lib';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { entryFault } from '../model/contracts/entry-size';
import { catalogueParameterName, logicalId, sloMuteRuleName } from '../model/names';
import { type Allowance, allowance, DEFAULT_WARNING_THRESHOLD, lookbacks } from '../model/slo';
import { claim } from './claims';
import { CreationTrace } from './creation-trace';
import { tagDirectly } from './direct-tags';
import { exclusionWindows } from './exclusion-windows';
import { DeclarationError, Faults } from './faults';
import { MuteRules } from './mute-rules';
import type { Service } from './service';
import { saveLogsQuery } from './service-logs';
import { SloAlarms } from './slo-alarms';
import { declareSlo, type SloDeclaration } from './slo-declaration';
import type { SloProps } from './slo-props';
import { ForeignSlo, type ISlo, SloReference } from './slo-reference';
import { warningsOf } from './slo-warnings';
import { stackInWords } from './stack-words';
import { paceWrite } from './write-pace';

/**
 * A service level objective: the Application Signals SLO, its burn-rate, evidence and no-data alarms and its catalogue entry.
 * Nothing in it depends on where in the tree it stands.
 */
export class Slo extends SloReference {
  /**
   * An SLO that is not declared here, for dashboards and metrics. To take it over, see `SloProps.adopts`.
   * @param sloName name in Application Signals
   * @throws DeclarationError for a name that no SLO can have
   */
  static fromSloName(scope: Construct, id: string, sloName: string): ISlo {
    return new ForeignSlo(scope, id, sloName);
  }

  /** Name of the SLO. */
  readonly sloName: string;
  /** Name in Application Signals: `<stage>-<sloName>`, or what it was before it was adopted. */
  readonly objectiveName: string;
  /** Its alarms by kind: `fast`, `slow`, `ticket`, `evidence`, `no-data`, …; none while it is held back. */
  readonly alarms: Readonly<Record<string, CfnAlarm>>;
  /** Whether it waits, without a resource, until its operations have reported. */
  readonly isHeldBack: boolean;
  readonly #declaration: SloDeclaration;
  readonly #service: Service;
  #entry: CatalogueEntry;

  /** @throws DeclarationError naming every fault of the declaration */
  constructor(scope: Construct, id: string, props: SloProps) {
    super(scope, id);
    const { service, sloName } = props;
    this.#declaration = declareSlo(this.node.path, props);
    this.#entry = this.#declaration.entry;
    this.#service = service;
    this.sloName = sloName;
    this.objectiveName = this.#declaration.objectiveName;
    this.isHeldBack = this.#declaration.heldBack;
    this.#place(props);
    if (this.isHeldBack) {
      this.alarms = {};
      Annotations.of(this).addInfo(
        `${sloName} is held back: Application Signals refuses an SLO of an operation that has not reported yet. Deploy the code, let it answer requests, then deploy the SLO`,
      );
      service._holdBack(this);
      return;
    }
    const trace = new CreationTrace(this, new.target);
    this.#objective(props);
    this.alarms = new SloAlarms(this, this.#declaration).all(props.budgetAlarms);
    this.#muteOwn(props);
    for (const { id, text } of warningsOf(this.#entry, props.requestsPerHourAtTrough)) {
      Annotations.of(this).addWarningV2(id, text);
    }
    saveLogsQuery(this, this.#entry);
    this.#catalogue();
    const { stage, serviceName } = service;
    tagDirectly(this, { owner: service._props.team.teamName, service: serviceName, stage, feature: props.feature });
    trace.note();
    service._admit(this);
  }

  /** What the catalogue records; with the dashboard of its service as soon as that is declared, whose name may hold a token. */
  get entry(): CatalogueEntry {
    const { _dashboardName: dashboard } = this.#service;
    return dashboard === undefined ? this.#entry : { ...this.#entry, dashboard };
  }

  /** What the goal allows to go wrong. */
  get allowance(): Allowance {
    return allowance(this.#entry.attainmentGoal);
  }

  /** Ties a KPI of the organisation to this SLO. @internal */
  _measures(kpi: NonNullable<CatalogueEntry['kpis']>[number]): void {
    this.#entry = { ...this.#entry, kpis: [...(this.#entry.kpis ?? []), kpi] };
    const faults = this.#entryFaults(` with the KPI "${kpi.name}"`);
    if (faults.length > 0) throw new DeclarationError(this.node.path, faults);
  }

  /** @param which says which entry it is */
  #entryFaults(which: string): string[] {
    // The name of the dashboard may hold a token for the region, which is as long as the longest of them.
    const bytes = Buffer.byteLength(JSON.stringify(this.entry));
    const fault = entryFault(JSON.stringify(this.#entry), bytes, which);
    return fault === undefined ? [] : [fault];
  }

  /** @internal */
  _lookbacks(): readonly number[] {
    return lookbacks(this.#declaration);
  }

  /** Two SLOs of one name would overwrite each other; and the composite alarm of the service names this one's alarms. */
  #place({ service, sloName }: SloProps): void {
    const [mine, its] = [Stack.of(this), Stack.of(service)];
    // An SLO that was adopted has another name in Application Signals; alarms and catalogue entry have that of the SLO.
    const entry = claim(this, 'catalogue', catalogueParameterName(service.stage, sloName));
    const holder = entry ?? claim(this, 'objective', this.objectiveName);
    new Faults()
      .add(
        holder === undefined
          ? undefined
          : `sloName: got "${sloName}", which ${holder} has in stage ${service.stage}; allowed is each name once`,
        mine === its
          ? undefined
          : `service: got one of stack ${stackInWords(its)}, allowed is one of the SLO's own stack ${stackInWords(mine)}: CloudWatch deletes no alarm that a composite alarm in another stack still names`,
      )
      .throwAt(this.node.path);
  }

  #objective(props: SloProps): void {
    const { attainmentGoal, promise, stage, warningThreshold = DEFAULT_WARNING_THRESHOLD } = this.#entry;
    const { sli, requestBasedSli } = this.#declaration.sli;
    const windows = exclusionWindows([...(props.service._props.maintenance ?? []), ...(props.maintenance ?? [])]);
    const objective = new CfnServiceLevelObjective(this, 'Resource', {
      name: this.objectiveName,
      description: props.description ?? promise,
      ...(sli === undefined ? { requestBasedSli } : { sli }),
      goal: { attainmentGoal: Number(attainmentGoal), warningThreshold, interval: this.#interval(props) },
      ...(windows.length === 0 ? {} : { exclusionWindows: windows }),
      ...(this._lookbacks().length === 0
        ? {}
        : { burnRateConfigurations: this._lookbacks().map((lookBackWindowMinutes) => ({ lookBackWindowMinutes })) }),
    });
    objective.overrideLogicalId(logicalId('Slo', stage, this.sloName));
    paceWrite(objective);
  }

  /** The service mutes them in its own maintenance. */
  #muteOwn({ service, sloName, maintenance = [] }: SloProps): void {
    if (maintenance.length === 0) return;
    const ruleName = (at: number, part: number) => sloMuteRuleName(service.stage, sloName, at, part);
    new MuteRules(this, 'MuteRules', { maintenance, ruleName }).mute(...Object.values(this.alarms));
  }

  #interval({ interval }: SloProps): CfnServiceLevelObjective.IntervalProperty {
    const declared = this.#entry.interval;
    if (declared.kind === 'rolling') return { rollingInterval: { duration: declared.days, durationUnit: 'DAY' } };
    const startTime = interval!._startSeconds;
    return { calendarInterval: { startTime, duration: declared.months, durationUnit: 'MONTH' } };
  }

  #catalogue(): void {
    const { stage } = this.#entry;
    const parameter = new CfnParameter(this, 'Catalogue', {
      name: catalogueParameterName(stage, this.sloName),
      type: 'String',
      description: `Catalogue entry of the SLO ${this.objectiveName}`,
      value: Lazy.string({ produce: () => JSON.stringify(this.entry) }),
    });
    parameter.overrideLogicalId(logicalId('Catalogue', stage, this.sloName));
    this.node.addValidation({ validate: () => this.#entryFaults(' with the dashboard of its service') });
  }
}
