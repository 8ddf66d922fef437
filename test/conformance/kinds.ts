import { email } from './kinds/email';
import { github } from './kinds/github';
import { jira } from './kinds/jira';
import type { Kind } from './kinds/kind';
import { opsItems } from './kinds/opsitems';
import { pagerduty } from './kinds/pagerduty';
import { serviceNow } from './kinds/servicenow';
import { slack } from './kinds/slack';
import { webhook } from './kinds/webhook';
import { zendesk } from './kinds/zendesk';

export type { Kind, Refusal } from './kinds/kind';

export const KINDS: readonly Kind[] = [slack, github, jira, serviceNow, zendesk, opsItems, pagerduty, webhook, email];
