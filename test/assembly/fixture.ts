import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import {
  alarmName,
  breachCompositeName,
  catalogueParameterName,
  logicalId,
  objectiveName,
} from '../../lib/model/names';

/** Assemblies written by hand in the shape that `cdk synth` writes. */

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

type Json = Record<string, unknown>;

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

export interface StackFixture {
  readonly name?: string;
  readonly environment?: string;
  readonly template: Json;
  readonly assets?: Json;
}

/** Writes an assembly into a new directory and returns its path. */
export function writeAssembly(stacks: Readonly<Record<string, StackFixture>>, more: Json = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  directories.push(directory);
  const artifacts: Json = { Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } }, ...more };
  for (const [id, stack] of Object.entries(stacks)) {
    artifacts[id] = {
      type: 'aws:cloudformation:stack',
      environment: stack.environment ?? `aws://${ACCOUNT}/${REGION}`,
      properties: { templateFile: `${id}.template.json`, ...(stack.name ? { stackName: stack.name } : {}) },
    };
    writeJson(directory, `${id}.template.json`, stack.template);
    if (stack.assets) {
      artifacts[`${id}.assets`] = { type: 'cdk:asset-manifest', properties: { file: `${id}.assets.json` } };
      writeJson(directory, `${id}.assets.json`, stack.assets);
    }
  }
  writeJson(directory, 'manifest.json', { version: '55.0.0', artifacts });
  return directory;
}

export function writeJson(directory: string, path: string, json: unknown): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), typeof json === 'string' ? json : JSON.stringify(json));
}

export interface SloFixture {
  readonly slo?: string;
  readonly stage?: string;
  readonly service?: string;
  readonly goal?: number;
  readonly days?: number;
  /** Periods of the no-data alarm; no such alarm without. */
  readonly noDataMinutes?: number;
}

const TIERS = [
  { alarm: 'fast', urgency: 'page', long: 60, short: 5, share: 0.02, heldMinutes: 15 },
  { alarm: 'slow', urgency: 'page', long: 360, short: 30, share: 0.05, heldMinutes: 60 },
  { alarm: 'ticket', urgency: 'ticket', long: 4320, short: 360, share: 0.1 },
] as const;

/** B = X T / L (Google SRE Workbook, chapter 5), rounded once: percents are whole here. */
export function burnThreshold(share: number, days: number, longMinutes: number): number {
  return (Math.round(share * 100) * days * 1440) / (longMinutes * 100);
}

export function requestMetric(name: 'good' | 'total', slo = 'checkout') {
  return { namespace: 'Shop', name: `${name}Orders`, dimensions: { Slo: slo }, stat: 'Sum' };
}

export function catalogueEntryOf(fixture: SloFixture = {}): CatalogueEntry {
  const { slo = 'checkout', stage = 'prod', service = 'shop', goal = 99.9, days = 28, noDataMinutes } = fixture;
  return {
    version: 1,
    stage,
    slo,
    service,
    attainmentGoal: String(goal),
    interval: { kind: 'rolling', days },
    promise: 'Your order goes through.',
    businessImpact: 'Scarves stay unsold.',
    critical: true,
    customerFacing: true,
    owner: { team: 'shop', contact: '#shop', stakeholder: 'Ada' },
    timeZone: 'Europe/Zurich',
    runbook: { url: 'https://example.com/runbook', firstSteps: ['Look at the payment provider.'] },
    tiers: TIERS.map(({ alarm, urgency, long, short, share, ...rest }) => ({
      alarm,
      urgency,
      longMinutes: long,
      shortMinutes: short,
      budgetShare: String(share),
      threshold: burnThreshold(share, days, long),
      ...rest,
    })),
    evidence: true,
    noData: noDataMinutes !== undefined,
    measurement: {
      kind: 'requests',
      periodSeconds: 60,
      bad: {
        expression: 'total - FILL(good, 0)',
        metrics: { good: requestMetric('good', slo), total: requestMetric('total', slo) },
      },
      total: { metrics: { total: requestMetric('total', slo) } },
    },
    routes: [{ targets: [], from: 'sev3' }],
  };
}

