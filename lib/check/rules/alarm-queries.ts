import type { PlacedResource } from '../../assembly';
import { ALARM } from '../../assembly/resource-types';
import { ALARM_LIMITS, idsIn, isQueryId, isSearch } from '../../model/alarm';
import { MOST_METRICS_OF_ALARM } from '../../model/contracts/measurement';
import { referencesOf } from '../references';
import { resourcesOf } from '../resources';
import type { Found, Rule } from '../rule';
import { isUnknown, listOf, type Members, membersOf, shown, textOf } from '../values';

/** The list of metrics and expressions of an alarm. */
export const ALARM_METRICS: Rule = {
  id: 'alarm-metrics',
  level: 'error',
  *find(estate) {
    for (const place of resourcesOf(estate, ALARM)) {
      const { Metrics, ThresholdMetricId } = estate.properties(place);
      const queries = listOf(Metrics).map(membersOf);
      if (queries.length === 0) continue;
      yield* manyMetrics(place, queries);
      // With an anomaly detection band, the metric and the band both return data.
      if (ThresholdMetricId === undefined) yield* oneReturned(place, queries);
      yield* ids(place, queries, (text) => referencesOf(estate).isIn(text));
      for (const [at, query] of queries.entries()) yield* oneQuery(place, query, `Metrics[${at}]`);
    }
  },
};

function* manyMetrics(place: PlacedResource, queries: readonly Members[]): Generator<Found> {
  const metrics = queries.filter(({ MetricStat }) => MetricStat !== undefined).length;
  if (metrics <= MOST_METRICS_OF_ALARM) return;
  yield { place, what: 'Metrics', got: `${metrics} metrics`, allowed: `are ${MOST_METRICS_OF_ALARM}` };
}

function* oneReturned(place: PlacedResource, queries: readonly Members[]): Generator<Found> {
  const flags = queries.map(({ ReturnData }) => ReturnData ?? true);
  if (isUnknown(...flags)) return;
  const returned = flags.filter((flag) => flag === true || flag === 'true').length;
  if (returned === 1) return;
  const what = 'Metrics[].ReturnData';
  yield {
    place,
    what,
    got: `${returned} that return data`,
    allowed: 'is exactly one, which is compared with the threshold',
  };
}

/** @param isOpen whether a part of a text is known at deployment only */
function* ids(place: PlacedResource, queries: readonly Members[], isOpen: (text: string) => boolean): Generator<Found> {
  const all = queries.map(({ Id }) => Id);
  const known = new Set<string>();
  for (const [at, id] of all.entries()) {
    if (isUnknown(id)) continue;
    const what = `Metrics[${at}].Id`;
    const text = textOf(id);
    if (text === undefined || !isQueryId(text))
      yield { place, what, got: shown(id), allowed: 'are letters, digits and "_", a lower-case letter first' };
    else if (known.has(text)) yield { place, what, got: `${shown(text)} twice`, allowed: 'is each once' };
    else known.add(text);
  }
  if (isUnknown(...all)) return;
  for (const [at, { Expression }] of queries.entries()) {
    const expression = textOf(Expression);
    if (expression === undefined || expression.length > ALARM_LIMITS.expression || isOpen(expression)) continue;
    for (const id of idsIn(expression)) {
      if (known.has(id)) continue;
      const got = `${shown(id)}, which no query has`;
      yield { place, what: `Metrics[${at}].Expression`, got, allowed: `are ${[...known].map(shown).join(', ')}` };
    }
  }
}

function* oneQuery(place: PlacedResource, { Expression, MetricStat }: Members, what: string): Generator<Found> {
  const both = Expression !== undefined && MetricStat !== undefined;
  if (isUnknown(Expression, MetricStat)) return;
  if (both || (Expression === undefined && MetricStat === undefined)) {
    yield { place, what, got: both ? 'both' : 'neither', allowed: 'is one of Expression and MetricStat' };
  }
  const expression = textOf(Expression) ?? '';
  if (expression.length > ALARM_LIMITS.expression) {
    const got = `${expression.length} characters`;
    yield { place, what: `${what}.Expression`, got, allowed: `are ${ALARM_LIMITS.expression}` };
  } else if (isSearch(expression)) {
    yield {
      place,
      what: `${what}.Expression`,
      got: shown(expression),
      allowed: 'is an expression without SEARCH, in an alarm',
    };
  }
}
