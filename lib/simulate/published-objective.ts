import type { Objective } from '../assembly';
import { attainmentMetric, burnRateMetric } from '../model/contracts/published-metrics';
import { ErrorBudgetHistory } from './error-budget-history';
import { excludedStretches } from './exclusion-windows';
import { PublishedMetric } from './metric-source';
import type { MetricStore } from './metric-store';
import { outcomesOf, type Stretch } from './outcomes';

/** Puts into the store what Application Signals publishes about an SLO over what is recorded there. */
export function publishObjective(store: MetricStore, objective: Objective, recorded: Stretch): ErrorBudgetHistory {
  const { objectiveName, goal, interval, warningThreshold, lookBackMinutes, entry, exclusionWindows } = objective;
  const excluded = excludedStretches(exclusionWindows, recorded.from, recorded.to, objectiveName);
  const outcomes = outcomesOf(store, entry.measurement, recorded, excluded);
  const history = new ErrorBudgetHistory(outcomes, goal, interval, {
    excluded,
    ...(warningThreshold === undefined ? {} : { warningThreshold }),
  });
  store.publish(attainmentMetric(objectiveName), new PublishedMetric((minute) => history.attainment(minute)));
  for (const window of new Set(lookBackMinutes)) {
    store.publish(burnRateMetric(objectiveName, window), new PublishedMetric((minute) => history.burn(window, minute)));
  }
  return history;
}
