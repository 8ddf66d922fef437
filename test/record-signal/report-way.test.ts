import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { LOCAL_ENVIRONMENT } from '../../lib/local';
import { catalogueParameterName, incidentId } from '../../lib/model/names';
import { plainEstate } from '../support/estate';
import { type RemoteObject, remoteSides } from '../support/remote-side';
import { World } from '../support/world';

const estate = plainEstate();
let world: World;
beforeAll(async () => {
  world = await World.start(estate.assembly);
});
afterAll(async () => {
  await world.stop();
  estate.remove();
});

const ID = incidentId({ ...LOCAL_ENVIRONMENT, stage: 'prod', service: 'shop' }, 1);

async function send(body: object): Promise<void> {
  const { SIGNAL_QUEUE_URL } = world.stack.environmentOf('record-signal');
  await world.stack.sqs.send(new SendMessageCommand({ QueueUrl: SIGNAL_QUEUE_URL, MessageBody: JSON.stringify(body) }));
  await world.stack.drain();
}

function report(id: string, count: number): object {
  const at = world.now();
  return { version: 1, source: 'cdk-slo.report', id, report: 'ZD-1', stage: 'prod', slo: 'place-order', at, count };
}

async function sides(): Promise<RemoteObject[]> {
  return (await remoteSides(world.stack, ID)).flatMap(({ objects }) => objects);
}

describe('a report of support on the queue of signals', () => {
  it('becomes an incident like any other, with one object at each target', async () => {
    const name = catalogueParameterName('prod', 'place-order');
    const entry = JSON.parse(world.stack.parameters.get(name)!);
    world.stack.parameters.set(name, JSON.stringify({ ...entry, critical: true }));
    await send(report('ZD-1/1', 2));
    const [incident] = (await world.report()).incidents;
    expect(incident).toMatchObject({ id: ID, severity: 'sev3', pages: 0, status: 'open' });
    expect(await sides()).toHaveLength(2);
  });

  it('S3.36: an addendum from 2 customers to 12 makes it a SEV1 and wakes somebody once, however often it comes', async () => {
    await world.jump(1);
    for (let copy = 0; copy < 3; copy += 1) await send(report('ZD-1/2', 12));
    const [incident] = (await world.report()).incidents;
    expect(incident).toMatchObject({ id: ID, severity: 'sev1', pages: 1 });
    const after = await sides();
    expect(after).toHaveLength(2);
    expect(after.map(({ notes }) => notes.length)).toEqual([1, 1]);
    for (const { text } of after) expect(text).toMatch(/^SEV1: [\s\S]*12 customers told us/);
  });

  it('that is wrong ends in the dead-letter queue, and the log says why', async () => {
    await send({ ...report('ZD-2/1', 1), stage: 'staging' });
    for (let minute = 0; minute < 10 && (await world.stack.deadLetters()) === 0; minute += 1) await world.jump(5);
    expect(await world.stack.deadLetters()).toBe(1);
    expect(world.messages('signal not recorded')).toContainEqual(
      expect.objectContaining({ why: 'not a support report: stage: got "staging", allowed is "prod"' }),
    );
  });
});
