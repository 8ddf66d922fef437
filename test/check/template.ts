import type { Assembly, AssemblyStack, Template, TemplateResource } from '../../lib/assembly';
import { checkAssembly } from '../../lib/check/check';
import type { Finding } from '../../lib/model/contracts/documents';

/** Templates written by hand, and what `slo check` finds in them. */

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
const NOW = Date.UTC(2026, 10, 25);

export type Resources = Readonly<Record<string, TemplateResource>>;
type Properties = Readonly<Record<string, unknown>>;

export function stack(
  Resources: Resources,
  more: Partial<Omit<AssemblyStack, 'template'>> & { template?: Partial<Template> } = {},
) {
  const { template, ...rest } = more;
  const made = { name: 'Shop', account: ACCOUNT, region: REGION, templateBytes: 0, assets: new Map(), ...rest };
  return { ...made, template: { Resources, ...template } } as AssemblyStack;
}

/** Everything that is found, as one line each: `level id resource: message`. */
export function found(...stacks: AssemblyStack[]): string[] {
  return findings(...stacks).map(({ level, id, resource, message }) => `${level} ${id} ${resource}: ${message}`);
}

/** What the rules say; these fixtures have alarms of ours without a catalogue, which a rule of its own finds. */
export function findings(...stacks: AssemblyStack[]): Finding[] {
  const assembly: Assembly = { directory: '/', stacks };
  return checkAssembly(assembly, NOW).findings.filter(({ id }) => id !== 'catalogue-alarm-unlisted');
}

/** A metric alarm with nothing wrong with it. */
export function alarm(change: Properties = {}): TemplateResource {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: 'errors',
      AlarmDescription: 'Customers see errors: look at the log.',
      Namespace: 'Shop',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 3,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 1,
      ...change,
    },
  };
}

/** One of a list of metrics and expressions. */
export function mathAlarm(Metrics: unknown, change: Properties = {}): TemplateResource {
  const one = { Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined };
  return alarm({ ...one, Metrics, ...change });
}

export function composite(AlarmRule: unknown, change: Properties = {}): TemplateResource {
  return {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    Properties: { AlarmName: 'any', AlarmDescription: 'Any of them: see which.', AlarmRule, ...change },
  };
}

/** An SLO of anybody, 99.9 % over 28 days with windows of 5 and 60 minutes. */
export function objective(Name = 'checkout', change: Properties = {}): TemplateResource {
  return {
    Type: 'AWS::ApplicationSignals::ServiceLevelObjective',
    Properties: {
      Name,
      RequestBasedSli: { RequestBasedSliMetric: { KeyAttributes: { Type: 'Service', Name: 'shop' } } },
      Goal: { AttainmentGoal: 99.9, Interval: { RollingInterval: { Duration: 28, DurationUnit: 'DAY' } } },
      BurnRateConfigurations: [{ LookBackWindowMinutes: 5 }, { LookBackWindowMinutes: 60 }],
      ...change,
    },
  };
}

export function burnStat(slo: string, minutes: string | number, Period = 60) {
  const Dimensions = [
    { Name: 'SloName', Value: slo },
    { Name: 'BurnRateWindowMinutes', Value: String(minutes) },
  ];
  return {
    Metric: { Namespace: 'AWS/ApplicationSignals', MetricName: 'BurnRate', Dimensions },
    Period,
    Stat: 'Maximum',
  };
}

/** The lower of the burns in two windows. */
export function burnAlarm(slo: string, windows: readonly [number, number] = [60, 5], change: Properties = {}) {
  const [long, short] = windows;
  return mathAlarm(
    [
      { Id: 'e1', Expression: 'IF(l < s, l, s)', ReturnData: true },
      { Id: 'l', MetricStat: burnStat(slo, long), ReturnData: false },
      { Id: 's', MetricStat: burnStat(slo, short), ReturnData: false },
    ],
    { AlarmName: 'burn', Threshold: 13.44, ...change },
  );
}

export function dashboard(DashboardBody: unknown, change: Properties = {}): TemplateResource {
  const body =
    typeof DashboardBody === 'object' && !isIntrinsic(DashboardBody) ? JSON.stringify(DashboardBody) : DashboardBody;
  return { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardName: 'shop', DashboardBody: body, ...change } };
}

function isIntrinsic(value: unknown): boolean {
  return /^\{"(Ref|Fn::\w+)":/.test(JSON.stringify(value));
}

export const TOPIC: TemplateResource = { Type: 'AWS::SNS::Topic' };