/** Resources of one SLO, as its construct declares them. */
export function sloResources(fixture: SloFixture = {}): Record<string, Json> {
  const { slo = 'checkout', stage = 'prod', goal = 99.9, days = 28, noDataMinutes } = fixture;
  const name = objectiveName(stage, slo);
  const good = metricStat(requestMetric('good', slo));
  const total = metricStat(requestMetric('total', slo));
  const resources: Record<string, Json> = {
    [logicalId('Slo', stage, slo)]: {
      Type: 'AWS::ApplicationSignals::ServiceLevelObjective',
      Properties: {
        Name: name,
        RequestBasedSli: { RequestBasedSliMetric: {} },
        Goal: { AttainmentGoal: goal, Interval: { RollingInterval: { Duration: days, DurationUnit: 'DAY' } } },
        BurnRateConfigurations: [5, 30, 60, 360, 4320].map((minutes) => ({ LookBackWindowMinutes: minutes })),
      },
    },
    [logicalId('Catalogue', stage, slo)]: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        Type: 'String',
        Name: catalogueParameterName(stage, slo),
        Value: JSON.stringify(catalogueEntryOf(fixture)),
      },
    },
    [logicalId('Evidence', stage, slo)]: alarmResource(alarmName({ stage, slo, alarm: 'evidence' }), {
      Metrics: [
        { Id: 'bad', Expression: 'total - good', ReturnData: true },
        { Id: 'good', MetricStat: good, ReturnData: false },
        { Id: 'total', MetricStat: total, ReturnData: false },
      ],
      EvaluationPeriods: 60,
      DatapointsToAlarm: 4,
      Threshold: 0,
      TreatMissingData: 'notBreaching',
    }),
  };
  for (const { alarm, share, long, short } of TIERS) {
    resources[logicalId('Tier', stage, slo, alarm)] = alarmResource(alarmName({ stage, slo, alarm }), {
      Metrics: [
        { Id: 'e1', Expression: 'IF(l < s, l, s)', Label: `${slo} ${alarm}`, ReturnData: true },
        { Id: 'l', MetricStat: burnRate(name, long), ReturnData: false },
        { Id: 's', MetricStat: burnRate(name, short), ReturnData: false },
      ],
      EvaluationPeriods: 1,
      Threshold: burnThreshold(share, days, long),
      TreatMissingData: 'missing',
      AlarmDescription: `Burn rate of ${slo}`,
    });
  }
  if (noDataMinutes !== undefined) {
    resources[logicalId('NoData', stage, slo)] = alarmResource(alarmName({ stage, slo, alarm: 'no-data' }), {
      Namespace: 'Shop',
      MetricName: 'totalOrders',
      Dimensions: [{ Name: 'Slo', Value: slo }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: noDataMinutes,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  }
  return resources;
}

/** The composite of a service over the page tiers of its SLOs, by ARN as the CDK renders it. */
export function compositeResource(stage: string, service: string, slos: readonly string[]): Record<string, Json> {
  const tiers = slos.flatMap((slo) => ['fast', 'slow'].map((alarm) => logicalId('Tier', stage, slo, alarm)));
  const parts = tiers.flatMap((id, index) => [
    index === 0 ? 'ALARM("' : '") OR ALARM("',
    { 'Fn::GetAtt': [id, 'Arn'] },
  ]);
  return {
    [logicalId('Breach', stage, service)]: {
      Type: 'AWS::CloudWatch::CompositeAlarm',
      Properties: {
        AlarmName: breachCompositeName(stage, service),
        AlarmRule: { 'Fn::Join': ['', [...parts, '")']] },
      },
    },
  };
}

export function alarmResource(name: string | undefined, properties: Json): Json {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      ...(name === undefined ? {} : { AlarmName: name }),
      ComparisonOperator: 'GreaterThanThreshold',
      ...properties,
    },
  };
}

function burnRate(sloName: string, minutes: number) {
  const dimensions = { SloName: sloName, BurnRateWindowMinutes: String(minutes) };
  return metricStat({ namespace: 'AWS/ApplicationSignals', name: 'BurnRate', dimensions, stat: 'Maximum' });
}

function metricStat(metric: { namespace: string; name: string; dimensions: Record<string, string>; stat: string }) {
  return {
    Metric: {
      Namespace: metric.namespace,
      MetricName: metric.name,
      Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: 60,
    Stat: metric.stat,
  };
}
