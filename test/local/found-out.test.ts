import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { plainEstate } from '../support/estate';
import { World } from '../support/world';

/** The functions as they are bundled, with AWS as it is answered on this computer. */
describe('an incident of the plain estate', () => {
  const estate = plainEstate();
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

  it('counts the customers that support reports', async () => {
    await world.hear({ slo: 'place-order', count: 7 });
    expect((await world.report()).incidents).toMatchObject([
      { state: 'open', detectedBy: 'alarm', reports: [{ report: 'ZD-1', slo: 'place-order', count: 7 }] },
    ]);
  });

  it('is told of what was found out, although a part of it never comes', async () => {
    world.troubles.set('BatchGetServiceLevelObjectiveBudgetReport', 'hang');
    const [incident] = (await world.report()).incidents;
    const { id, targets } = incident!;
    const revision = targets[0]!.revision;
    const QueueUrl = world.stack.environmentOf('enrich').ENRICH_QUEUE_URL;
    const once = { MessageGroupId: id, MessageDeduplicationId: 'once' };
    const MessageBody = JSON.stringify({ version: 1, incident: id, revision });
    await world.stack.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...once }));
    await world.stack.drain();
    expect(world.messages('incident enriched').at(-1)).toMatchObject({ incident: id, missing: 1 });
    expect(world.messages('enrichment failed').at(-1)).toMatchObject({ enrichment: 'budget' });
    // Edits of one message keep their distance.
    await world.pass(1);
    const [after] = (await world.report()).incidents;
    expect(after!.targets[0]!.revision).toBeGreaterThan(revision);
  });
});
