import * as v from 'valibot';
import { isAlarmPeriod, isInsightsQuery } from '../model/alarm';
import { parseAlarmName } from '../model/names';
import {
  type AlarmDefinition,
  COMPARISONS,
  isMetricStat,
  type MetricQuery,
  MISSING_DATA,
  type MissingData,
} from './definitions';
import { AssemblyError } from './error';
import { type ReadOptions, ResourceReader, readable } from './physical';
import { alarmFacts, definitionFacts, flag, number, readProperties, wholeNumber } from './properties';
import { ALARM } from './resource-types';
import { type Assembly, resourcesOfType } from './template';

const period = v.pipe(
  wholeNumber,
  v.check(isAlarmPeriod, (issue) => `got ${issue.input} s, allowed are 10, 20, 30 and multiples of 60`),
);
const dimensions = v.optional(v.array(v.object({ Name: v.string(), Value: v.string() })), []);
const metricStat = v.object({
  Metric: v.object({ Namespace: v.string(), MetricName: v.string(), Dimensions: dimensions }),
  Period: period,
  Stat: v.string(),
});
const query = v.object({
  Id: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9_]*$/)),
  Label: v.optional(v.string()),
  ReturnData: v.optional(flag, true),
  Expression: v.optional(v.string()),
  MetricStat: v.optional(metricStat),
  Period: v.optional(period),
});
const alarm = v.object({
  ...alarmFacts,
  Metrics: v.optional(v.array(query)),
  Namespace: v.optional(v.string()),
  MetricName: v.optional(v.string()),
  Dimensions: dimensions,
  Statistic: v.optional(v.string()),
  ExtendedStatistic: v.optional(v.string()),
  Period: v.optional(period),
  EvaluationPeriods: wholeNumber,
  DatapointsToAlarm: v.optional(wholeNumber),
  ComparisonOperator: v.picklist(COMPARISONS),
  Threshold: number,
  TreatMissingData: v.optional(v.picklist(MISSING_DATA)),
  EvaluationWindow: v.optional(v.object({ WallClockWindow: v.optional(v.unknown()) })),
  WarmUpConfiguration: v.optional(v.unknown()),
});
type AlarmProperties = v.InferOutput<typeof alarm>;

/**
 * Every metric alarm of an assembly, ours or not.
 *
 * @throws AssemblyError for an alarm of ours that cannot be read: anomaly detection, PromQL and Metrics Insights among others
 */
export function readAlarms(assembly: Assembly, options: ReadOptions = {}): AlarmDefinition[] {
  return [...resourcesOfType(assembly, ALARM)].flatMap((place) => {
    const reader = new ResourceReader(place, assembly, options);
    return readable(options, () => readAlarm(reader), isOurs(place.resource.Properties?.AlarmName));
  });
}

function isOurs(name: unknown): boolean {
  return typeof name === 'string' && parseAlarmName(name) !== undefined;
}

/** Alarms that compare with no number. */
const OTHER_KINDS = {
  ThresholdMetricId: 'a band of anomaly detection, allowed is a Threshold',
  EvaluationCriteria: 'a query of PromQL, allowed are a metric and Metrics',
};

function readAlarm(reader: ResourceReader): AlarmDefinition {
  const { stack, logicalId, resource } = reader.place;
  const fail = (fault: string): never => {
    throw new AssemblyError({ stack: stack.name, logicalId }, `Properties.${fault}`);
  };
  for (const [property, fault] of Object.entries(OTHER_KINDS)) {
    if (resource.Properties?.[property] !== undefined) fail(`${property}: got ${fault}`);
  }
  const properties = readProperties(reader, alarm);
  const queries = properties.Metrics ? mathQueries(properties.Metrics, fail) : singleQuery(properties, fail);
  const periods = new Set(queries.filter(isMetricStat).map((found) => found.period));
  if (periods.size !== 1)
    fail(`Metrics: got periods ${[...periods].join(', ') || 'of none'}, allowed is one for all metrics`);
  const datapointsToAlarm = properties.DatapointsToAlarm ?? properties.EvaluationPeriods;
  if (datapointsToAlarm > properties.EvaluationPeriods) {
    fail(`DatapointsToAlarm: got ${datapointsToAlarm}, allowed are 1 to ${properties.EvaluationPeriods}`);
  }
  return {
    kind: 'metric',
    form: properties.Metrics ? 'math' : 'single',
    ...definitionFacts(reader, properties),
    queries,
    period: [...periods][0]!,
    evaluationPeriods: properties.EvaluationPeriods,
    datapointsToAlarm,
    comparison: properties.ComparisonOperator,
    threshold: properties.Threshold,
    treatMissingData: properties.TreatMissingData ?? defaultTreatment(queries),
    ...unsimulated(properties),
  };
}

