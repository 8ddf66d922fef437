import type { AlarmDefinition, CompositeDefinition } from '../../lib/assembly';
import { type AlarmStateChange, parseAlarmChange } from '../../lib/model/contracts/alarm-event';
import { parseAlarmArn } from '../../lib/model/names';
import { type SimulatedCloudWatch, stateChangeEvent, type Transition } from '../../lib/simulate';
import { documentTime, longTime } from '../../lib/simulate/timestamps';
import { ACCOUNT, REGION } from '../assembly/fixture';
import { at, cloudWatchOver, DAY, seriesOf } from './fixture';

const SERIES = seriesOf(
  { minutes: DAY, total: 60 },
  { minutes: 30, total: 60, bad: 60 },
  { minutes: 30, total: 60 },
  { minutes: 30, total: undefined },
);
const ARN = `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:`;

function run(): { cloudWatch: SimulatedCloudWatch; changes: Transition[] } {
  const cloudWatch = cloudWatchOver(SERIES, { noDataMinutes: 13 });
  return { cloudWatch, changes: cloudWatch.evaluateAll(at(DAY), at(DAY + 90)) };
}

function eventOf(alarm: string, value: string) {
  const { cloudWatch, changes } = run();
  const transition = changes.find(({ alarmName, value: to }) => alarmName === alarm && to === value)!;
  return stateChangeEvent(transition, cloudWatch.describe(alarm).definition);
}

describe('the event of a metric-math alarm', () => {
  const event = eventOf('slo/prod/checkout/fast', 'ALARM');

  it('is the document that EventBridge delivers', () => {
    expect(event).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      account: ACCOUNT,
      time: '2026-11-02T00:01:00Z',
      region: REGION,
      resources: [`${ARN}slo/prod/checkout/fast`],
      detail: {
        alarmName: 'slo/prod/checkout/fast',
        state: {
          value: 'ALARM',
          reason:
            'Threshold Crossed: 1 out of the last 1 datapoints [16.666666666666668 (02/11/26 00:00:00)] was greater than ' +
            'the threshold (13.44) (minimum 1 datapoint for OK -> ALARM transition).',
          reasonData: expect.any(String),
          timestamp: '2026-11-02T00:01:00.000+0000',
        },
        previousState: {
          value: 'OK',
          reason:
            'Threshold Crossed: 1 out of the last 1 datapoints [0.0 (01/11/26 23:59:00)] was not greater than ' +
            'the threshold (13.44) (minimum 1 datapoint for ALARM -> OK transition).',
          reasonData: expect.any(String),
          timestamp: '2026-11-02T00:00:00.000+0000',
        },
        configuration: {
          description: 'Burn rate of checkout',
          metrics: [
            { id: 'e1', expression: 'IF(l < s, l, s)', label: 'checkout fast', returnData: true },
            {
              id: 'l',
              metricStat: {
                metric: {
                  namespace: 'AWS/ApplicationSignals',
                  name: 'BurnRate',
                  dimensions: { SloName: 'prod-checkout', BurnRateWindowMinutes: '60' },
                },
                period: 60,
                stat: 'Maximum',
              },
              returnData: false,
            },
            expect.objectContaining({ id: 's', returnData: false }),
          ],
        },
      },
    });
  });

  it('carries its reason as data, without a statistic', () => {
    expect(JSON.parse(event.detail.state.reasonData!)).toEqual({
      version: '1.0',
      queryDate: '2026-11-02T00:01:00.000+0000',
      startDate: '2026-11-02T00:00:00.000+0000',
      period: 60,
      recentDatapoints: [16.666666666666668],
      threshold: 13.44,
      evaluatedDatapoints: [{ timestamp: '2026-11-02T00:00:00.000+0000', value: 16.666666666666668 }],
    });
  });

  it('is the same on every run and different for every transition', () => {
    expect(eventOf('slo/prod/checkout/fast', 'ALARM')).toEqual(event);
    const { cloudWatch, changes } = run();
    const ids = changes.map((change) => stateChangeEvent(change, cloudWatch.describe(change.alarmName).definition).id);
    expect(new Set(ids).size).toBe(changes.length);
  });
});

