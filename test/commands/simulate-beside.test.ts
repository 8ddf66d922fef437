import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../lib/commands/simulate';
import { alarmResource, sloResources, writeAssembly } from '../assembly/fixture';

const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-beside-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const total = { Namespace: 'Shop', MetricName: 'totalOrders', Dimensions: [{ Name: 'Slo', Value: 'checkout' }] };
const single = (more: object) =>
  alarmResource('theirs', { ...total, Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 5, ...more });
const math = (expression: string) =>
  alarmResource('theirs', {
    EvaluationPeriods: 1,
    Threshold: 5,
    Metrics: [
      { Id: 'e', Expression: expression, ReturnData: true },
      { Id: 'm', MetricStat: { Metric: total, Period: 60, Stat: 'Sum' }, ReturnData: false },
    ],
  });

describe('an alarm beside those of an SLO, over the same metric', () => {
  it.each([
    [single({ Statistic: 'Average' }), 'reads Shop/totalOrders{Slo=checkout}:Average, of which nothing is recorded'],
    [single({ Period: 30 }), 'got a period of 30 s, allowed are multiples of 60'],
    [single({ WarmUpConfiguration: {} }), 'got WarmUpConfiguration'],
    [math('RUNNING_SUM(m)'), 'got function RUNNING_SUM'],
    [single({}), undefined],
    [math('ABS(m)'), undefined],
  ])('that cannot be simulated is listed and stands in nobody’s way: %#', (theirs, why) => {
    const history = join(scratch, 'history.csv');
    writeFileSync(
      history,
      ['timestamp,good,total', ...Array.from({ length: 10 }, (_, i) => `${i * 60},9,9`)].join('\n'),
    );
    const assembly = writeAssembly({ Shop: { template: { Resources: { ...sloResources(), Theirs: theirs } } } });
    const { notSimulated, alarms } = simulate({ assembly, slo: 'checkout', history: [history] });
    expect(notSimulated).toEqual(
      why === undefined ? [] : [{ alarm: 'theirs', why: expect.stringContaining(why) as string }],
    );
    expect(alarms.some(({ name }) => name === 'theirs')).toBe(why === undefined);
  });
});
