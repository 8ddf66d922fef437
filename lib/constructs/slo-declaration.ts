import type { CatalogueEntry } from '../model/contracts/catalogue';
import { LARGEST_ENTRY_BYTES } from '../model/contracts/entry-size';
import { type Measurement, metricsOf } from '../model/contracts/measurement';
import { existingObjectiveFault, nameFault, objectiveName } from '../model/names';
import * as model from '../model/slo';
import { AlertPolicy, type ResolvedPolicy } from './alert-policy';
import { classFault, listFaults, optionalClassFault } from './class-fault';
import { maintenanceFaults } from './exclusion-windows';
import { Faults } from './faults';
import { Interval } from './interval';
import type { SliConfig } from './sli/config';
import type { SloProps } from './slo-props';

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, Description. */
const LONGEST_DESCRIPTION = 1024;
const LONGEST_FEATURE = 100;
const LONGEST_NAME_OF_PERSON = 200;
/** It stands in the description of every alarm, which has 1024 characters for all its parts. */
const LONGEST_PROMISE = 300;
/** What Application Signals takes when nothing is said. */
export const DEFAULT_WARNING_THRESHOLD = 50;
/** Metrics that one alarm can read. Source: CloudWatch API reference, PutMetricAlarm. */
const MOST_METRICS_OF_ALARM = 10;
const SECONDS_PER_MINUTE = 60;

/** A declaration that was checked: all that is left is to render it. */
export interface SloDeclaration {
  readonly entry: CatalogueEntry;
  /** Name in Application Signals. */
  readonly objectiveName: string;
  readonly sli: SliConfig;
  readonly tiers: readonly model.Tier[];
  /** Silent minutes after which "no data" is more than chance; nothing when there is no such alarm. */
  readonly silentMinutes?: number;
  /** Whether it waits until its operations have reported. */
  readonly heldBack: boolean;
}

/**
 * Checks a declaration: pure, so that the construct only renders.
 * @throws DeclarationError naming every fault
 */
export function declareSlo(place: string, props: SloProps): SloDeclaration {
  const { service, sloName } = props;
  // Callers without types may leave out or mix up what nothing can be said without.
  new Faults()
    .required('service', service, 'the Service that makes the promise')
    .add(...shapeFaults(props))
    .throwAt(place);
  const interval = (props.interval ?? Interval.rolling())._model;
  const sli = bound(props);
  const measurement = sli.measurement ?? UNMEASURED;
  const inherited = service._props.maintenance ?? [];
  const faults = new Faults()
    .known('sloName', sloName, (name) => nameFault('sloName', name, service.stage))
    .add(...goalFaults(props, interval))
    .sentence('promise', props.promise, LONGEST_PROMISE)
    .sentence('businessImpact', props.businessImpact)
    .optionalSentence('explanation', props.explanation, LARGEST_ENTRY_BYTES)
    .optionalSentence('description', props.description, LONGEST_DESCRIPTION)
    .known('segment', props.segment ?? 'all', (name) => nameFault('segment', name, service.stage))
    .add(...sliFaults(sli), ...adoptionFaults(props, measurement, sli))
    .add(...(props.budgetAlarms?._faults() ?? []), ...maintenanceFaults(props.maintenance ?? [], inherited))
    .known(
      'requestsPerHourAtTrough',
      props.requestsPerHourAtTrough === undefined ? 1 : props.requestsPerHourAtTrough,
      troughFault,
    );
  if (props.feature !== undefined) faults.tagged('feature', props.feature, LONGEST_FEATURE);
  for (const [at, name] of (props.agreedBy ?? []).entries()) {
    faults.sentence(`agreedBy[${at}]`, name, LONGEST_NAME_OF_PERSON);
  }
  const policy = faults.found.length > 0 ? NO_POLICY : resolvePolicy(props, interval, measurement);
  faults.add(...policy.faults).throwAt(place);
  const entry = entryOf(props, interval, measurement, policy.tiers);
  const bytes = Buffer.byteLength(JSON.stringify(entry));
  faults
    .add(
      bytes > LARGEST_ENTRY_BYTES
        ? `catalogue entry: got ${bytes} bytes, allowed are ${LARGEST_ENTRY_BYTES}: shorten the texts`
        : undefined,
    )
    .throwAt(place);
  const silent = entry.noData ? model.noDataMinutes(props.requestsPerHourAtTrough!) : undefined;
  return {
    entry,
    objectiveName: entry.objective ?? objectiveName(service.stage, sloName),
    sli,
    tiers: policy.tiers,
    ...(silent === undefined ? {} : { silentMinutes: silent }),
    heldBack: props.holdBack ?? (service._props.holdBackOperations === true && sli.needsReports === true),
  };
}

