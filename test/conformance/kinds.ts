import { github } from './kinds/github';
import { jira } from './kinds/jira';
import type { Kind } from './kinds/kind';
import { slack } from './kinds/slack';

export type { Kind, Refusal } from './kinds/kind';

export const KINDS: readonly Kind[] = [slack, github, jira];
