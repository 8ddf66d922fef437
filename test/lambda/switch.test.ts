import type { SSMClient } from '@aws-sdk/client-ssm';
import { DeliverySwitch } from '../../lambda/switch';

/** A switch over a parameter that can be set and broken, with the number of times it was read. */
function setting() {
  const parameter = { value: 'on', broken: false, reads: 0, now: 0 };
  const ssm = {
    send: async (command: { input: { Name: string } }) => {
      parameter.reads += 1;
      if (parameter.broken) throw new Error(`no access to ${command.input.Name}`);
      return { Parameter: { Value: parameter.value } };
    },
  } as unknown as SSMClient;
  return { parameter, deliveries: new DeliverySwitch(ssm, '/slo-response/prod/deliveries', () => parameter.now) };
}

describe('the switch as functions see it', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is read once in 30 seconds, however often it is asked for', async () => {
    const { parameter, deliveries } = setting();
    for (parameter.now = 0; parameter.now < 30_000; parameter.now += 1_000) expect(await deliveries.isOn()).toBe(true);
    expect(parameter.reads).toBe(1);
    parameter.value = 'off';
    expect(await deliveries.isOn()).toBe(false);
    expect(parameter.reads).toBe(2);
  });

  it('is on when it cannot be read, and says so', async () => {
    const error = jest.spyOn(console, 'error').mockReturnValue();
    const { parameter, deliveries } = setting();
    parameter.broken = true;
    expect(await deliveries.isOn()).toBe(true);
    expect(error).toHaveBeenCalledWith({
      message: 'switch unreadable, deliveries stay on',
      why: 'no access to /slo-response/prod/deliveries',
    });
  });
});
