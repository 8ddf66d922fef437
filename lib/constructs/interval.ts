import { Duration } from 'aws-cdk-lib';
import type { Interval as ModelInterval } from '../model/slo';

/** The time over which attainment is measured. */
export class Interval {
  /**
   * The last so many days, moving on every minute. 28 days hold four of each weekday.
   * @param length whole days
   * @throws Error when it is not whole days
   */
  static rolling(length: Duration = Duration.days(28)): Interval {
    return new Interval({ kind: 'rolling', days: length.toDays() });
  }

  private constructor(
    /** @internal */
    readonly _model: ModelInterval,
  ) {}
}
