import type { Change } from '../model/contracts/documents';
import type { Declared } from './side';

/** One change, without the SLO that it is about. */
export type Found = Pick<Change, 'kind' | 'level' | 'before' | 'after' | 'consequence'>;

/** Compares one concern of an SLO that is declared on both sides. */
export type Rule = (before: Declared, after: Declared) => readonly Found[];
