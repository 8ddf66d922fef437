import { ALARM } from '../../assembly/resource-types';
import { BURN_RATE, OBJECTIVE_NAMESPACE } from '../../model/contracts/published-metrics';
import { parseAlarmName } from '../../model/names';
import { exact, formatDecimal, goalFault, maxBurn, parseGoal } from '../../model/slo';
import { metricsOfAlarm, type ReadMetric } from '../metric-queries';
import type { NamedObjective } from '../objective-index';
import { oncePerEstate } from '../once';
import { objectiveOfMetric, type Reading, undeclaredWindow, unknownObjective } from '../published';
import { resourcesOf } from '../resources';
import type { Rule } from '../rule';
import { listOf, type Members, membersOf, numberOf, textOf } from '../values';

const readingsOf = oncePerEstate((estate) =>
  resourcesOf(estate, ALARM).flatMap((place): Reading[] => {
    const properties = estate.properties(place);
    const metrics = metricsOfAlarm(properties).filter(({ namespace }) => namespace === OBJECTIVE_NAMESPACE);
    if (metrics.length === 0) return [];
    // Our constructs make an SLO and its alarms together.
    const isOurs = parseAlarmName(textOf(properties.AlarmName) ?? '') !== undefined;
    return metrics.map((metric) => ({ place, metric, isOurs }));
  }),
);

/** An alarm on an SLO that does not exist stays in INSUFFICIENT_DATA, silently. */
export const BURN_RATE_SLO_UNKNOWN: Rule = {
  id: 'burn-rate-slo-unknown',
  level: 'error',
  *find(estate) {
    for (const reading of readingsOf(estate)) yield* unknownObjective(estate, reading);
  },
};

export const BURN_RATE_WINDOW_UNDECLARED: Rule = {
  id: 'burn-rate-window-undeclared',
  level: 'error',
  *find(estate) {
    for (const reading of readingsOf(estate)) yield* undeclaredWindow(estate, reading);
  },
};

/** A threshold above the burn of a total outage. */
export const BURN_RATE_NEVER: Rule = {
  id: 'burn-rate-never',
  level: 'error',
  *find(estate) {
    for (const place of new Set(readingsOf(estate).map((reading) => reading.place))) {
      const properties = estate.properties(place);
      const threshold = numberOf(properties.Threshold);
      const [metric, ...others] = comparedMetrics(properties);
      if (threshold === undefined || metric === undefined) continue;
      if (![metric, ...others].every(({ name }) => name === BURN_RATE)) continue;
      const objective = objectiveOfMetric(estate, metric, place);
      const goal = objective && goalOf(objective);
      if (goal === undefined) continue;
      const most = maxBurn(goal);
      const { ComparisonOperator: comparison } = properties;
      const above = comparison === 'GreaterThanThreshold' && exact(threshold).gte(most);
      if (!above && !(comparison === 'GreaterThanOrEqualToThreshold' && exact(threshold).gt(most))) continue;
      const allowed = `are burns below ${formatDecimal(most, 3)}, that of a total outage at ${goal.percent} %`;
      yield { place, what: 'Threshold', got: String(threshold), allowed };
    }
  },
};

/** The lower or the higher of two: what is compared is the burn of one of the metrics. */
const ONE_OF_TWO =
  /^\s*(?:IF\(\s*(\w+)\s*[<>]=?\s*(\w+)\s*,\s*(\w+)\s*,\s*(\w+)\s*\)|M(?:IN|AX)\(\s*\[[\w\s,]+\]\s*\))\s*$/;

/** Metrics of which one is compared with the threshold as it is; none when something else is. */
function comparedMetrics(properties: Members): readonly ReadMetric[] {
  const returned = listOf(properties.Metrics)
    .map(membersOf)
    .filter(({ ReturnData }) => ReturnData === undefined || ReturnData === true);
  const [query, ...others] = returned;
  if (query === undefined) return metricsOfAlarm(properties);
  if (others.length > 0) return [];
  const expression = textOf(query.Expression);
  if (expression === undefined) return metricsOfAlarm({ Metrics: [query] });
  return ONE_OF_TWO.test(expression) ? metricsOfAlarm(properties) : [];
}

function goalOf({ properties }: NamedObjective) {
  const percent = numberOf(membersOf(properties.Goal).AttainmentGoal);
  return percent === undefined || goalFault(percent) !== undefined ? undefined : parseGoal(percent);
}
