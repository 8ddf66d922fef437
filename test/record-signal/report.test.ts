import { receiveReport, reportSignal } from '../../lambda/record-signal/report';
import { receive, toSignal } from '../../lambda/record-signal/signal';
import { isSupportReport } from '../../lib/model/contracts/support-report';
import { entry } from '../support/entries';

const NOW = Date.parse('2026-11-14T20:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ARN = 'arn:aws:lambda:eu-west-3:111122223333:function:record-signal:live';

const REPORT = {
  version: 1,
  source: 'cdk-slo.report',
  id: 'ZD-4711/2',
  report: 'ZD-4711',
  stage: 'prod',
  slo: 'orders',
  at: NOW - MINUTE,
  count: 3,
};

function received(change: object = {}) {
  return receiveReport(JSON.stringify({ ...REPORT, ...change }), 'prod', NOW);
}

describe('a report of support', () => {
  it('becomes a signal of the account and region in which it arrives', () => {
    const url = 'https://support.shop.example/4711';
    expect(reportSignal(received({ operation: 'POST /orders', exception: 'LockTimeout', url }), entry(), ARN)).toEqual({
      group: { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' },
      entry: entry(),
      event: {
        version: 1,
        type: 'report',
        key: 'report#ZD-4711/2',
        slo: 'orders',
        report: 'ZD-4711',
        count: 3,
        at: NOW - MINUTE,
        operation: 'POST /orders',
        exception: 'LockTimeout',
        url,
      },
    });
  });

  it('S3.6: belongs to the group of its SLO and brings the same entry, as an alarm does', () => {
    const change = {
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      id: '1',
      account: '111122223333',
      region: 'eu-west-3',
      time: new Date(NOW).toISOString(),
      resources: ['arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/orders/fast'],
      detail: { alarmName: 'slo/prod/orders/fast', state: { value: 'ALARM', timestamp: new Date(NOW).toISOString() } },
    };
    const alarm = receive(JSON.stringify(change));
    if ('ignored' in alarm) throw new Error(alarm.ignored);
    for (const its of [entry(), entry({ segment: 'france' })]) {
      const { event: _, ...bySupport } = reportSignal(received(), its, ARN);
      const { event: __, ...byAlarm } = toSignal(alarm, its);
      expect(bySupport).toEqual(byAlarm);
    }
  });

  it.each<[string, object, RegExp]>([
    ['another stage', { stage: 'staging' }, /stage: got "staging", allowed is "prod"/],
    ['a name that no SLO has', { slo: '../secrets' }, /slo: got "..\/secrets", allowed are letters/],
    ['the test alarm', { slo: 'delivery-canary' }, /slo: got "delivery-canary"/],
    ['seconds for a time', { at: NOW / 1000 }, /at: got 1794686400, allowed are epoch milliseconds/],
    ['a time to come', { at: NOW + 6 * MINUTE }, /at: got \d+, allowed/],
    ['a time long ago', { at: NOW - 36 * DAY }, /at: got \d+, allowed/],
    ['nobody', { count: 0 }, /count/],
    ['half a customer', { count: 1.5 }, /count/],
    ['no id', { id: ' ' }, /id/],
    ['another version', { version: 2 }, /version/],
    ['an address that is none', { url: 'javascript' }, /url/],
    ['too long a text', { operation: 'x'.repeat(301) }, /operation/],
  ])('with %s belongs in the dead-letter queue, with the reason', (_, change, why) => {
    expect(() => received(change)).toThrow(why);
    expect(() => received(change)).toThrow(/^not a support report: /);
  });

  it.each([
    ['a clock that is a little ahead', { at: NOW + 4 * MINUTE }],
    ['a message that waited for a month', { at: NOW - 30 * DAY }],
    ['an unknown key', { colour: 'red' }],
  ])('is taken with %s', (_, change) => {
    expect(received(change)).toMatchObject({ report: 'ZD-4711' });
  });

  it.each([
    ['an alarm event', '{"source":"aws.cloudwatch"}', false],
    ['no JSON', 'hello', false],
    ['a list', '[]', false],
    ['a report with faults', '{"source":"cdk-slo.report"}', true],
  ])('is not taken for one: %s', (_, body, is) => {
    expect(isSupportReport(body)).toBe(is);
  });
});
