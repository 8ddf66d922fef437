import type { Random } from './random';

/** Draws Poisson counts of one mean by looking up where a uniform number falls in the cumulative distribution. */
export class Poisson {
  /** `#upTo[k]` = probability of at most k. */
  readonly #upTo: Float64Array;

  /** @throws RangeError for a mean that is negative or above 500, where the first probability would be too small for a double */
  constructor(mean: number) {
    if (!(mean >= 0 && mean <= 500)) throw new RangeError(`mean: got ${mean}, allowed are numbers from 0 to 500`);
    const upTo: number[] = [];
    let probability = Math.exp(-mean);
    let sum = probability;
    for (let count = 1; upTo.at(-1) !== sum || count <= mean; count += 1) {
      upTo.push(sum);
      probability *= mean / count;
      sum += probability;
    }
    this.#upTo = Float64Array.from(upTo);
  }

  draw(random: Random): number {
    const at = random.fraction();
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#upTo[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
