import { Stack } from 'aws-cdk-lib';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { Audience, githubIssues, IncidentResponse, jiraIssues, Route, slackChannel } from '../../lib';
import { SIGNING_SECRET } from '../../lib/local/slack-people';
import { synthesized } from '../support/estate';
import { World } from '../support/world';
import { type Deed, VENDORS } from './vendors';

/** From what somebody does in an issue to what everybody reads: the template, the functions as they are bundled, a signed webhook. */
describe('what people do in an issue, all the way', () => {
  const estate = synthesized(
    (app) => new ShopPromises(app, 'EcharpeShopPromises', { routes: [Route.always()] }),
    (app) => {
      const stack = new Stack(app, 'EcharpeResponse');
      new IncidentResponse(stack, 'IncidentResponse', {
        targets: [
          slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
          slackChannel({ name: 'support', channelId: 'C0SUPPORT', audience: Audience.SUPPORT }),
          githubIssues({ name: 'tickets', repository: 'acme/ops', callbacks: {} }),
          jiraIssues({ name: 'dev', siteUrl: 'https://acme.atlassian.net', projectKey: 'OPS', callbacks: {} }),
        ],
        enrichments: [],
      });
      return stack;
    },
  );
  let world: World;
  beforeAll(async () => {
    world = await World.start(estate.assembly);
    await world.alarm('place-order', 'evidence', 'ALARM');
    await world.alarm('place-order', 'fast', 'ALARM');
  });
  afterAll(async () => {
    await world.stop();
    estate.remove();
  });

  const incident = async () => (await world.report()).incidents[0]!;
  const threads = async () => (await world.stack.vendors.conversations()).map(({ replies }) => replies.join('\n'));

  async function told(deed: Deed, change: { text?: string; secret?: string } = {}): Promise<number> {
    const { secret = SIGNING_SECRET, ...said } = change;
    const { id, targets } = await incident();
    const object = targets
      .find(({ name }) => name === 'tickets')!
      .ref!.split('/')
      .at(-1)!;
    const body = JSON.stringify(VENDORS.github.body(deed, { incident: id, object, at: world.now(), ...said }));
    const headers = VENDORS.github.headers(Buffer.from(body), secret, world.now());
    const url = `${world.stack.functionUrl('callbacks')}tickets`;
    const request = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
    const { status } = await fetch(url, request);
    await world.stack.drain();
    return status;
  }

  it('is refused when it is not signed with the secret of the target', async () => {
    expect(await told('closed', { secret: 'other' })).toBe(401);
    expect((await incident()).deeds).toEqual([]);
  });

  it('acknowledges the incident, which every channel is told', async () => {
    expect(await told('acknowledged')).toBe(200);
    for (const thread of await threads()) expect(thread).toContain('sam');
    expect((await incident()).deeds).toEqual([expect.objectContaining({ by: 'sam', did: 'acknowledged' })]);
  });

  it('lets support read a comment that is shared, and says it once', async () => {
    const text = '/share Orders go through again in a minute \u{1F9E3} <!channel>';
    expect([await told('shared', { text }), await told('shared', { text })]).toEqual([200, 200]);
    for (const thread of await threads())
      expect(thread.split('Orders go through again in a minute \u{1F9E3} &lt;!channel&gt;')).toHaveLength(2);
  });

  it('hears of a person at a stand-in for Jira that tells of everything, and of nobody else', async () => {
    const jira = world.stack.vendors.systemOf('dev')!;
    const { length: before } = (await incident()).deeds;
    await jira.comment!(jira.objects()[0]!.id, '/share We have found it');
    await world.stack.drain();
    for (const thread of await threads()) expect(thread.split('We have found it')).toHaveLength(2);
    expect((await incident()).deeds.slice(before).map(({ by }) => by)).toEqual(['Sam']);
  });

  it('calls an incident mitigated whose issue is closed while it burns', async () => {
    expect(await told('closed')).toBe(200);
    expect((await incident()).deeds.at(-1)).toMatchObject({ by: 'sam', did: 'mitigated' });
    expect(await world.stack.deadLetters()).toBe(0);
  });
});
