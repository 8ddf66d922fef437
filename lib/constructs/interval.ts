import { Duration } from 'aws-cdk-lib';
import type { Interval as ModelInterval } from '../model/slo';
import { Faults } from './faults';

/** The time over which attainment is measured. */
export class Interval {
  /**
   * The last so many days, moving on every minute. 28 days hold four of each weekday.
   * @param length whole days
   * @throws DeclarationError when it is not whole days
   */
  static rolling(length: Duration = Duration.days(28)): Interval {
    const days = length.isUnresolved() ? Number.NaN : length.toDays({ integral: false });
    new Faults()
      .add(
        Number.isInteger(days) && days > 0
          ? undefined
          : `interval: got ${length.isUnresolved() ? 'a token' : length.toString()}, allowed are whole days`,
      )
      .throwAt('Interval.rolling');
    return new Interval({ kind: 'rolling', days });
  }

  private constructor(
    /** @internal */
    readonly _model: ModelInterval,
  ) {}
}
