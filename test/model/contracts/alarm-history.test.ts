import { parseAlarmHistory } from '../../../lib/model/contracts/alarm-history';

/** Keys and nesting of the example in the AWS CLI reference, describe-alarm-history; values are our own. */
function item(previous: string, value: string, Timestamp: string | number = '2026-11-22T07:26:46.138000+00:00') {
  return {
    AlarmName: 'slo/prod/place-order/fast',
    AlarmType: 'MetricAlarm',
    Timestamp,
    HistoryItemType: 'StateUpdate',
    HistorySummary: `Alarm updated from ${previous} to ${value}`,
    HistoryData: JSON.stringify({
      version: '1.0',
      oldState: { stateValue: previous, stateReason: 'Unchecked: Initial alarm creation' },
      newState: {
        stateValue: value,
        stateReason:
          'Threshold Crossed: 1 datapoint [15.2 (22/11/26 07:25:00)] was greater than the threshold (13.44).',
        stateReasonData: { version: '1.0', queryDate: '2026-11-22T07:26:46.100+0000', period: 60, threshold: 13.44 },
      },
    }),
  };
}
const parsed = (...items: unknown[]) => parseAlarmHistory(JSON.stringify({ AlarmHistoryItems: items }), 'alarms.json');
const AT = Date.parse('2026-11-22T07:26:46.138Z');

describe('a recorded history of alarms', () => {
  it.each([
    ['as the AWS CLI writes it', '2026-11-22T07:26:46.138000+00:00'],
    ['in another time zone', '2026-11-22T08:26:46.138000+01:00'],
    ['as the first AWS CLI wrote it', '2026-11-22T07:26:46.138Z'],
    ['in epoch seconds', AT / 1000],
  ])('has times %s', (_how, time) => {
    expect(parsed(item('OK', 'ALARM', time)).transitions).toEqual([
      { alarmName: 'slo/prod/place-order/fast', previous: 'OK', value: 'ALARM', at: AT },
    ]);
  });

  it('is put in order, and holds each change once', () => {
    const [first, second] = [item('OK', 'ALARM', '2026-11-22T07:00:00Z'), item('ALARM', 'OK', '2026-11-22T08:00:00Z')];
    const { transitions, repeated } = parsed(second, first, second);
    expect(transitions.map(({ value }) => value)).toEqual(['ALARM', 'OK']);
    expect(repeated).toBe(1);
  });

  it('counts what is no change of state', () => {
    const action = { ...item('OK', 'ALARM'), HistoryItemType: 'Action', HistoryData: 'whatever' };
    const configuration = { HistoryItemType: 'ConfigurationUpdate' };
    expect(parsed(action, configuration, item('OK', 'OK'), item('INSUFFICIENT_DATA', 'OK'))).toMatchObject({
      skipped: 3,
    });
  });

  it('may be empty, begin with a byte order mark, or be cut off', () => {
    expect(parseAlarmHistory('\uFEFF{"AlarmHistoryItems":[],"NextToken":"abc"}', 'a.json')).toEqual({
      transitions: [],
      skipped: 0,
      repeated: 0,
      truncated: true,
    });
    expect(parseAlarmHistory('{"AlarmHistoryItems":[],"NextToken":null}', 'a.json').truncated).toBe(false);
  });

  it.each([
    ['', /^alarms.json: got/],
    ['timestamp,good,total', /^alarms.json: got/],
    ['[]', /^alarms.json: AlarmHistoryItems: got nothing/],
    ['{}', /^alarms.json: AlarmHistoryItems: got nothing, allowed is a value/],
    ['{"AlarmHistoryItems":[7]}', /^alarms.json: AlarmHistoryItems\[0\]: got 7, allowed is Object/],
    ['{"AlarmHistoryItems":[{}]}', /^alarms.json: AlarmHistoryItems\[0\]: HistoryItemType: got nothing/],
  ])('is no %j', (text, message) => {
    expect(() => parseAlarmHistory(text, 'alarms.json')).toThrow(SyntaxError);
    expect(() => parseAlarmHistory(text, 'alarms.json')).toThrow(message);
  });

  it.each([
    [{ AlarmName: undefined }, /AlarmHistoryItems\[1\]: AlarmName: got nothing/],
    [{ AlarmName: '' }, /AlarmHistoryItems\[1\]: AlarmName: got/],
    [{ Timestamp: 'yesterday' }, /AlarmHistoryItems\[1\]: Timestamp: got .*, which is no time/],
    [{ HistoryData: '{' }, /AlarmHistoryItems\[1\]: HistoryData: got/],
    [{ HistoryData: '{"newState":{"stateValue":"OK"}}' }, /HistoryData.oldState: got nothing/],
    [
      { HistoryData: '{"oldState":{"stateValue":"OK"},"newState":{"stateValue":"RED"}}' },
      /newState.stateValue: got "RED", allowed is/,
    ],
  ])('names the item that is wrong: %j', (wrong, message) => {
    expect(() => parsed(item('OK', 'ALARM'), { ...item('OK', 'ALARM'), ...wrong })).toThrow(message);
  });

  it('of 10,000 changes is read as a whole', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => item('OK', 'ALARM', at * 60));
    const text = JSON.stringify({ AlarmHistoryItems: many });
    expect(parseAlarmHistory(text, 'alarms.json').transitions).toHaveLength(10_000);
  });
});
