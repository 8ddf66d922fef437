import type { MetricQuery, Objective } from '../../assembly';
import { flatten } from '../../model/contracts/measurement';
import { parseGoal, toNumber } from '../../model/slo';
import { queriesOf } from '../series-queries';
import { type AlertPolicy, metricAlarm, pageAlarms } from './policy';

const WINDOW_SECONDS = 600;
const SOURCE =
  'Google SRE Workbook, chapter 5 "Alerting on SLOs", approach 1: the error rate of ten minutes is above the error budget';

/** The alarm that most teams begin with: a fixed limit on the error rate. Where periods are judged, a single bad one is above it. */
export function staticPolicy(objective: Objective): AlertPolicy {
  const { kind, periodSeconds, bad } = objective.entry.measurement;
  const isOfRequests = kind === 'requests';
  const period = isOfRequests ? WINDOW_SECONDS : periodSeconds;
  const alarm = metricAlarm(objective, 'policy/static', {
    queries: isOfRequests ? errorRate(objective, period) : queriesOf(bad, period),
    period,
    comparison: 'GreaterThanThreshold',
    threshold: isOfRequests ? toNumber(parseGoal(objective.goal).budget) : 0,
    treatMissingData: 'notBreaching',
  });
  return {
    name: 'static',
    source: SOURCE,
    alarms: [alarm],
    composites: [],
    lookBackMinutes: [],
    insteadOf: pageAlarms(objective),
    callers: new Map([[alarm.name, 'page']]),
  };
}

function errorRate({ entry: { measurement } }: Objective, period: number): MetricQuery[] {
  const [bad, total] = [flatten(measurement.bad), flatten(measurement.total)];
  const expression = `FILL(${textOf(bad)}, 0) / (${textOf(total)})`;
  const inputs = Object.entries({ ...bad.metrics, ...total.metrics });
  return [
    { id: 'rate', expression, returnData: true },
    ...inputs.map(([id, metric]) => ({ id, metric, stat: metric.stat, period, returnData: false })),
  ];
}

function textOf({ expression, metrics }: ReturnType<typeof flatten>): string {
  return expression ?? Object.keys(metrics)[0] ?? '0';
}
