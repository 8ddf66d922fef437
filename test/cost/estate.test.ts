import { Stack } from 'aws-cdk-lib';
import { type Assembly, readAssembly } from '../../lib/assembly';
import { costOf } from '../../lib/cost/estate';
import { ownersOf } from '../../lib/cost/owners';
import { readOurs } from '../../lib/cost/watching';
import type { CostDocument } from '../../lib/model/contracts/documents';
import { alarmResource, catalogueEntryOf, compositeResource, sloResources, writeAssembly } from '../assembly/fixture';
import { declare } from '../diff/sides';
import { echarpe, synthesized } from '../support/estate';

const estate = echarpe();
afterAll(() => estate.remove());

function cost(assembly: Assembly): CostDocument {
  return costOf(assembly, readOurs(assembly));
}

function written(Resources: Record<string, unknown>): Assembly {
  return readAssembly(writeAssembly({ S: { template: { Resources } } }));
}

const metric = { Namespace: 'N', MetricName: 'M', Statistic: 'Sum', EvaluationPeriods: 1, Threshold: 1 };
const composite = (name: string, rule: unknown = 'ALARM("a")') => ({
  Type: 'AWS::CloudWatch::CompositeAlarm',
  Properties: { AlarmName: name, AlarmRule: rule },
});

/** What every alarm and dashboard of the templates costs, counted by another way than ours: cents from the price page. */
function centsInTemplates({ stacks }: Assembly): number {
  let cents = 0;
  for (const { Type, Properties } of stacks.flatMap(({ template }) => Object.values(template.Resources))) {
    if (Type === 'AWS::CloudWatch::CompositeAlarm') cents += 50;
    if (Type === 'AWS::CloudWatch::Dashboard') cents += 300;
    if (Type !== 'AWS::CloudWatch::Alarm') continue;
    const text = JSON.stringify(Properties);
    const metrics = text.match(/"MetricName"/g)!.length;
    cents += metrics * (/"Period":(10|20|30)\b/.test(text) ? 30 : 10);
  }
  return cents;
}

function centsOf({ objectives, shared }: CostDocument): number {
  return [...objectives, ...shared].reduce((sum, { usdPerMonth }) => sum + Math.round(usdPerMonth * 100), 0);
}

describe('what the example estate costs', () => {
  const document = cost(estate.assembly);

  it('S1.44: is known for each SLO: its alarms, the composite alarms over it, and dollars', () => {
    expect(
      document.objectives.map(({ slo, alarms, composites, usdPerMonth }) => [slo, alarms, composites, usdPerMonth]),
    ).toEqual([
      ['basket', 5, 2, 0.9],
      ['browse-speed', 5, 2, 0.9],
      ['incident-delivery', 5, 1, 0.9],
      ['order-lookup', 5, 1, 0.9],
      ['order-mail', 5, 1, 0.9],
      ['order-store', 5, 1, 0.9],
      ['pick-list', 5, 1, 0.9],
      ['place-order', 5, 1, 0.9],
      ['text-preview', 5, 1, 0.9],
      ['browse', 5, 2, 0.8],
      ['payments', 5, 2, 0.8],
      ['mail-resolution', 2, 1, 0.4],
    ]);
  });

  it('S1.44: is known of what SLOs share, and altogether', () => {
    const shared = Object.fromEntries(
      ['composite', 'dashboard', 'machinery', 'other'].map((kind) => {
        const found = document.shared.filter((one) => one.kind === kind);
        return [kind, [found.length, found.reduce((sum, { usdPerMonth }) => sum + usdPerMonth * 100, 0)]];
      }),
    );
    expect(shared).toEqual({ composite: [10, 500], dashboard: [2, 600], machinery: [21, 250], other: [0, 0] });
    expect(document.total).toBe(23.6);
    // Twelve SLOs of six metric alarms and three composite alarms, the decision record's 2.10; 12 x 0.1296 for Application Signals.
    expect(document.awsRecipe).toEqual({ usdPerMonth: 25.2, insteadOfUsdPerMonth: 15.1 });
    expect(document.applicationSignalsUsdPerMonth).toBe(1.56);
  });

  it('takes the test alarm of the response for a part of it, not for an SLO', () => {
    expect(document.objectives.map(({ slo }) => slo)).not.toContain('delivery-canary');
    expect(document.shared).toContainEqual(
      expect.objectContaining({ kind: 'machinery', name: 'slo/prod/delivery-canary/canary' }),
    );
    expect(document.shared).toContainEqual(
      expect.objectContaining({ kind: 'machinery', name: 'slo-response/prod/pipeline-broken', usdPerMonth: 0.5 }),
    );
  });

  it('names composite alarms of services, of journeys and of the backup pager', () => {
    const names = document.shared.filter(({ kind }) => kind === 'composite').map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['prod-shop-backup', 'prod-shop-breach', 'prod-storefront-rollback']));
    expect(names.some((name) => name.endsWith('-journey'))).toBe(true);
  });
});

