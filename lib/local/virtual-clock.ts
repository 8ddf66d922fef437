/** The time of a story. It moves only when it is told to, and only forward. */
export class VirtualClock {
  #now: number;

  /** @param start epoch milliseconds */
  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** @throws RangeError for a time before the present one */
  set(time: number): void {
    if (time < this.#now)
      throw new RangeError(
        `clock: got ${new Date(time).toISOString()}, allowed is ${new Date(this.#now).toISOString()} or later`,
      );
    this.#now = time;
  }
}
