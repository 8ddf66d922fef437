import { createHmac } from 'node:crypto';
import type { CallbackKindName } from '../../lib/model/contracts/callback';

/** Bodies and signatures as the vendors document them. Source: targets' reference documentation, chapters 4, 6, 7 and 8. */

export type Deed = 'acknowledged' | 'closed' | 'shared';

export interface Vendor {
  /** Id of the incident's object there. */
  object(incident: string): string;
  /** What it sends when a person does that. */
  body(deed: Deed, about: About): Record<string, unknown>;
  /** Deeds of which it can tell. */
  readonly tells: readonly Deed[];
  headers(body: Buffer, secret: string, now: number): Record<string, string>;
  /** Settings of the target. */
  readonly settings: Readonly<Record<string, string>>;
  /** Who did it, as people will read it. */
  readonly by: Readonly<Record<Deed, string>>;
}

export interface About {
  readonly incident: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly object?: string;
  readonly text?: string;
  /** Of the person. */
  readonly name?: string;
}

const hex = (secret: string, ...signed: (string | Buffer)[]) => digest(secret, signed, 'hex');
const iso = (at: number) => new Date(at).toISOString();

function digest(secret: string, signed: readonly (string | Buffer)[], encoding: 'hex' | 'base64'): string {
  const hmac = createHmac('sha256', secret);
  for (const part of signed) hmac.update(part);
  return hmac.digest(encoding);
}

const github: Vendor = {
  object: () => '17',
  tells: ['acknowledged', 'closed', 'shared'],
  settings: { repository: 'acme/ops' },
  by: { acknowledged: 'sam', closed: 'sam', shared: 'sam' },
  headers: (body, secret) => ({ 'X-Hub-Signature-256': `sha256=${hex(secret, body)}`, 'X-GitHub-Delivery': '1' }),
  body(deed, { incident, at, object = '17', text = '/share Please wait', name = 'sam' }) {
    const sender = { login: name, type: 'User' };
    const issue = {
      number: Number(object),
      state: deed === 'closed' ? 'closed' : 'open',
      labels: [{ name: `slo-${incident}` }, { name: 'sev1' }],
      html_url: 'https://github.com/acme/ops/issues/17',
      updated_at: iso(at),
    };
    const common = { issue, repository: { full_name: 'acme/ops' }, sender };
    if (deed === 'closed') return { action: 'closed', ...common };
    if (deed === 'acknowledged') return { action: 'assigned', assignee: { login: 'kim', type: 'User' }, ...common };
    const comment = { body: text, created_at: iso(at), author_association: 'MEMBER', user: sender };
    return { action: 'created', comment, ...common };
  },
};

const jira: Vendor = {
  object: () => '10042',
  tells: ['acknowledged', 'closed', 'shared'],
  settings: { site: 'https://acme.atlassian.net', project: 'OPS' },
  by: { acknowledged: 'Sam', closed: 'Sam', shared: 'Sam' },
  headers: (body, secret) => ({
    'X-Hub-Signature': `sha256=${hex(secret, body)}`,
    'X-Atlassian-Webhook-Identifier': '1',
  }),
  body(deed, { incident, at, object = '10042', text = '/share Please wait', name = 'Sam' }) {
    const user = { accountId: '5b10', accountType: 'atlassian', displayName: name };
    const issue = { id: object, key: 'OPS-17' };
    if (deed === 'shared')
      return { timestamp: at, webhookEvent: 'comment_created', comment: { id: '1', author: user, body: text }, issue };
    const [key, to] = deed === 'closed' ? ['done', '10001'] : ['indeterminate', '3'];
    const status = { name: key, statusCategory: { key } };
    const item = { field: 'status', fieldId: 'status', from: '1', fromString: 'To Do', to, toString: key };
    return {
      timestamp: at,
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_generic',
      user,
      issue: { ...issue, fields: { status, labels: [`slo-${incident}`] } },
      changelog: { id: '2001', items: [item] },
    };
  },
};

const pagerduty: Vendor = {
  object: (incident) => `slo-${incident}-1`,
  tells: ['acknowledged', 'closed'],
  settings: {},
  by: { acknowledged: 'Sam', closed: 'Sam', shared: 'Sam' },
  headers: (body, secret) => ({ 'X-PagerDuty-Signature': `v1=${hex(secret, body)}`, 'X-Webhook-Id': '1' }),
  body: (deed, { incident, at, object = `slo-${incident}-1`, name = 'Sam' }) => ({
    event: {
      id: '01EVT',
      event_type: deed === 'closed' ? 'incident.resolved' : `incident.${deed}`,
      resource_type: 'incident',
      occurred_at: iso(at),
      agent: { id: 'PUSER1', type: 'user_reference', summary: name },
      client: null,
      data: { id: 'Q2AB', type: 'incident', status: deed, incident_key: object },
    },
  }),
};

const zendesk: Vendor = {
  object: () => '3101',
  tells: ['acknowledged', 'closed', 'shared'],
  settings: { subdomain: 'acme' },
  by: { acknowledged: 'An agent', closed: 'An agent', shared: 'Sam' },
  headers(body, secret, now) {
    const timestamp = `${iso(now).slice(0, 19)}Z`;
    return {
      'X-Zendesk-Webhook-Signature': digest(secret, [timestamp, body], 'base64'),
      'X-Zendesk-Webhook-Signature-Timestamp': timestamp,
    };
  },
  body(deed, { incident, at, object = '3101', text = '/share Please wait', name = 'Sam' }) {
    const comment = { id: '1', body: text, is_public: false, author: { id: '7', is_staff: true, name } };
    const status = { current: deed === 'closed' ? 'SOLVED' : 'OPEN', previous: 'NEW' };
    return {
      account_id: 1,
      type: `zen:event-type:ticket.${deed === 'shared' ? 'comment_added' : 'status_changed'}`,
      id: `evt-${deed}`,
      time: iso(at),
      detail: { id: object, actor_id: '7', external_id: `slo-${incident}`, status: status.current, tags: [] },
      event: deed === 'shared' ? { comment } : status,
    };
  },
};

export const VENDORS: Readonly<Record<CallbackKindName, Vendor>> = { github, jira, pagerduty, zendesk };
export const KINDS = Object.keys(VENDORS) as CallbackKindName[];
