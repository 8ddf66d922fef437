import { Token } from 'aws-cdk-lib';

/** A declaration that cannot be right: every fault of it, in one error. */
export class DeclarationError extends Error {
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

  /** A sentence that people will read must not be blank; a token is left alone. */
  sentence(what: string, text: string, longest = 500): this {
    if (Token.isUnresolved(text)) return this;
    if (text.trim() === '') return this.add(`${what}: got a blank text, allowed is a sentence`);
    return text.length > longest ? this.add(`${what}: got ${text.length} characters, allowed are ${longest}`) : this;
  }

  throwAt(place: string): void {
    if (this.#found.length > 0) throw new DeclarationError(place, this.#found);
  }
}