/**
 * Alarms on DynamoDB ignore missing data unless they say otherwise. Source: CloudWatch user guide, "Configuring how CloudWatch alarms
 * treat missing data".
 */
function defaultTreatment(queries: readonly MetricQuery[]): MissingData {
  const ofDynamo = queries.some((found) => isMetricStat(found) && found.metric.namespace === 'AWS/DynamoDB');
  return ofDynamo ? 'ignore' : 'missing';
}

function unsimulated({ EvaluationWindow, WarmUpConfiguration }: AlarmProperties) {
  const found = [
    ...(EvaluationWindow?.WallClockWindow === undefined ? [] : ['EvaluationWindow.WallClockWindow']),
    ...(WarmUpConfiguration === undefined ? [] : ['WarmUpConfiguration']),
  ];
  return found.length === 0 ? {} : { unsimulated: found };
}

function mathQueries(found: readonly v.InferOutput<typeof query>[], fail: (fault: string) => never): MetricQuery[] {
  const returned = found.filter(({ ReturnData }) => ReturnData).length;
  if (returned !== 1) fail(`Metrics: got ${returned} with ReturnData, allowed is exactly one`);
  if (new Set(found.map(({ Id }) => Id)).size !== found.length) fail('Metrics: got an Id twice, allowed is once');
  return found.map(({ Id, Label, ReturnData, Expression, MetricStat }, index) => {
    const facts = { id: Id, returnData: ReturnData, ...(Label === undefined ? {} : { label: Label }) };
    if (Expression !== undefined && isInsightsQuery(Expression)) {
      return fail(`Metrics[${index}].Expression: got a query of Metrics Insights, allowed is metric math`);
    }
    if (Expression !== undefined && MetricStat === undefined) return { ...facts, expression: Expression };
    if (MetricStat === undefined || Expression !== undefined) {
      return fail(
        `Metrics[${index}]: got ${Expression ? 'both' : 'neither'}, allowed is one of Expression and MetricStat`,
      );
    }
    const { Metric, Period, Stat } = MetricStat;
    return { ...facts, metric: identity(Metric), period: Period, stat: Stat };
  });
}

function singleQuery(properties: AlarmProperties, fail: (fault: string) => never): MetricQuery[] {
  const { Namespace, MetricName, Dimensions, Period } = properties;
  const stat = properties.Statistic ?? properties.ExtendedStatistic;
  const given = { Namespace, MetricName, Period, Statistic: stat };
  const absent = Object.entries(given).find(([, value]) => value === undefined);
  if (absent || Namespace === undefined || MetricName === undefined || Period === undefined || stat === undefined) {
    return fail(`${absent?.[0]}: got nothing, allowed is a value where there is no list of Metrics`);
  }
  return [
    { id: 'm1', returnData: true, metric: identity({ Namespace, MetricName, Dimensions }), stat, period: Period },
  ];
}

function identity(metric: v.InferOutput<typeof metricStat>['Metric']) {
  return {
    namespace: metric.Namespace,
    name: metric.MetricName,
    dimensions: Object.fromEntries(metric.Dimensions.map(({ Name, Value }) => [Name, Value])),
  };
}
