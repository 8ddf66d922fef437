import { ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { Catalogue } from '../../lambda/record-signal/catalogue';
import { entry } from '../support/entries';

/** A catalogue over a parameter that can be deployed again. */
function catalogue(first: object | undefined) {
  let stored = first;
  const ssm = {
    send: async () => {
      if (stored === undefined) throw new ParameterNotFound({ message: 'gone', $metadata: {} });
      return { Parameter: { Value: JSON.stringify(stored) } };
    },
  } as unknown as SSMClient;
  const deploy = (next: object | undefined) => {
    stored = next;
  };
  return { deploy, catalogue: new Catalogue(ssm, () => 0) };
}

const ticketsOnly = entry({ tiers: entry().tiers.filter(({ urgency }) => urgency === 'ticket') });

test('an entry is kept for what it names, and read again for an alarm that was deleted', async () => {
  const { deploy, catalogue: read } = catalogue(entry());
  await read.entry('prod', 'orders', 'fast');
  deploy(ticketsOnly);
  expect(await read.entry('prod', 'orders', 'fast')).toEqual(entry());
  expect(await read.entry('prod', 'orders', 'fast', { fresh: true })).toEqual(ticketsOnly);
});

test('an entry of a stack that is older than the response keeps its service: no fallback, no second incident', async () => {
  const { measurement, ...rest } = entry();
  const { total, good } = measurement.bad.metrics;
  const { catalogue: read } = catalogue({ ...rest, requests: { good, total } });
  expect(await read.entry('prod', 'orders', 'fast')).toEqual(entry());
});

test.each([
  ['does not exist', undefined],
  ['cannot be read', { version: 7 }],
])('one that %s is replaced by one that reaches everybody', async (_, stored) => {
  const said = jest.spyOn(console, 'error').mockImplementation();
  const found = await catalogue(stored).catalogue.entry('prod', 'orders', 'fast');
  expect(found).toMatchObject({ service: 'orders', routes: [{ targets: [], from: 'info' }] });
  expect(said).toHaveBeenCalledTimes(1);
  said.mockRestore();
});
