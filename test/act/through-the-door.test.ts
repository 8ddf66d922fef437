import { Stack } from 'aws-cdk-lib';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { Audience, IncidentResponse, Route, slackChannel } from '../../lib';
import { Vendors } from '../../lib/local/vendors';
import { synthesized } from '../support/estate';
import { World } from '../support/world';

const DANA = { id: 'U0DANA', name: 'Dana' };
const SAM = { id: 'U0SAM', name: 'Sam' };
const KIM = { id: 'U0KIM', name: 'Kim' };

/** From the press of a button to what everybody reads: the template, the functions as they are bundled, a Slack on this computer. */
describe('what people do in Slack, all the way', () => {
  const estate = synthesized(
    (app) => new ShopPromises(app, 'EcharpeShopPromises', { routes: [Route.always()] }),
    (app) => {
      const stack = new Stack(app, 'EcharpeResponse');
      new IncidentResponse(stack, 'IncidentResponse', {
        targets: [
          slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
          slackChannel({ name: 'support', channelId: 'C0SUPPORT', audience: Audience.SUPPORT }),
        ],
        slackActions: { target: 'incidents', userGroupId: 'S0ONCALL' },
        enrichments: [],
      });
      return stack;
    },
  );
  let world: World;
  beforeAll(async () => {
    world = await World.start(estate.assembly);
    for (const { id } of [DANA, SAM]) world.stack.vendors.slack.members.add(id);
    await world.alarm('place-order', 'evidence', 'ALARM');
    await world.alarm('place-order', 'fast', 'ALARM');
  });
  afterAll(async () => {
    await world.stop();
    estate.remove();
  });

  const threads = async () => (await world.stack.vendors.conversations()).map(({ replies }) => replies.join('\n'));

  it('happens once, is said in every channel and answered to whoever pressed', async () => {
    expect(await world.press('acknowledge', { user: DANA })).toMatchObject({ status: 200 });
    for (const thread of await threads()) expect(thread).toContain('Dana');
    expect(world.whispers()).toEqual(['Recorded: you are on it. Nobody is called again unless it comes back.']);
  });

  it('is refused the second time, with who was first and when', async () => {
    await world.press('incident:acknowledge', {
      user: SAM,
      value: (await world.report()).incidents[0]!.id,
      ts: await first(),
    });
    expect(world.whispers().at(-1)).toBe('Dana acknowledged this at 14 Nov, 21:00 (Europe/Paris).');
  });

  it('carries words through every queue and log as they were written, and escapes them for readers', async () => {
    await world.press('note', { user: DANA });
    await world.submit({ text: 'We look at it \u{1F9E3} <!channel>', support: ['yes'] }, DANA);
    for (const thread of await threads()) expect(thread).toContain('We look at it \u{1F9E3} &lt;!channel&gt;');
  });

  it('does not happen when whoever presses may not', async () => {
    await world.press('mitigated', { user: KIM });
    expect(world.whispers().at(-1)).toBe('Nothing was recorded: only members of the group for incidents may do this.');
    expect((await threads()).join()).not.toContain('Kim');
  });

  it('does nothing to an incident that is over', async () => {
    const [{ id } = { id: '' }] = (await world.report()).incidents;
    await world.press('falsePositive', { user: SAM });
    await world.submit({ reason: 'A load test.' }, SAM);
    await world.press('incident:mitigated', { user: DANA, value: id, ts: await first() });
    expect(world.whispers().at(-1)).toBe(
      'There is nothing to do: Sam called it a false positive at 14 Nov, 21:00 (Europe/Paris).',
    );
  });

  it('is recorded although the message was deleted while the form was open', async () => {
    const [{ id } = { id: '' }] = (await world.report()).incidents;
    const ts = await first();
    await world.press('incident:note', { user: DANA, value: id, ts });
    await deleteMessage(ts);
    await world.submit({ text: 'Too late for the message.' }, DANA);
    const [incident] = (await world.report()).incidents;
    expect(incident!.deeds.at(-1)).toMatchObject({ by: 'Dana', did: 'noted' });
    for (let tries = 0; tries < 5; tries += 1) await world.jump(7);
    expect(await world.stack.vendors.conversations()).toHaveLength(1);
    expect(await world.stack.deadLetters()).toBe(0);
  });

  async function deleteMessage(ts: string): Promise<void> {
    const target = incidents();
    const { botToken } = JSON.parse(Vendors.secretOf(target));
    const answer = await fetch(`${world.stack.vendors.urls.slack}/api/chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${botToken}` },
      body: new URLSearchParams({ channel: target.settings.channel ?? '', ts }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  }

  function incidents() {
    return world.stack.targets.find(({ name }) => name === 'incidents')!;
  }

  async function first(): Promise<string> {
    // Engineers and support are told side by side: either may come first.
    const { channel } = incidents().settings;
    return (await world.stack.vendors.conversations()).find((said) => said.channel === channel)!.ts;
  }
});
