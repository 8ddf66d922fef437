import { FakeEmail } from './fakes/email';
import { FakeGitlab } from './fakes/gitlab';
import { FakeJira } from './fakes/jira';
import { FakeOpsItems } from './fakes/opsitems';
import { FakePagerDuty, routingKeyOf } from './fakes/pagerduty';
import type { FakeVendor } from './fakes/server';
import { FakeServiceNow } from './fakes/servicenow';
import { FakeWebhook } from './fakes/webhook';
import { FakeZendesk } from './fakes/zendesk';

/** How one kind of target is played on this computer. A new kind is a row of STAND_INS, beside its fake. */
export interface StandIn {
  /** @param now what time it is for the vendor, epoch milliseconds */
  readonly start: (now: () => number) => Promise<FakeVendor>;
  /** What its secret holds, with a token that the vendor takes; nothing where it needs none. */
  readonly secret: (token: string) => Readonly<Record<string, string>>;
  /** Settings that differ here from those of the template. @default - `apiUrl` */
  readonly settings?: (url: string) => Readonly<Record<string, string>>;
  /** As people call it, where it is no kind of ours. */
  readonly called?: string;
  /** People see its texts as Markdown. @default - as they are */
  readonly isMarkdown?: boolean;
}

/**
 * By kind. Slack and GitHub have an emulator that others wrote; of kinds of the user's own only that of examples/own-target has somebody
 * behind it.
 */
export const STAND_INS: ReadonlyMap<string, StandIn> = new Map<string, StandIn>([
  [
    'jira',
    {
      start: FakeJira.start,
      secret: (apiToken) => ({ email: 'incidents@local.example', apiToken }),
      settings: (apiUrl) => ({ apiUrl, site: apiUrl }),
      isMarkdown: true,
    },
  ],
  ['servicenow', { start: FakeServiceNow.start, secret: (password) => ({ user: 'cdk.slo', password }) }],
  ['zendesk', { start: FakeZendesk.start, secret: (clientSecret) => ({ clientId: 'cdk-slo', clientSecret }) }],
  ['opsitems', { start: FakeOpsItems.start, secret: () => ({}), isMarkdown: true }],
  [
    'pagerduty',
    {
      start: FakePagerDuty.start,
      secret: (token) => ({ routingKey: routingKeyOf(token) }),
      isMarkdown: true,
    },
  ],
  ['webhook', { start: FakeWebhook.start, secret: (signingSecret) => ({ signingSecret }) }],
  [
    'email',
    { start: FakeEmail.start, secret: () => ({}), settings: (apiUrl) => ({ apiUrl, topicArn: FakeEmail.TOPIC }) },
  ],
  [
    'gitlab',
    {
      start: FakeGitlab.start,
      secret: (token) => ({ token }),
      settings: (url) => ({ apiUrl: `${url}/api/v4` }),
      called: 'GitLab',
      isMarkdown: true,
    },
  ],
]);