function bound({ sli, service }: SloProps): SliConfig {
  if (sli === undefined || sli === null) return { faults: ['sli: got nothing, allowed is one of the class Sli'] };
  if (typeof sli.bind !== 'function') return { faults: [`sli: got ${String(sli)}, allowed is one of the class Sli`] };
  return sli.bind(service._signals) ?? {};
}

function shapeFaults(props: SloProps): readonly (string | undefined)[] {
  const { service, interval, alertPolicy, budgetAlarms, adopts, maintenance, agreedBy } = props;
  return [
    optionalClassFault('interval', interval, '_model', 'Interval'),
    optionalClassFault('alertPolicy', alertPolicy, '_resolve', 'AlertPolicy'),
    optionalClassFault('budgetAlarms', budgetAlarms, '_kinds', 'BudgetAlarms'),
    optionalClassFault('adopts', adopts, '_evaluation', 'ExistingSlo'),
    service === undefined || service === null ? undefined : classFault('service', service, '_signals', 'Service'),
    ...(maintenance === undefined ? [] : listFaults('maintenance', maintenance, '_faults', 'Maintenance')),
    agreedBy === undefined || Array.isArray(agreedBy)
      ? undefined
      : `agreedBy: got ${String(agreedBy)}, allowed is a list of names`,
  ];
}

const UNMEASURED: Measurement = { kind: 'requests', periodSeconds: 60, bad: { metrics: {} }, total: { metrics: {} } };
const NO_POLICY: ResolvedPolicy = { faults: [], tiers: [] };

function policyOf({ alertPolicy, service }: SloProps): AlertPolicy {
  return alertPolicy ?? service._props.alertPolicy ?? AlertPolicy.recommended();
}

function resolvePolicy(props: SloProps, interval: model.Interval, { periodSeconds }: Measurement): ResolvedPolicy {
  const goal = model.parseGoal(props.attainmentGoal);
  return policyOf(props)._resolve({ goal, interval, periodMinutes: periodSeconds / SECONDS_PER_MINUTE });
}

function entryOf(
  props: SloProps,
  interval: model.Interval,
  measurement: Measurement,
  tiers: readonly model.Tier[],
): CatalogueEntry {
  const { service, sloName, adopts, sla, agreedBy } = props;
  const { team, runbookUrl, runbookFirstSteps } = service._props;
  const { _reason: reason, _shadow: shadow } = policyOf(props);
  const segment = props.segment ?? service._props.segment;
  const adopted = adopts !== undefined && adopts._name !== objectiveName(service.stage, sloName);
  const goal = model.parseGoal(props.attainmentGoal);
  return {
    version: 1,
    stage: service.stage,
    slo: sloName,
    service: service.serviceName,
    ...(segment === undefined ? {} : { segment }),
    ...(props.feature === undefined ? {} : { feature: props.feature }),
    ...(adopted ? { objective: adopts._name } : {}),
    attainmentGoal: goal.percent,
    ...(sla === undefined ? {} : { sla: model.parseGoal(sla).percent }),
    ...(props.warningThreshold === undefined ? {} : { warningThreshold: props.warningThreshold }),
    interval,
    promise: props.promise,
    businessImpact: props.businessImpact,
    ...(props.explanation === undefined ? {} : { explanation: props.explanation }),
    ...(agreedBy === undefined || agreedBy.length === 0 ? {} : { agreedBy: [...agreedBy] }),
    critical: props.critical ?? false,
    customerFacing: props.customerFacing ?? true,
    owner: team._owner,
    timeZone: team._timeZone,
    runbook: { url: runbookUrl, firstSteps: [...runbookFirstSteps] },
    tiers: tiers.map((tier) => catalogueTier(tier, interval)),
    evidence: needsEvidence(props, goal, interval, measurement, tiers),
    noData: hasNoData(props, measurement, reason),
    ...(reason === undefined ? {} : { noAlarms: reason }),
    ...(props.budgetAlarms === undefined ? {} : { budgetAlarms: props.budgetAlarms._kinds }),
    ...(shadow ? { shadow } : {}),
    measurement,
    routes: team._routes,
    ...(service._coverage.length === 0 ? {} : { coverage: service._coverage }),
  };
}

