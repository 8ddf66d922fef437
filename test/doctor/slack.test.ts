import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { SLACK_SCOPES } from '../../lib/doctor/slack-scopes';
import { FakeSlack } from '../../lib/local/fakes/slack';
import { found, named, TOKEN } from './patient';

let slack: FakeSlack;

beforeEach(async () => {
  slack = await FakeSlack.start();
  slack.tokens = new Set([TOKEN]);
  slack.people.groups.set('S0ONCALL', ['U0DANA']);
});
afterEach(() => slack.stop());

const settings = (more: Record<string, string> = {}) => ({
  channel: FakeSlack.CHANNEL,
  apiUrl: `${slack.url}/api`,
  ...more,
});
const examined = (more: Partial<Parameters<typeof found>[1]> = {}) =>
  found('slack', { settings: settings(), secret: { botToken: TOKEN }, ...more });
const without = (...scopes: string[]) => new Set([...slack.scopes].filter((scope) => !scopes.includes(scope)));

it('finds nothing where all is well, in a public and a private channel, with buttons and without', async () => {
  expect(await examined()).toEqual([]);
  slack.isPrivate = true;
  expect(await examined({ settings: settings({ actions: 'on' }), userGroups: ['S0ONCALL'] })).toEqual([]);
});

it.each<[what: string, broken: (slack: FakeSlack) => void, expected: string[]]>([
  ['a token that was revoked', (fake) => (fake.tokens = new Set()), ['error token-refused']],
  ['a channel without the app', (fake) => (fake.isMember = false), ['error not-in-channel']],
  ['an archived channel', (fake) => (fake.isArchived = true), ['error channel-archived']],
  [
    'a private channel without the app',
    (fake) => Object.assign(fake, { isPrivate: true, isMember: false }),
    ['error channel-missing'],
  ],
])('finds %s', async (_what, broken, expected) => {
  broken(slack);
  expect(named(await examined())).toEqual(expected);
});

it('finds a channel that is not there', async () => {
  expect(named(await examined({ settings: settings({ channel: 'C0ELSEWHERE' }) }))).toEqual(['error channel-missing']);
});

it.each([
  ['chat:write', 'error'],
  ['channels:history', 'error'],
  ['files:write', 'warning'],
  ['channels:read', 'warning'],
])('finds the missing scope %s', async (scope, level) => {
  slack.scopes = without(scope);
  const symptoms = await examined();
  expect(named(symptoms)).toEqual([`${level} scope-missing`]);
  expect(symptoms[0]!.message).toContain(scope);
});

it('asks of a private channel for other scopes', async () => {
  slack.isPrivate = true;
  slack.scopes = without('channels:history', 'channels:read');
  expect(await examined()).toEqual([]);
  slack.scopes = without('groups:history');
  expect((await examined())[0]!.message).toContain('groups:history');
});

it('sees whether the app is a member even where it may not ask about channels', async () => {
  slack.scopes = without('channels:read', 'groups:read');
  slack.isMember = false;
  expect(named(await examined()).sort()).toEqual(['error not-in-channel', 'warning scope-missing']);
});

describe('where people may press buttons', () => {
  const pressed = (...userGroups: string[]) => examined({ settings: settings({ actions: 'on' }), userGroups });

  it('finds a group that is not there, and one without members', async () => {
    slack.people.groups.set('S0EMPTY', []);
    expect(named(await pressed('S0ONCALL', 'S0WRONG', 'S0EMPTY'))).toEqual([
      'error user-group-missing',
      'warning user-group-empty',
    ]);
  });

  it('finds the missing scope, which nobody else needs', async () => {
    slack.scopes = without('usergroups:read');
    expect(named(await pressed('S0ONCALL'))).toEqual(['error scope-missing']);
    expect(await examined()).toEqual([]);
  });
});

it('says that Slack does not answer', async () => {
  const nobody = { channel: FakeSlack.CHANNEL, apiUrl: 'http://127.0.0.1:9/api' };
  expect(named(await examined({ settings: nobody }))).toEqual(['error unreachable']);
});

it('says that settings are wrong instead of failing', async () => {
  expect(named(await examined({ settings: settings({ channel: '#incidents' }) }))).toEqual(['error not-examined']);
});

it('checks the scopes for which the manifest of the app asks', () => {
  const manifest = parse(readFileSync(resolve(__dirname, '../../docs/targets/slack-app-manifest.yaml'), 'utf8'));
  expect(manifest.oauth_config.scopes.bot.sort()).toEqual(SLACK_SCOPES.map(({ scope }) => scope).sort());
});
