import { Token } from 'aws-cdk-lib';
import { hasControlCharacter, sentenceFault } from '../model/contracts/sentence';

/** Longest sentence that people still read. */
const LONGEST_SENTENCE = 500;

/** Source: Tagging API reference, "Tag naming limits and requirements". */
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Whether a value is known at deployment only; an element of a list of tokens is marked in its own way. */
export function isToken(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && Token.isUnresolved([value]));
}

/** A declaration that cannot be right: every fault of it, in one error. */
export class DeclarationError extends Error {
  /** By which errors of this kind are known in logs. */
  override readonly name = 'DeclarationError';

  constructor(
    /** Path of the construct, where there is one. */
    readonly place: string,
    /** Each says what, got, allowed. */
    readonly faults: readonly string[],
  ) {
    super(`${place}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Collects what is wrong with one declaration and throws once. */
export class Faults {
  readonly #found: string[] = [];

  add(...faults: readonly (string | undefined)[]): this {
    this.#found.push(...faults.filter((fault) => fault !== undefined));
    return this;
  }

  /**
   * A value that becomes part of a name or of the catalogue must be known at synth; only then is it checked further.
   * @param check what is wrong with the known value; nothing when it is fine
   */
  known<T extends string | number>(what: string, value: T, check: (value: T) => string | undefined): this {
    // Callers without types may leave it out.
    if (value === undefined || value === null) {
      return this.add(`${what}: got nothing, allowed is a value known at synth`);
    }
    if (isToken(value)) return this.add(`${what}: got a token, allowed is a value known at synth`);
    const plain = typeof value === 'string' || typeof value === 'number';
    return this.add(plain ? check(value) : `${what}: got ${String(value)}, allowed is a text or a number`);
  }

  /** What callers without types may leave out, and what is nothing without it. */
  required(what: string, value: unknown, allowed: string): this {
    return this.add(value === undefined || value === null ? `${what}: got nothing, allowed is ${allowed}` : undefined);
  }

  /** A sentence that people will read: known at synth, not blank, not too long. */
  sentence(what: string, text: string, longest = LONGEST_SENTENCE): this {
    return this.known(what, text, () => {
      if (typeof text !== 'string') return `${what}: got ${String(text)}, allowed is a text`;
      const fault = sentenceFault(text, longest);
      return fault === undefined ? undefined : `${what}: ${fault}`;
    });
  }

  /** A sentence that may be left out, but not blank. */
  optionalSentence(what: string, text: string | undefined, longest?: number): this {
    return text === undefined ? this : this.sentence(what, text, longest);
  }

  /** A name for people that also becomes the value of a tag. */
  tagged(what: string, text: string, longest: number): this {
    this.sentence(what, text, longest);
    return this.add(
      typeof text !== 'string' ||
        isToken(text) ||
        hasControlCharacter(text) ||
        text.trim() === '' ||
        TAG_VALUE.test(text)
        ? undefined
        : `${what}: got "${text}", allowed are letters, digits, spaces and "_.:/=+-@", because it becomes a tag`,
    );
  }

  /** For values that are checked by the construct which they are given to. */
  get found(): readonly string[] {
    return this.#found;
  }

  /** @throws DeclarationError when something was found */
  throwAt(place: string): void {
    if (this.#found.length > 0) throw new DeclarationError(place, this.#found);
  }
}
