import * as v from 'valibot';
import { type Answer, send } from '../../lambda/targets/http';
import { slackSettings } from '../../lambda/targets/slack';
import { line } from '../render/text';
import type { Examiner, Patient, Symptom } from './examiner';
import { missingScopes } from './slack-scopes';

const APP = 'https://api.slack.com/apps';
const REINSTALL = `add it below "OAuth & Permissions" of the app (${APP}) and install the app again; the token stays the same`;
/** Slack: "Verifying a token's validity": these say that the token itself is not good. */
const BAD_TOKEN = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);

const said = v.object({ ok: v.boolean(), error: v.optional(v.string()), needed: v.optional(v.string()) });
const info = v.object({
  channel: v.object({
    is_member: v.optional(v.boolean()),
    is_archived: v.optional(v.boolean()),
    is_private: v.optional(v.boolean()),
  }),
});
const users = v.object({ users: v.array(v.unknown()) });

interface Said {
  readonly answer: Answer;
  /** Slack's own code of what is wrong; nothing when all is well. */
  readonly error?: string;
}

/** Slack: the token, its scopes, the channel, and the groups whose members may press buttons. */
export const examineSlack: Examiner = async (patient) => {
  const { channel, actions } = slackSettings(patient.config.settings);
  const test = await ask(patient, 'auth.test', {});
  if ('id' in test) return [test];
  if (test.error !== undefined) return [tokenSymptom(test.error)];
  const groups = patient.userGroups ?? [];
  const [seen, ...pressing] = await Promise.all([
    channelOf(patient, channel),
    ...groups.map((group) => groupSymptom(patient, group)),
  ]);
  const hasButtons = actions === 'on' || groups.length > 0;
  return [
    ...scopeSymptoms(test.answer, { isPrivate: seen.isPrivate, hasButtons }),
    ...seen.symptoms,
    ...pressing.filter((symptom) => symptom !== undefined),
  ];
};

async function ask(
  { secret, config, timeoutMs }: Patient,
  method: string,
  form: Readonly<Record<string, string>>,
): Promise<Said | Symptom> {
  const { apiUrl } = slackSettings(config.settings);
  const headers = { authorization: `Bearer ${secret.botToken}` };
  const sent = await send({ method: 'POST', url: `${apiUrl}/${method}`, headers, form, reads: true, timeoutMs });
  if (sent.outcome !== 'ok') return unreachable(sent.why);
  const parsed = v.safeParse(said, sent.value.body);
  if (!parsed.success) return unreachable(`${method}: HTTP ${sent.value.status} with something else than documented`);
  const { ok, error = 'no reason' } = parsed.output;
  return { answer: sent.value, ...(ok ? {} : { error: line(error) }) };
}

function unreachable(why: string): Symptom {
  return {
    id: 'unreachable',
    level: 'error',
    message: `Slack: got ${why}, allowed is an answer of its Web API`,
    remedy: 'try again; look at https://slack-status.com and at what stands between here and Slack',
  };
}

function tokenSymptom(error: string): Symptom {
  return BAD_TOKEN.has(error)
    ? {
        id: 'token-refused',
        level: 'error',
        message: `Slack: got a botToken that it refuses (${error}), allowed is the bot token of an installed app`,
        remedy: `copy the "Bot User OAuth Token" of the app (${APP}) into the key botToken of the secret`,
      }
    : unreachable(error);
}

/** Every answer lists what the token may (header `X-OAuth-Scopes`); without the header nothing is known. */
function scopeSymptoms({ headers }: Answer, facts: Parameters<typeof missingScopes>[1]): Symptom[] {
  const header = headers.get('x-oauth-scopes');
  if (header === null) return [];
  const granted = new Set(header.split(',').map((scope) => scope.trim()));
  return missingScopes(granted, facts).map(({ scope, level, without }) => ({
    id: 'scope-missing',
    level,
    message: `Slack: got a token without the scope ${scope}, allowed is one with it: without it ${without}`,
    remedy: REINSTALL,
  }));
}

interface SeenChannel {
  readonly isPrivate?: boolean | undefined;
  readonly symptoms: readonly Symptom[];
}

/** Where the app may not ask about the channel, whether it can read there says most of it. */
async function channelOf(patient: Patient, channel: string): Promise<SeenChannel> {
  const told = await ask(patient, 'conversations.info', { channel });
  if ('id' in told) return { symptoms: [told] };
  if (told.error === 'missing_scope') return { symptoms: await readable(patient, channel) };
  if (told.error !== undefined) return { symptoms: [channelSymptom(told.error, channel)] };
  const parsed = v.safeParse(info, told.answer.body);
  if (!parsed.success) return { symptoms: [unreachable('conversations.info with something else than documented')] };
  const { is_member, is_archived, is_private: isPrivate } = parsed.output.channel;
  if (is_archived) return { isPrivate, symptoms: [channelSymptom('is_archived', channel)] };
  return { isPrivate, symptoms: is_member === false ? [channelSymptom('not_in_channel', channel)] : [] };
}

async function readable(patient: Patient, channel: string): Promise<Symptom[]> {
  const read = await ask(patient, 'conversations.history', { channel, limit: '1' });
  if ('id' in read) return [read];
  // The scope that is missing is said of itself.
  return read.error === undefined || read.error === 'missing_scope' ? [] : [channelSymptom(read.error, channel)];
}

function channelSymptom(error: string, channel: string): Symptom {
  const about = (id: string, message: string, remedy: string): Symptom => ({ id, level: 'error', message, remedy });
  switch (error) {
    case 'channel_not_found':
      return about(
        'channel-missing',
        `Slack: got channel ${channel}, which the app cannot see, allowed is the id of a channel of its workspace`,
        'copy the id from the details of the channel into channelId; invite the app to a private channel',
      );
    case 'not_in_channel':
      return about(
        'not-in-channel',
        `Slack: got channel ${channel}, in which the app is no member, allowed is one in which it is`,
        'say "/invite @" and the name of the app in the channel',
      );
    case 'is_archived':
      return about(
        'channel-archived',
        `Slack: got channel ${channel}, which is archived, allowed is one that takes messages`,
        'unarchive the channel, or give another one as channelId and deploy',
      );
    default:
      return unreachable(`${error} about channel ${channel}`);
  }
}

async function groupSymptom(patient: Patient, group: string): Promise<Symptom | undefined> {
  const told = await ask(patient, 'usergroups.users.list', { usergroup: group });
  if ('id' in told) return told;
  // The scope that is missing is said of itself.
  if (told.error === 'missing_scope') return undefined;
  if (told.error !== undefined)
    return {
      id: 'user-group-missing',
      level: 'error',
      message: `Slack: got user group ${group} (${told.error}), allowed is the id of a user group of the workspace: nobody may press a button`,
      remedy: 'copy the id of the group (People, User groups, Copy group ID) into slackActions and deploy',
    };
  const listed = v.safeParse(users, told.answer.body);
  if (!listed.success || listed.output.users.length > 0) return undefined;
  return {
    id: 'user-group-empty',
    level: 'warning',
    message: `Slack: got user group ${group} without members, allowed is one with those who may press buttons`,
    remedy: 'add whoever is on call to the group (People, User groups)',
  };
}
