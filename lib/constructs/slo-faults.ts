import { LARGEST_ENTRY_BYTES } from '../model/contracts/entry-size';
import type { Measurement } from '../model/contracts/measurement';
import { LONGEST_DESCRIPTION, LONGEST_PROMISE } from '../model/contracts/sentence';
import { existingObjectiveFault, nameFault } from '../model/names';
import * as model from '../model/slo';
import { classFault, listFaults, optionalClassFault } from './class-fault';
import { maintenanceFaults } from './exclusion-windows';
import { Faults } from './faults';
import { logsQueryFaults } from './service-logs';
import type { SliConfig } from './sli/config';
import type { SloProps } from './slo-props';

const LONGEST_FEATURE = 100;
const SECONDS_PER_MINUTE = 60;
const LONGEST_NAME_OF_PERSON = 200;

/** What nothing can be said without: callers without types may leave it out or mix it up. */
export function shapeFaults(props: SloProps): readonly (string | undefined)[] {
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

/** Everything that is wrong with a declaration whose parts have their shapes, but for its alert policy. */
export function sloFaults(
  props: SloProps,
  interval: model.Interval,
  sli: SliConfig,
  measurement: Measurement,
): readonly string[] {
  const { service, sloName } = props;
  const inherited = service._props.maintenance ?? [];
  const faults = new Faults()
    .known('sloName', sloName, (name) => nameFault('sloName', name, service.stage))
    .add(...goalFaults(props, interval))
    .sentence('promise', props.promise, LONGEST_PROMISE)
    .sentence('businessImpact', props.businessImpact)
    .optionalSentence('explanation', props.explanation, LARGEST_ENTRY_BYTES)
    .optionalSentence('description', props.description, LONGEST_DESCRIPTION)
    .optionalSentence('reply', props.reply)
    .add(...logsQueryFaults(props.logsQuery, service._props.logs))
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
  return faults.found;
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
    ...new Faults().known('warningThreshold', warningThreshold ?? model.DEFAULT_WARNING_THRESHOLD, warningFault).found,
  ];
}

function warningFault(percent: number): string | undefined {
  return typeof percent === 'number' && percent > 0 && percent < 100
    ? undefined
    : `warningThreshold: got ${percent}, allowed are percents of budget left, above 0 and below 100`;
}

/** A plug may render both kinds of SLI, or none; Application Signals says so at deployment only. */
function sliFaults({ faults = [], sli, requestBasedSli, measurement }: SliConfig): readonly (string | undefined)[] {
  if (faults.length > 0) return faults;
  const kinds = [sli, requestBasedSli].filter((kind) => kind !== undefined).length;
  const got = kinds === 2 ? 'sli and requestBasedSli' : 'neither sli nor requestBasedSli';
  return [
    ...(kinds === 1 ? [] : [`sli: got ${got}, allowed is exactly one of them`]),
    measurement === undefined ? `sli: got no measurement, ${COUNTED}` : measurementFault(measurement),
  ];
}

const COUNTED = 'allowed is where bad and total outcomes are counted';

/** Alarms and dashboards read nothing else; CloudWatch refuses one without a metric at deployment only. */
function measurementFault({ bad, total, periodSeconds }: Measurement): string | undefined {
  if ([bad, total].some((series) => Object.keys(series?.metrics ?? {}).length === 0)) {
    return `sli: got a measurement without metrics, ${COUNTED}`;
  }
  return periodSeconds > 0 && periodSeconds % SECONDS_PER_MINUTE === 0
    ? undefined
    : `sli: got a measurement of periods of ${periodSeconds} seconds, allowed are whole minutes`;
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
