import { parseResponseParameter } from '../../lib/model/contracts/response';

describe('what a response stack says of itself', () => {
  const value = {
    version: 1,
    stage: 'prod',
    account: '111122223333',
    region: 'eu-west-3',
    table: 'Ledger',
    deliveryQueueUrl: 'https://sqs.eu-west-3.amazonaws.com/111122223333/Deliveries.fifo',
    signalQueueUrl: 'https://sqs.eu-west-3.amazonaws.com/111122223333/Signals',
    targets: [{ name: 'incidents' }, { name: 'canary', canary: true }],
  };

  it('leads to its ledger and queues', () => {
    expect(parseResponseParameter(JSON.stringify(value))).toEqual(value);
  });

  it('is understood from a stack of before reports of support had a way in', () => {
    const { signalQueueUrl: _, ...before } = value;
    expect(parseResponseParameter(JSON.stringify(before))).toEqual(before);
  });

  it.each([
    ['a stack from before there was more than a stage', '{"version":1,"stage":"prod"}'],
    ['a later version', JSON.stringify({ ...value, version: 2 })],
    ['something else', 'prod'],
  ])('is not understood from %s', (_what, text) => {
    expect(parseResponseParameter(text)).toBeUndefined();
  });
});
