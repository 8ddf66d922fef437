import type { Rule } from '../rule';
import { UNREADABLE } from './readable';

/** Every rule. Each lives in a file with those that look at the same thing. */
export const RULES: readonly Rule[] = [UNREADABLE];
