import type { CatalogueEntry } from '../model/contracts/catalogue';
import { MOST_METRICS_OF_ALARM, metricsOf } from '../model/contracts/measurement';
import * as model from '../model/slo';
import { unexplainedTerms } from '../model/wording/jargon';
import { durationInWords, listInWords } from '../model/wording/words';

/** Id of the warning that an SLO has no no-data alarm; acknowledge it where traffic really reaches zero. */
export const NO_DATA_WARNING = 'cdk-slo:no-data-undeclared';
/** Id of the warning that no alarm can tell whether more than a few requests are bad. */
export const NO_EVIDENCE_WARNING = 'cdk-slo:no-evidence';
/** Id of the warning that one bad period puts a page tier into ALARM. */
export const SINGLE_PERIOD_WARNING = 'cdk-slo:single-period-pages';
/** Id of the warning that the error budget is fewer than 100 periods. */
export const FEW_PERIODS_WARNING = 'cdk-slo:few-budget-periods';
/** Id of the warning that there is so little traffic that an outage is noticed late. */
export const SLOW_PAGING_WARNING = 'cdk-slo:slow-paging';
/** Id of the warning that a reply for customers holds words that they do not know. */
export const JARGON_WARNING = 'cdk-slo:jargon';
/** Id of the warning that an average is judged. */
export const AVERAGE_WARNING = 'cdk-slo:average-statistic';

/** Below, the tiers are no longer distinct: 2 % of the budget is less than two periods. */
const ENOUGH_PERIODS = 100;
/** A page that comes later than this in 19 of 20 outages is slow; a page tier that is held calls by then, too. */
const SLOW_MINUTES = 15;
const MOST_OUTAGES = 0.95;

export interface SloWarning {
  readonly id: string;
  readonly text: string;
}

/** What will work, but maybe not as expected. Each can be acknowledged by its id. */
export function warningsOf(entry: CatalogueEntry, requestsPerHour: number | undefined): SloWarning[] {
  if (entry.noAlarms !== undefined) return [...jargon(entry), ...averages(entry)];
  return [
    ...jargon(entry),
    ...noData(entry, requestsPerHour),
    ...noEvidence(entry, requestsPerHour),
    ...singlePeriod(entry),
    ...fewPeriods(entry),
    ...slowPaging(entry, requestsPerHour),
    ...averages(entry),
  ];
}

/** Agents read it out; what is shown to nobody but engineers may hold their words. */
function jargon({ slo, customerFacing, reply }: CatalogueEntry): SloWarning[] {
  const terms = customerFacing && reply !== undefined ? unexplainedTerms(reply) : [];
  if (terms.length === 0) return [];
  const text = `reply of ${slo}: got ${listInWords(terms.map((term) => `"${term}"`))}, allowed are words that customers know: say it in theirs, explain it in parentheses, or acknowledge this`;
  return [{ id: JARGON_WARNING, text }];
}

function noData({ slo, noData: has, measurement }: CatalogueEntry, requestsPerHour: number | undefined): SloWarning[] {
  if (has) return [];
  const many = metricsOf(measurement.total);
  const got =
    requestsPerHour === undefined
      ? 'got nothing; declare how many requests come in the quietest hour'
      : model.noDataMinutes(requestsPerHour) === undefined
        ? `got ${requestsPerHour}, so few that a day of silence may be chance`
        : `its SLI counts over ${many} metrics, and an alarm reads ten`;
  return [
    { id: NO_DATA_WARNING, text: `${slo} has no no-data alarm: requestsPerHourAtTrough: ${got}, or acknowledge this` },
  ];
}

function noEvidence(entry: CatalogueEntry, requestsPerHour: number | undefined): SloWarning[] {
  const { slo, measurement, evidence } = entry;
  const metrics = metricsOf(measurement.bad);
  if (evidence || metrics <= MOST_METRICS_OF_ALARM || callsOnMany(entry, requestsPerHour)) return [];
  const text = `${slo} has no evidence alarm, so a few bad requests in a quiet hour call someone: its SLI counts over ${metrics} metrics, and an alarm reads ten; declare fewer operations, or acknowledge this`;
  return [{ id: NO_EVIDENCE_WARNING, text }];
}

