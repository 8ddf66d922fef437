import type { PlacedResource } from '../../assembly';
import { OBJECTIVE } from '../../assembly/resource-types';
import { timeZoneInstead } from '../../model/calendar/time-zone';
import {
  momentOf,
  muteDurationFault,
  muteScheduleFaults,
  recurrenceFaults,
  ruleScheduleFaults,
  type ScheduleFault,
  schedulerFaults,
} from '../../model/schedule';
import { listAt, scheduleFound, textAt, valueAt } from '../paths';
import { resourcesOf } from '../resources';
import type { Found, Rule } from '../rule';
import { shown } from '../values';

const ISO_DATE = 'is a date and time in ISO-8601';

/** Schedules that EventBridge refuses: its validators and CloudFormation's see no cron. */
export const SCHEDULE_EXPRESSION: Rule = {
  id: 'schedule-expression',
  level: 'error',
  *find(estate) {
    for (const place of resourcesOf(estate, 'AWS::Events::Rule')) {
      const properties = estate.settled(place);
      yield* faultsIn(place, 'ScheduleExpression', textAt(properties, 'ScheduleExpression'), ruleScheduleFaults);
      yield* otherBus(place, properties);
    }
    for (const place of resourcesOf(estate, 'AWS::Scheduler::Schedule')) {
      const properties = estate.settled(place);
      yield* faultsIn(place, 'ScheduleExpression', textAt(properties, 'ScheduleExpression'), schedulerFaults);
      yield* zoneFaults(place, properties, 'ScheduleExpressionTimezone');
    }
  },
};

/** Source: EventBridge API reference, PutRule: schedules are for the default bus only. */
function* otherBus(place: PlacedResource, properties: unknown): Iterable<Found> {
  const bus = textAt(properties, 'EventBusName') ?? 'default';
  if (valueAt(properties, 'ScheduleExpression') === undefined || /(^|\/)default$/.test(bus)) return;
  yield { place, what: 'EventBusName', got: shown(bus), allowed: 'is "default" where there is a ScheduleExpression' };
}

export const MUTE_RULE_SCHEDULE: Rule = {
  id: 'mute-rule-schedule',
  level: 'error',
  *find(estate) {
    for (const place of resourcesOf(estate, 'AWS::CloudWatch::AlarmMuteRule')) {
      const properties = estate.settled(place);
      const at = (name: string) => ['Rule', 'Schedule', name] as const;
      yield* faultsIn(place, at('Expression').join('.'), textAt(properties, ...at('Expression')), muteScheduleFaults);
      yield* faultsIn(place, at('Duration').join('.'), textAt(properties, ...at('Duration')), muteDurationFaults);
      yield* zoneFaults(place, properties, ...at('Timezone'));
      yield* dateFaults(place, properties);
    }
  },
};

const muteDurationFaults = (duration: string) => [muteDurationFault(duration)].filter((fault) => fault !== undefined);

/** Nobody says which forms of ISO-8601 are read: what cannot be read here is a warning, there and in exclusion windows. */
function* dateFaults(place: PlacedResource, properties: unknown): Iterable<Found> {
  const dates = ['StartDate', 'ExpireDate'].map((name) => ({ name, text: textAt(properties, name) }));
  for (const { name, text } of dates) {
    if (text === undefined || momentOf(text, 'UTC') !== undefined) continue;
    yield { place, what: name, got: shown(text), allowed: ISO_DATE, level: 'warning' };
  }
  const [start, expire] = dates.map(({ text }) => (text === undefined ? undefined : momentOf(text, 'UTC')));
  if (start === undefined || expire === undefined || start < expire) return;
  const got = shown(dates[1]!.text!);
  yield { place, what: 'ExpireDate', got, allowed: `is after the StartDate ${dates[0]!.text}`, level: 'warning' };
}

export const EXCLUSION_WINDOW_SCHEDULE: Rule = {
  id: 'exclusion-window-schedule',
  level: 'error',
  *find(estate) {
    for (const place of resourcesOf(estate, OBJECTIVE)) {
      for (const [at, window] of listAt(estate.settled(place), 'ExclusionWindows').entries()) {
        const what = `ExclusionWindows[${at}]`;
        const expression = textAt(window, 'RecurrenceRule', 'Expression');
        yield* faultsIn(place, `${what}.RecurrenceRule.Expression`, expression, recurrenceFaults);
        const start = textAt(window, 'StartTime');
        if (start === undefined || momentOf(start, 'UTC') !== undefined) continue;
        yield { place, what: `${what}.StartTime`, got: shown(start), allowed: ISO_DATE, level: 'warning' };
      }
    }
  },
};

function* faultsIn(
  place: PlacedResource,
  what: string,
  text: string | undefined,
  faultsOf: (text: string) => readonly ScheduleFault[],
): Iterable<Found> {
  for (const fault of text === undefined ? [] : faultsOf(text)) yield scheduleFound(place, what, fault);
}

function* zoneFaults(place: PlacedResource, properties: unknown, ...path: readonly string[]): Iterable<Found> {
  const zone = textAt(properties, ...path);
  const instead = zone === undefined ? undefined : timeZoneInstead(zone);
  if (instead !== undefined) yield scheduleFound(place, path.join('.'), { got: shown(zone!), ...instead });
}
