import { RULE_LIMITS, sizeOfRule } from './limits';
import { type AlarmRule, anyOf } from './rule';

/**
 * "Any of these", in as few rules as CloudWatch's limits allow. A later term never changes an earlier rule, so what is added at
 * the end leaves every composite alarm where it is, but the last.
 */
export class SplitRule {
  readonly #parts: AlarmRule[][] = [];

  /** @returns number of the part that took the term, from 1 */
  add(term: AlarmRule): number {
    const last = this.#parts.at(-1);
    if (last !== undefined && fits([...last, term])) last.push(term);
    else this.#parts.push([term]);
    return this.#parts.length;
  }

  get length(): number {
    return this.#parts.length;
  }

  /** @param part from 1 */
  rule(part: number): AlarmRule {
    return anyOf(...(this.#parts[part - 1] ?? []));
  }
}

function fits(terms: readonly AlarmRule[]): boolean {
  const size = sizeOfRule(anyOf(...terms));
  return (['alarms', 'elements', 'characters'] as const).every((limit) => size[limit] <= RULE_LIMITS[limit]);
}
