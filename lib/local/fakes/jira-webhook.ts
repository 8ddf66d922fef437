import { createHmac, randomUUID } from 'node:crypto';
import type { FakeCallbacks } from './server';

/** Who did it. Accounts of programs are accounts like those of people. */
export interface JiraUser {
  readonly accountId: string;
  readonly displayName: string;
}
export const PERSON: JiraUser = { accountId: '5b10a2844c20165700ede21g', displayName: 'Sam' };
export const PROGRAM: JiraUser = { accountId: '712020:slo', displayName: 'Incidents' };

/**
 * Tells of it as Jira's webhooks do (Jira Cloud, "Webhooks", "Secure admin webhooks"): the raw body is signed, its time is not apart. What
 * nobody takes is sent again by Jira, which is left out here.
 */
export async function tell(
  { url, signingSecret }: FakeCallbacks,
  event: { readonly webhookEvent: string; readonly at: number; readonly by: JiraUser; readonly said: object },
): Promise<void> {
  const { webhookEvent, at, by, said } = event;
  const user = { ...by, accountType: 'atlassian', active: true };
  const body = JSON.stringify({ timestamp: at, webhookEvent, user, ...said });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-atlassian-webhook-identifier': randomUUID(),
    'x-hub-signature': `sha256=${createHmac('sha256', signingSecret).update(body).digest('hex')}`,
  };
  await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
}
