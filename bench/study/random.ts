/**
 * Pseudo-random numbers that are the same on every machine: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom
 * number generators"), its state filled from any list of numbers by the finalizer of MurmurHash3, so that every cell and run has
 * a stream of its own, whoever computes it and in whatever order.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  static of(...seeds: readonly number[]): Random {
    let hash = 0;
    const mixed = () => {
      hash = (hash + 0x9e3779b9) | 0;
      return finalized(hash);
    };
    for (const seed of seeds) hash = mixed() ^ Math.imul(seed, 0x85ebca6b);
    return new Random(mixed(), mixed(), mixed(), mixed() | 1);
  }

  /** The state of the generator: 32 bits each, not all zero. */
  constructor(a: number, b: number, c: number, d: number) {
    [this.#a, this.#b, this.#c, this.#d] = [a, b, c, d];
  }

  /** 32 bits, unsigned. */
  bits(): number {
    const result = Math.imul(rotated(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotated(this.#d, 11);
    return result;
  }

  /** From 0 (inclusive) to 1 (exclusive), 53 bits. */
  fraction(): number {
    return ((this.bits() >>> 5) * 2 ** 26 + (this.bits() >>> 6)) * 2 ** -53;
  }

  /** How often one tries until something of this probability happens: 1, 2, 3, … with mean 1 / probability. */
  tries(probability: number): number {
    if (probability >= 1) return 1;
    return Math.max(1, Math.ceil(Math.log1p(-this.fraction()) / Math.log1p(-probability)));
  }
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function finalized(word: number): number {
  const first = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}
