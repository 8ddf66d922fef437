import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ok } from '../../lib/model/contracts/target-result';
import { slackApp } from '../doors/slack-app';
import { sayTo } from '../doors/slack-reply';
import type { Environment } from '../environment';
import { Secrets } from '../secrets';
import type { Actors } from './act';
import { Members } from './members';
import { rights } from './rights';
import { usersOf } from './users';

const CALL_MS = 5000;

/** Who may give commands in Slack, and how they are answered. Where there are no buttons any more, nobody may. */
export function slackActors({ slackActions, targets }: Pick<Environment, 'slackActions' | 'targets'>): {
  readonly may: NonNullable<Actors['may']>;
  readonly answer: Actors['answer'];
} {
  if (slackActions === undefined) return { may: async () => ok(false), answer: async () => undefined };
  const app = slackApp(slackActions, targets, new Secrets(new SecretsManagerClient(), Date.now));
  const membersOf = (group: string) => new Members(usersOf(app.call(CALL_MS), group), Date.now);
  const support = app.supportGroup === undefined ? undefined : membersOf(app.supportGroup);
  return {
    may: rights(membersOf(app.userGroup), support),
    answer: (replyTo, text) => sayTo(replyTo, text, { apiUrl: app.apiUrl, timeoutMs: CALL_MS }),
  };
}
