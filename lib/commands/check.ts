import { checkAssembly } from '../check/check';
import { RULES } from '../check/rules';
import type { CheckDocument } from '../model/contracts/documents';
import { openAssembly, reading } from './assembly';
import { suggestion } from './suggestion';
import { UsageError } from './usage-error';

export { findingsInWords } from '../render/findings';

export interface CheckOptions {
  readonly assembly: string;
  /** Ids of findings that are accepted. */
  readonly ignore?: readonly string[];
  /** Warnings count, too. */
  readonly strict?: boolean;
}

/**
 * What an assembly says that AWS would refuse, or that could never work.
 * @param now epoch milliseconds
 * @throws UsageError for an id that no rule has, and for an assembly that cannot be read
 */
export function check({ assembly, ignore = [], strict = false }: CheckOptions, now: number): CheckDocument {
  const known = RULES.map(({ id }) => id);
  for (const id of ignore) {
    if (!known.includes(id)) throw new UsageError(`--ignore: got "${id}", ${suggestion(id, known)}`);
  }
  const { objectives, findings } = reading('--assembly', () => checkAssembly(openAssembly(assembly), now));
  const left = findings.filter(({ id }) => !ignore.includes(id));
  const ok = left.every(({ level }) => level === 'info' || (level === 'warning' && !strict));
  return { version: 1, ok, objectives, findings: left };
}
