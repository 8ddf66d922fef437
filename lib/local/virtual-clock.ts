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

  /** @throws RangeError for a time before the present one and for what is no time */
  set(time: number): void {
    if (!Number.isFinite(time) || time < this.#now) {
      const got = Number.isFinite(time) ? new Date(time).toISOString() : time;
      throw new RangeError(`clock: got ${got}, allowed is ${new Date(this.#now).toISOString()} or later`);
    }
    this.#now = time;
  }
}