describe('the event of an alarm on one metric', () => {
  const { detail } = eventOf('slo/prod/checkout/no-data', 'ALARM');

  it('names the statistic, and the metric under an id of its own', () => {
    expect(detail.configuration).toEqual({
      metrics: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          metricStat: {
            metric: { namespace: 'Shop', name: 'totalOrders', dimensions: { Slo: 'checkout' } },
            period: 60,
            stat: 'Sum',
          },
          returnData: true,
        },
      ],
    });
    expect(JSON.parse(detail.state.reasonData!)).toMatchObject({ statistic: 'Sum', recentDatapoints: [] });
  });

  it('says what was missing', () => {
    expect(detail.state.reason).toBe(
      'Threshold Crossed: no datapoints were received for 13 periods and 13 missing datapoints were treated as [Breaching].',
    );
  });
});

describe('the event of a composite alarm', () => {
  it('names rule and triggering alarm', () => {
    const { detail } = eventOf('prod-shop-breach', 'ALARM');
    expect(detail.configuration).toEqual({
      alarmRule: `ALARM("${ARN}slo/prod/checkout/fast") OR ALARM("${ARN}slo/prod/checkout/slow")`,
    });
    expect(detail.state).toEqual({
      value: 'ALARM',
      reason: `${ARN}slo/prod/checkout/fast transitioned to ALARM at Monday 02 November, 2026 00:01:00 UTC`,
      reasonData: JSON.stringify({
        triggeringAlarms: [
          {
            arn: `${ARN}slo/prod/checkout/fast`,
            state: { value: 'ALARM', timestamp: '2026-11-02T00:01:00.000+0000' },
          },
        ],
      }),
      timestamp: '2026-11-02T00:01:00.000+0000',
    });
  });

  it('carries a configured suppressor', () => {
    const { cloudWatch, changes } = run();
    const change = changes.find(({ alarmName }) => alarmName === 'prod-shop-breach')!;
    const definition: CompositeDefinition = {
      ...(cloudWatch.describe('prod-shop-breach').definition as CompositeDefinition),
      actionsSuppressor: 'deploying',
      actionsSuppressorWaitPeriod: 120,
      actionsSuppressorExtensionPeriod: 180,
    };
    expect(stateChangeEvent(change, definition).detail.configuration).toMatchObject({
      actionsSuppressor: 'deploying',
      actionsSuppressorWaitPeriod: 120,
      actionsSuppressorExtensionPeriod: 180,
    });
  });
});

it('every event of an evening is accepted by the contract that the functions read', () => {
  const { cloudWatch, changes } = run();
  expect(changes.length).toBeGreaterThan(12);
  for (const change of changes) {
    const event = stateChangeEvent(change, cloudWatch.describe(change.alarmName).definition);
    const parsed = parseAlarmChange(JSON.stringify(event)) as AlarmStateChange;
    expect(parsed.detail.state).toMatchObject({ value: change.value, timestamp: change.at });
    expect(parsed.detail.previousState!.value).toBe(change.previous);
    expect(parseAlarmArn(parsed.resources[0]!)).toEqual({ account: ACCOUNT, region: REGION, name: change.alarmName });
    expect(event.detail.state.reason.length).toBeLessThan(1024);
    expect(event.detail.state.reasonData!.length).toBeLessThan(4000);
  }
});

it('the first change names the state that CloudWatch gives a new alarm', () => {
  const { changes } = run();
  expect(changes[0]!.previousState).toEqual({
    value: 'INSUFFICIENT_DATA',
    at: at(DAY),
    reason: 'Unchecked: Initial alarm creation',
  });
});

it('missing data is named in the reason of insufficient data', () => {
  const cloudWatch = cloudWatchOver(seriesOf({ minutes: 5, total: 10 }), { days: 1 });
  const changes = cloudWatch.evaluateAll(at(4), at(DAY + 20));
  const change = changes.findLast(({ alarmName }) => alarmName === 'slo/prod/checkout/slow')!;
  expect(change).toMatchObject({ value: 'INSUFFICIENT_DATA', reason: 'Insufficient Data: 1 datapoint was unknown.' });
  const { definition } = cloudWatch.describe('slo/prod/checkout/slow') as { definition: AlarmDefinition };
  expect(
    (parseAlarmChange(JSON.stringify(stateChangeEvent(change, definition))) as AlarmStateChange).detail.state.value,
  ).toBe('INSUFFICIENT_DATA');
});

describe('times of alarm documents', () => {
  it('are written as CloudWatch writes them, and Date reads them', () => {
    const time = Date.UTC(2026, 10, 22, 7, 26, 46, 138);
    expect(documentTime(time)).toBe('2026-11-22T07:26:46.138+0000');
    expect(Date.parse(documentTime(time))).toBe(time);
    expect(longTime(time)).toBe('Sunday 22 November, 2026 07:26:46 UTC');
  });
});
