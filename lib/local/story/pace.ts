/** Times as fast as real time; `max` waits for nothing. */
export type Speed = number | 'max';

const MINUTE_MS = 60_000;

/** How fast the virtual clock runs: a replay asks it before every minute whether that minute may begin. */
export class Pace {
  #speed: Speed;
  #paused = false;
  /** Real time at which the last minute began. */
  #began = Number.NEGATIVE_INFINITY;
  /** Ends the present wait, because what is waited for has changed. */
  #wake: () => void = () => undefined;
  readonly #onChange: () => void;

  constructor(speed: Speed, onChange: () => void = () => undefined) {
    this.#speed = speed;
    this.#onChange = onChange;
  }

  get speed(): Speed {
    return this.#speed;
  }

  set speed(speed: Speed) {
    this.#speed = speed;
    this.#changed();
  }

  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    this.#changed();
  }

  /** Resolves when the next minute may begin, or at once when the signal is aborted. */
  async next(signal: AbortSignal): Promise<void> {
    for (let wait = this.#wait(); wait > 0 && !signal.aborted; wait = this.#wait()) await this.#waitFor(wait, signal);
    this.#began = performance.now();
  }

  /** Milliseconds until the next minute may begin, as things are now. */
  #wait(): number {
    if (this.#paused) return Number.POSITIVE_INFINITY;
    return this.#speed === 'max' ? 0 : this.#began + MINUTE_MS / this.#speed - performance.now();
  }

  #waitFor(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      // A pause lasts until somebody ends it; a timer keeps the process alive meanwhile.
      const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
      signal.addEventListener('abort', done, { once: true });
      this.#wake = done;
    });
  }

  #changed(): void {
    this.#wake();
    this.#onChange();
  }
}
