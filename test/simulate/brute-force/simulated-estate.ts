import type { AlarmDefinition, CompositeDefinition, Objective } from '../../../lib/assembly';
import { RequestSeries, SimulatedCloudWatch, timeOf } from '../../../lib/simulate';
import { ValueSeries } from '../../../lib/simulate/value-series';
import { objectiveOf } from '../fixture';
import {
  ALARMS,
  arnOf,
  depths,
  type Estate,
  evaluations,
  forcedAt,
  line,
  METRICS,
  SLO,
  WATCHED,
  WINDOWS,
} from './estates';
import { textOf } from './rules';
import { requestsOf } from './spells-as-outcomes';

const objective: Objective = objectiveOf();
const [tier] = objective.alarms as readonly [AlarmDefinition];

function alarmsOf({ alarms }: Estate): AlarmDefinition[] {
  return alarms.map(({ watches, periodMinutes, ...settings }, at) => {
    const period = periodMinutes * 60;
    const name = ALARMS[at]!;
    return { ...tier, ...settings, name, arn: arnOf(name), period, queries: WATCHED[watches].queries(period) };
  });
}

function compositesOf({ rules, suppressor }: Estate): CompositeDefinition[] {
  // The one that rests on the other stands first: the order is the simulator's to find.
  const [outer, inner] = (['outer', 'inner'] as const).map((name) => ({
    ...objective.composite!,
    name,
    arn: arnOf(name),
    rule: textOf(rules[name]),
  })) as [CompositeDefinition, CompositeDefinition];
  if (suppressor === undefined) return [outer, inner];
  const suppressed = {
    ...outer,
    actionsSuppressor: suppressor.alarm,
    actionsSuppressorWaitPeriod: suppressor.waitMinutes * 60,
    actionsSuppressorExtensionPeriod: suppressor.extensionMinutes * 60,
  };
  return [suppressed, inner];
}

export function simulated(estate: Estate): SimulatedCloudWatch {
  const { start, history, goal, interval, excluded, lagMinutes, extraDatapoints } = estate;
  const exclusionWindows = excluded.map(({ from, to }) => ({
    startsAt: timeOf(from),
    duration: to - from,
    unit: 'MINUTE' as const,
  }));
  const requests = requestsOf(history);
  const column = (of: 'total' | 'bad') => Float64Array.from(requests, (found) => found?.[of] ?? Number.NaN);
  const depth = new ValueSeries(start, estate.stepMinutes, Float64Array.from(depths(estate)));
  const total = column('total');
  const bad = column('bad');
  return new SimulatedCloudWatch({
    objectives: [{ ...objective, goal, interval, lookBackMinutes: WINDOWS, exclusionWindows }],
    alarms: alarmsOf(estate),
    composites: compositesOf(estate),
    series: new Map([
      [
        SLO,
        new RequestSeries(
          start,
          total.map((count, at) => count - bad[at]!),
          total,
        ),
      ],
    ]),
    metrics: [{ metric: METRICS.depth, stat: 'Maximum', values: depth }],
    lagMinutes,
    extraDatapoints,
  });
}

export function simulatedChanges(estate: Estate): string[] {
  const cloudWatch = simulated(estate);
  return evaluations(estate).flatMap((minute, evaluation) => {
    for (const { alarm, value } of forcedAt(estate, evaluation))
      cloudWatch.setAlarmState({ alarmName: alarm, value, reason: 'test', at: timeOf(minute) - 1 });
    return [...cloudWatch.evaluate(timeOf(minute))]
      .sort((a, b) => (a.alarmName < b.alarmName ? -1 : 1))
      .map(({ alarmName, value, actionsSuppressedBy: by }) => line(minute - estate.start, alarmName, value, by));
  });
}
