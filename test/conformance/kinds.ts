import { github } from './kinds/github';
import type { Kind } from './kinds/kind';
import { opsItems } from './kinds/opsitems';
import { slack } from './kinds/slack';

export type { Kind, Refusal } from './kinds/kind';

export const KINDS: readonly Kind[] = [slack, github, opsItems];
