import { createTarget } from '../../lambda/targets';
import { Bench } from './bench';
import { KINDS } from './kinds';
import { pictures } from './pictures';
import { conformance } from './suite';
import { vendorRules } from './vendor-rules';

/**
 * What every target must do, whatever the network and the vendor do. The network is a proxy that spoils calls. The vendors are somebody
 * else's servers (emulate), to show that our requests are not only understood by our own, and strict fakes, which refuse what
 * the real ones refuse.
 */
describe.each(KINDS)('target $kind', (kind) => {
  if (kind.isEmulated)
    describe("in front of somebody else's server", () => {
      conformance(kind, () => Bench.emulated(kind));
      pictures(kind, () => Bench.emulated(kind));
    });

  describe('in front of a server that keeps the documented rules', () => {
    conformance(kind, async () => (await Bench.strict(kind)).bench);
    vendorRules(kind, () => Bench.strict(kind));
    pictures(kind, async () => (await Bench.strict(kind)).bench);
  });
});

describe('a target that does not exist', () => {
  const config = { name: 'pager', kind: 'pigeon', audience: 'engineers' as const, secretArn: 'arn', settings: {} };
  const build = (change: object) => () =>
    createTarget({ config: { ...config, ...change }, secret: async () => ({}), timeoutMs: 1 });

  it.each(['pigeon', 'constructor', ''])('is refused with its name and what is allowed: %s', (kind) => {
    expect(build({ kind })).toThrow(`target "pager": got kind "${kind}", allowed are slack, github, jira`);
    for (const { kind: allowed } of KINDS.filter(({ factory }) => factory === undefined))
      expect(build({ kind })).toThrow(allowed);
  });

  it.each([
    ['github', { repository: 'nowhere' }, 'target "pager": settings.repository: got "nowhere", allowed is owner/name'],
    ['github', {}, 'settings.repository: got "", allowed is owner/name'],
    ['slack', { channel: '#incidents' }, 'settings.channel: got "#incidents", allowed is the id of a channel'],
    ['slack', { channel: 'C1', apiUrl: 'http://slack.com/api' }, 'settings.apiUrl: got "http://slack.com/api"'],
    [
      'webhook',
      { apiUrl: 'https://me:very-secret@hooks.example/x' },
      'settings.apiUrl: got "https://…@hooks.example/x", allowed is an https address',
    ],
    [
      'webhook',
      { apiUrl: 'http://hooks.example/x?token=very-secret' },
      'settings.apiUrl: got "http://hooks.example/x?…", allowed is an https address',
    ],
    ['slack', { channel: 'C1', apiUrl: 'nonsense' }, 'allowed is an https address (http on this computer only)'],
    [
      'slack',
      { channel: 'C1', apiURL: 'https://slack.com/api' },
      'allowed is no other than channel, apiUrl and actions',
    ],
  ])('is refused when its settings are wrong: %s %j', (kind, settings, message) => {
    expect(build({ kind, settings })).toThrow(message);
  });
});