describe('every alarm and dashboard is counted exactly once', () => {
  const inStages = synthesized(
    (app) => Stack.of(declare(app, { stack: 'One' })),
    (app) => Stack.of(declare(app, { stack: 'Two', service: { stage: 'test' } })),
  );
  afterAll(() => inStages.remove());
  /** Stacks that name no account or region, and SLOs of one name in them. */
  const twice = () => {
    const stack = (noDataMinutes?: number) => {
      const slo = sloResources({ ...(noDataMinutes === undefined ? {} : { noDataMinutes }) });
      return { template: { Resources: { ...compositeResource('prod', 'shop', ['checkout']), ...slo } } };
    };
    return readAssembly(writeAssembly({ A: stack(), B: stack(13) }));
  };

  it.each<[string, () => Assembly]>([
    ['the example estate', () => estate.assembly],
    ['two stages', () => inStages.assembly],
    ['one name in two stacks', twice],
    ['nothing', () => written({})],
    [
      'an alarm of an SLO that is not in it',
      () => written({ A: alarmResource('slo/prod/x/fast', { ...metric, Period: 60 }) }),
    ],
    ['high resolution', () => written({ ...sloResources(), A: alarmResource('a', { ...metric, Period: 10 }) })],
  ])('in %s', (_, assembly) => {
    const document = cost(assembly());
    expect(centsOf(document)).toBe(centsInTemplates(assembly()));
    expect(document.total).toBe(centsInTemplates(assembly()) / 100);
  });

  it('gives each of two SLOs of one name the alarms of its own stack', () => {
    const owners = [...ownersOf(readOurs(twice()).objectives)];
    expect(owners).toHaveLength(9);
    for (const [alarm, { stack }] of owners) expect(alarm.stack).toBe(stack);
  });
});

describe('alarms of others', () => {
  it('are counted as far as they can be read', () => {
    const unknown = { 'Fn::ImportValue': 'nowhere' };
    const stat = { Metric: { Namespace: 'N', MetricName: 'M' }, Period: 300, Stat: 'Average' };
    const { shared } = cost(
      written({
        Plain: alarmResource('plain', { ...metric, Period: 60 }),
        Imported: alarmResource('imported', { ...metric, Period: 60, Dimensions: [{ Name: 'Id', Value: unknown }] }),
        Unnamed: alarmResource(undefined, { ...metric, Period: 60, MetricName: unknown }),
        Anomaly: alarmResource('anomaly', {
          Metrics: [
            { Id: 'm', MetricStat: stat, ReturnData: true },
            { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m, 2)', ReturnData: true },
          ],
          ThresholdMetricId: 'band',
          ComparisonOperator: 'GreaterThanUpperThreshold',
          EvaluationPeriods: 1,
        }),
        Query: alarmResource('query', {
          Metrics: [{ Id: 'q', Expression: 'SELECT MAX(CPU) FROM "N"', Period: 60 }],
          EvaluationPeriods: 1,
          Threshold: 1,
        }),
        Composite: composite('nights', { 'Fn::Join': ['', ['ALARM("', unknown, '")']] }),
      }),
    );
    expect(shared.map(({ kind, name, usdPerMonth }) => [kind, name, usdPerMonth])).toEqual([
      ['other', 'S-Unnamed', 0.1],
      ['other', 'anomaly', 0.3],
      ['other', 'imported', 0.1],
      ['other', 'nights', 0.5],
      ['other', 'plain', 0.1],
      ['other', 'query', 0.1],
    ]);
  });

  it('but an alarm of ours that cannot be read is an error, and so is an SLO', () => {
    const broken = { ...sloResources(), B: alarmResource('slo/prod/checkout/odd', { EvaluationPeriods: 1 }) };
    expect(() => cost(written(broken))).toThrow(/resource "B"/);
    const entry = JSON.stringify({ ...catalogueEntryOf(), attainmentGoal: '12' });
    const disagreeing = sloResources();
    for (const one of Object.values(disagreeing)) {
      if (one.Type === 'AWS::SSM::Parameter') Object.assign(one.Properties as object, { Value: entry });
    }
    expect(() => cost(written(disagreeing))).toThrow(/the catalogue entry says 12/);
  });
});

describe('what AWS documents', () => {
  it('costs nothing for an SLO that was declared without alarms', () => {
    const entry = JSON.stringify({ ...catalogueEntryOf(), tiers: [], evidence: false, noAlarms: 'None yet.' });
    const resources = sloResources();
    for (const [id, { Type, Properties }] of Object.entries(resources)) {
      if (Type === 'AWS::SSM::Parameter') Object.assign(Properties as object, { Value: entry });
      if (Type === 'AWS::CloudWatch::Alarm') delete resources[id];
    }
    expect(cost(written(resources))).toMatchObject({
      objectives: [{ alarms: 0, metrics: 0, composites: 0, usdPerMonth: 0, awsRecipeUsdPerMonth: 0 }],
      total: 0,
      applicationSignalsUsdPerMonth: 0.13,
    });
  });
});