/** Wherever a page tier could fire on a few requests, and an alarm can read what is bad. */
function needsEvidence(
  { requestsPerHourAtTrough: troughPerHour }: SloProps,
  goal: model.Goal,
  interval: model.Interval,
  { kind, bad }: Measurement,
  tiers: readonly model.Tier[],
): boolean {
  if (!tiers.some(({ urgency }) => urgency === 'page') || metricsOf(bad) > MOST_METRICS_OF_ALARM) return false;
  if (kind === 'periods' || troughPerHour === undefined) return true;
  return !model.evidenceUnnecessary({ tiers, goal, interval, troughPerHour });
}

function hasNoData(
  { requestsPerHourAtTrough }: SloProps,
  { total }: Measurement,
  noAlarms: string | undefined,
): boolean {
  if (noAlarms !== undefined || requestsPerHourAtTrough === undefined) return false;
  return metricsOf(total) <= MOST_METRICS_OF_ALARM && model.noDataMinutes(requestsPerHourAtTrough) !== undefined;
}

function catalogueTier(tier: model.Tier, interval: model.Interval): CatalogueEntry['tiers'][number] {
  const { name, urgency, longMinutes, shortMinutes, budgetShare } = tier;
  const held = model.heldMinutes(tier);
  return {
    alarm: name,
    urgency,
    longMinutes,
    shortMinutes,
    budgetShare,
    threshold: model.toNumber(model.threshold(tier, interval)),
    ...(held === undefined ? {} : { heldMinutes: held }),
  };
}

function goalFaults(
  { attainmentGoal, sla, warningThreshold }: SloProps,
  interval: model.Interval,
): readonly (string | undefined)[] {
  const goal = new Faults().known('attainmentGoal', attainmentGoal, model.goalFault).found;
  const contract = new Faults().known('sla', sla === undefined ? 99 : sla, (percent) =>
    model.goalFault(percent)?.replace(/^[^:]*/, 'sla'),
  );
  const both = goal.length === 0 && contract.found.length === 0 && sla !== undefined;
  const below = both && model.parseGoal(attainmentGoal).budget.gt(model.parseGoal(sla).budget);
  return [
    ...goal,
    ...contract.found,
    below
      ? `sla: got ${sla}, allowed is at most the attainment goal of ${attainmentGoal}: the goal must warn before the contract is broken`
      : undefined,
    model.intervalFault(interval),
    ...new Faults().known('warningThreshold', warningThreshold ?? DEFAULT_WARNING_THRESHOLD, warningFault).found,
  ];
}

function warningFault(percent: number): string | undefined {
  return typeof percent === 'number' && percent > 0 && percent < 100
    ? undefined
    : `warningThreshold: got ${percent}, allowed are percents of budget left, above 0 and below 100`;
}

/** A plug may render both kinds of SLI, or none; Application Signals says so at deployment only. */
function sliFaults({ faults = [], sli, requestBasedSli, measurement }: SliConfig): readonly string[] {
  if (faults.length > 0) return faults;
  const kinds = [sli, requestBasedSli].filter((kind) => kind !== undefined).length;
  const got = kinds === 2 ? 'sli and requestBasedSli' : 'neither sli nor requestBasedSli';
  return [
    ...(kinds === 1 ? [] : [`sli: got ${got}, allowed is exactly one of them`]),
    ...(measurement === undefined
      ? ['sli: got no measurement, allowed is where bad and total outcomes are counted']
      : []),
  ];
}

function adoptionFaults(
  { adopts }: SloProps,
  { kind }: Measurement,
  { measurement }: SliConfig,
): readonly (string | undefined)[] {
  if (adopts === undefined) return [];
  const name = new Faults().known('adopts', adopts._name, existingObjectiveFault).found;
  const other = measurement !== undefined && adopts._evaluation !== kind;
  return [
    ...name,
    other
      ? `adopts: got an SLI of ${kind} for "${adopts._name}", which is evaluated by ${adopts._evaluation}; Application Signals converts none into the other: declare the new SLI under a sloName of its own, and remove the old SLO when the new one has its history`
      : undefined,
  ];
}

function troughFault(requestsPerHour: number): string | undefined {
  if (Number.isFinite(requestsPerHour) && requestsPerHour > 0) return undefined;
  return `requestsPerHourAtTrough: got ${requestsPerHour}, allowed are numbers above 0 (leave it out when traffic stops at night)`;
}
