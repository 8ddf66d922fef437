import { FOLDS, foldedMinutes } from './folds';
import type { MetricSource, MinuteValues, Statistic } from './metric-source';

/** A metric of which one value per minute is published: BurnRate, AttainmentRate. */
export class PublishedMetric implements MetricSource {
  readonly statistics = Object.keys(FOLDS);

  constructor(private readonly values: MinuteValues) {}

  statistic(stat: string): Statistic | undefined {
    return Object.hasOwn(FOLDS, stat) ? foldedMinutes(this.values, FOLDS[stat]!) : undefined;
  }
}
