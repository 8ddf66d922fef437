import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { Stack } from 'aws-cdk-lib';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { IncidentResponse, slackChannel } from '../../lib';
import { synthesized } from '../support/estate';
import { DANA, World } from '../support/world';

describe('people in Slack', () => {
  const estate = synthesized(
    (app) => new ShopPromises(app, 'Promises'),
    (app) => {
      const stack = new Stack(app, 'Response');
      new IncidentResponse(stack, 'IncidentResponse', {
        targets: [slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' })],
        slackActions: { target: 'incidents', userGroupId: 'S0ONCALL' },
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

  const incidents = async () => {
    const report = await world.report();
    return report.incidents.map(({ id, targets }) => ({ id, revision: targets[0]!.revision }));
  };

  it('press, and are answered alone', async () => {
    const answer = await world.press('acknowledge');
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(world.whispers()).toHaveLength(1);
    expect((await world.report()).incidents).toMatchObject([{ state: 'acknowledged' }]);
  });

  it('do nothing when they may not', async () => {
    await world.press('mitigated', { user: { id: 'U0MALLORY', name: 'Mallory' } });
    expect((await world.report()).incidents).toMatchObject([{ state: 'acknowledged' }]);
    expect(world.whispers()).toHaveLength(2);
  });

  it('fill in a form', async () => {
    await world.press('note');
    expect(await world.submit({ text: 'One lock for all previews.' })).toMatchObject({ status: 200, body: '' });
    const conversations = await world.stack.vendors.conversations();
    expect(conversations.flatMap(({ replies }) => replies).join('\n')).toContain(
      `${DANA.name} says: One lock for all previews.`,
    );
  });

  it('see what was found out, although a part of it never comes', async () => {
    world.troubles.set('BatchGetServiceLevelObjectiveBudgetReport', 'hang');
    const [{ id, revision } = { id: '', revision: 0 }] = await incidents();
    const QueueUrl = world.stack.environmentOf('enrich').ENRICH_QUEUE_URL;
    const request = { version: 1, incident: id, revision };
    const once = { MessageGroupId: id, MessageDeduplicationId: 'once' };
    await world.stack.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(request), ...once }));
    await world.stack.drain();
    world.troubles.clear();
    expect(world.messages('incident enriched').at(-1)).toMatchObject({ incident: id, missing: 1 });
    expect(world.messages('enrichment failed').at(-1)).toMatchObject({ enrichment: 'budget' });
    const [after] = await incidents();
    expect(after!.revision).toBeGreaterThan(revision);
  });

  it('hear from customers', async () => {
    await world.hear({ slo: 'place-order', count: 7 });
    expect((await world.report()).incidents).toMatchObject([{ reports: [{ report: 'ZD-1', count: 7 }] }]);
  });
});
