import type { PlacedResource } from '../../assembly';
import { ALARM } from '../../assembly/resource-types';
import { isAlarmPeriod, longestSpan } from '../../model/alarm';
import { periodOfAlarm, periodsOfAlarm } from '../metric-queries';
import { referencesOf } from '../references';
import { resourcesOf } from '../resources';
import type { Estate, Found, Rule } from '../rule';
import { isUnknown, listOf, type Members, numberOf, shown, textOf } from '../values';

/** Taken in a list of metrics by other calls of CloudWatch (API reference, MetricDataQuery, Period); for alarms not documented. */
const OF_OTHER_CALLS = [1, 5];

function* eachAlarm(estate: Estate): Generator<{ place: PlacedResource; properties: Members }> {
  for (const place of resourcesOf(estate, ALARM)) yield { place, properties: estate.properties(place) };
}

export const ALARM_PERIOD: Rule = {
  id: 'alarm-period',
  level: 'error',
  *find(estate) {
    for (const { place, properties } of eachAlarm(estate)) {
      for (const { what, value } of periodsOfAlarm(properties)) {
        const seconds = numberOf(value);
        if (seconds !== undefined && isAlarmPeriod(seconds)) continue;
        if (referencesOf(estate).isIn(textOf(value) ?? '')) continue;
        const isDoubtful = what !== 'Period' && OF_OTHER_CALLS.includes(seconds ?? 0);
        const allowed = 'are 10, 20, 30 and multiples of 60 seconds';
        yield { place, what, got: shown(value), allowed, level: isDoubtful ? 'warning' : 'error' };
      }
    }
  },
};

export const ALARM_SPAN: Rule = {
  id: 'alarm-span',
  level: 'error',
  *find(estate) {
    for (const { place, properties } of eachAlarm(estate)) {
      const [period, count] = [periodOfAlarm(properties), numberOf(properties.EvaluationPeriods)];
      if (period === undefined || count === undefined || period * count <= longestSpan(period)) continue;
      const got = `${count} periods of ${period} seconds, which are ${period * count}`;
      const allowed = `are ${longestSpan(period)} seconds together ${period < 3600 ? '(one day), where a period is shorter than an hour' : '(seven days)'}`;
      yield { place, what: 'EvaluationPeriods', got, allowed };
    }
  },
};

export const ALARM_DATAPOINTS: Rule = {
  id: 'alarm-datapoints',
  level: 'error',
  *find(estate) {
    for (const { place, properties } of eachAlarm(estate)) {
      const [some, all] = [numberOf(properties.DatapointsToAlarm), numberOf(properties.EvaluationPeriods)];
      if (some === undefined || all === undefined || (some >= 1 && some <= all)) continue;
      yield { place, what: 'DatapointsToAlarm', got: shown(some), allowed: `are 1 to ${all}, its EvaluationPeriods` };
    }
  },
};

/** What one metric needs. */
const OF_ONE_METRIC = ['Namespace', 'MetricName', 'Period'];

export const ALARM_METRIC: Rule = {
  id: 'alarm-metric',
  level: 'error',
  *find(estate) {
    for (const { place, properties } of eachAlarm(estate)) yield* ofOneMetric(place, properties);
  },
};

function* ofOneMetric(place: PlacedResource, properties: Members): Generator<Found> {
  const { Metrics, Statistic, ExtendedStatistic } = properties;
  // What an alarm on a query in PromQL needs is another story.
  if (properties.EvaluationCriteria !== undefined || isUnknown(Metrics)) return;
  if (Metrics !== undefined) {
    const both = [...OF_ONE_METRIC, 'Dimensions', 'Statistic', 'ExtendedStatistic', 'Unit'].filter(
      (name) =>
        properties[name] !== undefined &&
        !isUnknown(properties[name]) &&
        !(name === 'Dimensions' && listOf(properties[name]).length === 0),
    );
    for (const what of both) yield { place, what, got: 'a value beside Metrics', allowed: 'is one of them' };
    return;
  }
  for (const what of OF_ONE_METRIC) {
    if (properties[what] !== undefined) continue;
    yield { place, what, got: 'nothing', allowed: 'is a value, where there are no Metrics' };
  }
  const given = [Statistic, ExtendedStatistic].filter((value) => value !== undefined).length;
  if (given === 1 || isUnknown(Statistic, ExtendedStatistic)) return;
  yield {
    place,
    what: 'Statistic',
    got: given === 2 ? 'an ExtendedStatistic, too' : 'nothing',
    allowed: 'is one of Statistic and ExtendedStatistic',
  };
}
