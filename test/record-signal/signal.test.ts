import { receive, toSignal } from '../../lambda/record-signal/signal';
import { entry } from '../support/entries';

const arn = 'arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/orders/fast';

function event(change: { detail?: object; state?: object; rest?: object } = {}): string {
  return JSON.stringify({
    version: '0',
    id: 'c4c1',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '111122223333',
    time: '2026-11-14T20:01:00Z',
    region: 'eu-west-3',
    resources: [arn],
    detail: {
      alarmName: 'slo/prod/orders/fast',
      state: {
        value: 'ALARM',
        reason: 'Threshold Crossed',
        reasonData: '{"version":"1.0","recentDatapoints":[15.2]}',
        timestamp: '2026-11-14T20:01:00.138+0000',
        ...change.state,
      },
      previousState: { value: 'OK', timestamp: '2026-11-14T06:00:00.000+0000' },
      configuration: {},
      ...change.detail,
    },
    ...change.rest,
  });
}

function received(body: string) {
  const result = receive(body);
  if ('ignored' in result) throw new Error(result.ignored);
  return result;
}

describe('an alarm event from EventBridge', () => {
  it("becomes a signal with the alarm's own time, a key and the last reading", () => {
    const signal = toSignal(received(event()), entry());
    expect(signal.group).toEqual({ account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' });
    expect(signal.event).toEqual({
      version: 1,
      type: 'alarm',
      key: `${arn}#ALARM#2026-11-14T20:01:00.138Z`,
      slo: 'orders',
      alarm: 'fast',
      value: 'ALARM',
      at: Date.parse('2026-11-14T20:01:00.138Z'),
      reading: 15.2,
    });
  });

  it.each([['not JSON'], ['{"recentDatapoints":"x"}'], ['{"recentDatapoints":[]}'], ['null']])(
    'costs only the reading when its reasonData is %s',
    (reasonData) => {
      expect(toSignal(received(event({ state: { reasonData } })), entry()).event).not.toHaveProperty('reading');
    },
  );

  it('is ignored when the state did not change', () => {
    expect(receive(event({ detail: { previousState: { value: 'ALARM' } } }))).toEqual({
      ignored: 'slo/prod/orders/fast: was ALARM before',
    });
  });

  it.each(['budget-warning', 'budget-exhausted'])('is ignored when it is about the budget: %s', (alarm) => {
    const alarmName = `slo/prod/orders/${alarm}`;
    const ignored = { ignored: `${alarmName}: tells of the budget, which is no incident` };
    expect(receive(event({ detail: { alarmName } }))).toEqual(ignored);
    const rest = { 'detail-type': 'CloudWatch Alarm Configuration Change' };
    expect(receive(event({ detail: { alarmName, operation: 'delete' }, rest }))).toEqual(ignored);
  });

  it('may lack everything that is optional', () => {
    expect(
      received(event({ detail: { previousState: undefined }, state: { reasonData: undefined, reason: undefined } }))
        .slo,
    ).toBe('orders');
  });

  it.each([
    ['', /not a change of an alarm/],
    ['{}', /detail-type/],
    ['[]', /not a change of an alarm/],
    ['null', /not a change of an alarm/],
    [event({ state: { value: 'BROKEN' } }), /detail\.state\.value/],
    [event({ state: { timestamp: 'yesterday' } }), /detail\.state\.timestamp: is no time/],
    [event({ rest: { resources: [] } }), /resources/],
    [event({ rest: { source: 'somebody.else' } }), /source/],
    [event({ detail: { alarmName: 'someone-elses-alarm' } }), /none of ours: expected slo\/<stage>\/<slo>\/<alarm>/],
  ])('is refused with the reason when it is %s', (body, reason) => {
    expect(() => receive(body)).toThrow(reason);
  });
});
