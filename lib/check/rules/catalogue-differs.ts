import { type AlarmDefinition, isMetricStat, type Objective, type ObjectiveInterval } from '../../assembly';
import type { CatalogueEntry, CatalogueTier } from '../../model/contracts/catalogue';
import { burnRateMetric } from '../../model/contracts/published-metrics';
import { catalogueParameterName, parseAlarmName } from '../../model/names';
import { catalogueOf } from '../catalogue';
import type { Found, Rule } from '../rule';
import { shown } from '../values';

const AS_ENTRY = 'as the catalogue entry says';
/** The same namespace and name for every SLO and window. */
const BURN = burnRateMetric('', 0);

/** People are told what the entry says, and woken by what the alarms say. */
export const CATALOGUE_DIFFERS: Rule = {
  id: 'catalogue-differs',
  level: 'error',
  *find(estate) {
    for (const { place, entry } of catalogueOf(estate).listed) {
      const { Name: name } = estate.properties(place);
      const own = catalogueParameterName(entry.stage, entry.slo);
      if (name !== own)
        yield { place, what: 'Name', got: shown(String(name)), allowed: `is ${shown(own)}, ${AS_ENTRY}` };
    }
    for (const objective of estate.objectives) {
      yield* intervalDiffers(objective);
      const alarms = new Map(objective.alarms.map((alarm) => [parseAlarmName(alarm.name)?.alarm, alarm]));
      for (const tier of objective.entry.tiers) {
        const alarm = alarms.get(tier.alarm);
        if (alarm !== undefined) yield* tierDiffers(alarm, tier);
      }
    }
  },
};

function* tierDiffers(alarm: AlarmDefinition, tier: CatalogueTier): Iterable<Found> {
  if (alarm.threshold !== tier.threshold) {
    yield { place: alarm, what: 'Threshold', got: `${alarm.threshold}`, allowed: `is ${tier.threshold}, ${AS_ENTRY}` };
  }
  const read = alarm.queries.flatMap((query) =>
    isMetricStat(query) && query.metric.namespace === BURN.namespace && query.metric.name === BURN.name
      ? [query.metric.dimensions.BurnRateWindowMinutes ?? 'none']
      : [],
  );
  const [got, windows] = [read, [tier.longMinutes, tier.shortMinutes]].map((minutes) =>
    [...new Set(minutes.map(String))].sort((one, other) => Number(other) - Number(one)).join(' and '),
  );
  if (got === windows) return;
  const what = 'windows of its burn rates in minutes';
  yield { place: alarm, what, got: got || 'none', allowed: `are ${windows}, ${AS_ENTRY}` };
}

function* intervalDiffers({ stack, logicalId, interval, entry }: Objective): Iterable<Found> {
  const [got, said] = [measured(interval), declared(entry.interval)];
  if (got !== said)
    yield { place: { stack, logicalId }, what: 'Goal.Interval', got, allowed: `is ${said}, ${AS_ENTRY}` };
}

function measured({ kind, duration, unit }: ObjectiveInterval): string {
  return `${kind === 'rolling' ? 'rolling' : 'calendar'} ${duration} ${unit}`;
}

function declared(interval: CatalogueEntry['interval']): string {
  return interval.kind === 'rolling' ? `rolling ${interval.days} DAY` : `calendar ${interval.months} MONTH`;
}
