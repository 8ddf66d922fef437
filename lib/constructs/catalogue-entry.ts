import type { CatalogueEntry } from '../model/contracts/catalogue';
import { type Measurement, MOST_METRICS_OF_ALARM, metricsOf } from '../model/contracts/measurement';
import { objectiveName } from '../model/names';
import * as model from '../model/slo';
import type { AlertPolicy } from './alert-policy';
import type { Service } from './service';
import { dependsOnEntry } from './service-dependencies';
import { logsEntry } from './service-logs';
import type { SloProps } from './slo-props';
import { waysOutEntry } from './ways-out';

/** What a declaration without faults has come to. */
export interface Resolved {
  readonly interval: model.Interval;
  readonly measurement: Measurement;
  readonly policy: AlertPolicy;
  readonly tiers: readonly model.Tier[];
}

/** The catalogue entry of a declaration without faults. */
export function catalogueEntryOf(props: SloProps, resolved: Resolved): CatalogueEntry {
  const { interval, measurement, policy, tiers } = resolved;
  const { service, sloName, adopts, sla, agreedBy } = props;
  const { team, runbookUrl, runbookFirstSteps, reviewCycle, reviewedOn } = service._props;
  const { usualReportsPerHour: usual } = service._props;
  const { _reason: reason, _shadow: shadow } = policy;
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
    ...waysOutEntry(service._props.waysOut),
    ...(props.reply === undefined ? {} : { reply: props.reply }),
    ...entityEntry(service),
    ...dependsOnEntry(service._dependsOn),
    ...(usual === undefined ? {} : { usualReportsPerHour: usual }),
    ...logsEntry(service._props.logs, props.logsQuery),
    review: {
      everyDays: reviewCycle.toDays({ integral: false }),
      ...(reviewedOn === undefined ? {} : { last: reviewedOn }),
    },
    ...team._pageOf(service.stage, sloName),
    tiers: tiers.map((tier) => catalogueTier(tier, interval)),
    evidence: needsEvidence(props, goal, resolved),
    noData: hasNoData(props, measurement, reason),
    ...(reason === undefined ? {} : { noAlarms: reason }),
    ...(props.budgetAlarms === undefined ? {} : { budgetAlarms: props.budgetAlarms._kinds }),
    ...(shadow ? { shadow } : {}),
    measurement,
    routes: team._routes,
    ...(service._coverage.length === 0 ? {} : { coverage: service._coverage }),
  };
}

/** Application Signals knows a service by name and environment; without the latter it is measured by own metrics alone. */
function entityEntry({ _signals: { serviceName, environment } }: Service): Pick<CatalogueEntry, 'entity'> {
  return environment === undefined ? {} : { entity: { name: serviceName, environment } };
}

/** Wherever a page tier could fire on a few requests, and an alarm can read what is bad. */
function needsEvidence(
  { requestsPerHourAtTrough: troughPerHour }: SloProps,
  goal: model.Goal,
  { interval, measurement: { kind, bad }, tiers }: Resolved,
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