/** Whether nobody is called, or only when so many requests are bad that they are evidence themselves. */
function callsOnMany({ attainmentGoal, interval, tiers }: CatalogueEntry, troughPerHour = 0): boolean {
  const used = tiers.map((tier) => ({ name: tier.alarm, ...tier }));
  return model.evidenceUnnecessary({ tiers: used, goal: model.parseGoal(attainmentGoal), interval, troughPerHour });
}

function singlePeriod(entry: CatalogueEntry): SloWarning[] {
  const { slo, measurement, evidence } = entry;
  const { kind, periodSeconds } = measurement;
  if (kind === 'requests') return [];
  const tiers = entry.tiers.filter((tier) => tier.urgency === 'page' && firesOnOne(entry, tier));
  if (tiers.length === 0) return [];
  const { datapointsToAlarm, evaluationPeriods } = model.evidenceSpan(periodSeconds);
  const length = durationInWords(periodSeconds * 1000);
  const held = evidence ? ` (someone is called when ${datapointsToAlarm} of ${evaluationPeriods} periods are bad)` : '';
  const text = `one bad period of ${length} puts ${listInWords(tiers.map(({ alarm }) => alarm))} of ${slo} into ALARM${held}: count requests instead of periods, lower the goal, or acknowledge this`;
  return [{ id: SINGLE_PERIOD_WARNING, text }];
}

function firesOnOne(entry: CatalogueEntry, tier: CatalogueEntry['tiers'][number]): boolean {
  const { attainmentGoal, interval, measurement } = entry;
  const use = { tier: { name: tier.alarm, ...tier }, goal: model.parseGoal(attainmentGoal), interval };
  const needed = (minutes: number) => model.badNeeded(use, (minutes * 60) / measurement.periodSeconds);
  return needed(tier.longMinutes) === 1 && needed(tier.shortMinutes) === 1;
}

function fewPeriods({ slo, attainmentGoal, interval, measurement }: CatalogueEntry): SloWarning[] {
  if (measurement.kind === 'requests') return [];
  const minutes = model.budgetMinutes(model.parseGoal(attainmentGoal), interval);
  const periods = minutes.mul(60).div(measurement.periodSeconds);
  if (periods.gte(ENOUGH_PERIODS)) return [];
  const text = `the error budget of ${slo} is ${model.formatDecimal(periods, 1)} periods, fewer than ${ENOUGH_PERIODS}, so its alarms hardly differ: count requests, lower the goal, take a longer interval or shorter periods, or acknowledge this`;
  return [{ id: FEW_PERIODS_WARNING, text }];
}

function slowPaging({ slo, evidence, measurement }: CatalogueEntry, requestsPerHour: number | undefined): SloWarning[] {
  if (requestsPerHour === undefined || !evidence || measurement.kind === 'periods') return [];
  const minutes = model.pagingDelayMinutes(requestsPerHour, MOST_OUTAGES);
  if (minutes <= SLOW_MINUTES) return [];
  const text = `${slo} calls someone late in quiet hours: at ${requestsPerHour} requests an hour a total outage is noticed after up to ${minutes} minutes in 19 of 20 cases: add a canary that asks every minute, or acknowledge this`;
  return [{ id: SLOW_PAGING_WARNING, text }];
}

function averages({ slo, measurement }: CatalogueEntry): SloWarning[] {
  const judged = Object.values(measurement.judged?.value.metrics ?? {});
  // A canary has one run in a period, whose average it is.
  const average = judged.find(({ stat, namespace }) => stat === 'Average' && namespace !== 'CloudWatchSynthetics');
  if (average === undefined) return [];
  const text = `${slo} judges the average of ${average.namespace} ${average.name}, behind which many bad outcomes hide: take a percentile such as p99, count bad requests, or acknowledge this`;
  return [{ id: AVERAGE_WARNING, text }];
}
