import { observed } from '../../lambda/deliver/observed';
import { FakeTarget } from '../support/fake-target';

it('leaves the calls of a target with the object that they belong to', async () => {
  const watched = observed(new FakeTarget(Date.now), async () => {});
  const write = { incident: 'inc-1', marker: 'inc-1:r1-1', revision: 1 };
  const handedOver = await watched.attach!({ id: '1' }, new Uint8Array(), 'chart', write);
  expect(handedOver).toMatchObject({ outcome: 'ok' });
});
