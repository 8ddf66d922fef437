import { isReplyAddress, sayTo } from '../../lambda/doors/slack-reply';
import { FakeSlack } from '../../lib/local/fakes/slack';

const API = 'https://slack.com/api';

it.each([
  ['https://hooks.slack.com/actions/T1/2/y', API, true],
  ['https://hooks.slack-gov.com/actions/T1/2/y', 'https://slack-gov.com/api', true],
  ['http://127.0.0.1:9/actions', 'http://localhost:7/api', true],
  ['http://hooks.slack.com/actions/T1/2/y', API, false],
  ['https://hooks.slack.com.evil.example/actions', API, false],
  ['https://evil.example/hooks.slack.com', API, false],
  ['https://hooks.slack.com:8443/actions', API, false],
  ['https://hooks.slack.com@evil.example/actions', API, false],
  ['http://127.0.0.1:9/actions', API, false],
  ['http://169.254.169.254/latest/meta-data', API, false],
  ['https://hooks.slack.com/actions', 'http://127.0.0.1:7/api', false],
  ['', API, false],
  ['nonsense', API, false],
])('an answer to %j, with the API at %s: %p', (address, api, expected) => {
  expect(isReplyAddress(address, api)).toBe(expected);
});

describe('an answer to one person', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    jest.spyOn(console, 'warn').mockReturnValue();
    slack = await FakeSlack.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await slack.stop();
  });
  const say = (text: string, address = `${slack.url}/actions/T1/2/y`) =>
    sayTo(address, text, { apiUrl: `${slack.url}/api`, timeoutMs: 8000 });

  it.each([
    ['<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
    ['\u202egnp.exe \u{1F9E3}', 'gnp.exe \u{1F9E3}'],
    ['x'.repeat(4000), `${'x'.repeat(2999)}…`],
  ])('is text and nothing more: %s', async (text, expected) => {
    expect(await say(text)).toBe(true);
    expect(slack.people.told).toEqual([expected]);
  });

  it('is said five times at most, as often as Slack takes it', async () => {
    const taken = [];
    for (let time = 0; time < 6; time += 1) taken.push(await say('words'));
    expect(taken).toEqual([true, true, true, true, true, false]);
  });

  it.each([
    ['nowhere', undefined],
    ['elsewhere', 'https://evil.example/x'],
  ])('does not go %s', async (_, address) => {
    const asked = jest.spyOn(globalThis, 'fetch');
    expect(await sayTo(address, 'words', { apiUrl: API, timeoutMs: 8000 })).toBe(false);
    expect(asked).not.toHaveBeenCalled();
  });

  it('fails quietly when Slack is away', async () => {
    await slack.stop();
    expect(await say('words')).toBe(false);
  });
});
