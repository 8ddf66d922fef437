/** One value per step of a stretch of time; NaN where there is no data. Immutable. */
export class ValueSeries {
  readonly endMinute: number;

  /**
   * @param startMinute first minute, counted since the epoch
   * @param stepMinutes length of a step
   * @param values one per step
   */
  constructor(
    readonly startMinute: number,
    readonly stepMinutes: number,
    readonly values: Float64Array,
  ) {
    this.endMinute = startMinute + values.length * stepMinutes;
  }
}
