import { OBJECTIVE } from '../../assembly/resource-types';
import { timeZoneInstead } from '../../model/calendar/time-zone';
import { atExpression, durationMinutes, lastMoment, momentOf } from '../../model/schedule';
import { listAt, textAt, valueAt } from '../paths';
import { resourcesOf } from '../resources';
import type { Found, Place, Rule } from '../rule';
import { numberOf, shown } from '../values';

const MINUTE_MS = 60_000;
/** Minutes of a window's units. Months are at most so long. */
const UNIT_MINUTES: Readonly<Record<string, number>> = { MINUTE: 1, HOUR: 60, DAY: 1_440, MONTH: 31 * 1_440 };

/**
 * Application Signals refuses a start in the past when a window is created or changed. Nobody says what it does with one that was deployed
 * in time and stays in the template, so it is a warning.
 */
export const EXCLUSION_WINDOW_PAST: Rule = {
  id: 'exclusion-window-past',
  level: 'warning',
  *find(estate) {
    for (const place of resourcesOf(estate, OBJECTIVE)) {
      for (const [at, window] of listAt(estate.settled(place), 'ExclusionWindows').entries()) {
        const text = textAt(window, 'StartTime');
        const start = text === undefined ? undefined : momentOf(text, 'UTC');
        if (start === undefined || start >= estate.now || valueAt(window, 'RecurrenceRule') !== undefined) continue;
        const isOver = start + (lengthOf(window) ?? Number.POSITIVE_INFINITY) < estate.now;
        yield {
          place,
          what: `ExclusionWindows[${at}].StartTime`,
          got: `${shown(text)}, which has ${isOver ? 'passed' : 'begun'}`,
          allowed: `is the future: AWS refuses to create or change an SLO with it${isOver ? '; remove the window' : ''}`,
        };
      }
    }
  },
};

/** Nothing where it is known at deployment only. */
function lengthOf(window: unknown): number | undefined {
  const count = numberOf(valueAt(window, 'Window', 'Duration'));
  const minutes = UNIT_MINUTES[textAt(window, 'Window', 'DurationUnit') ?? ''];
  return count === undefined || minutes === undefined ? undefined : count * minutes * MINUTE_MS;
}

/** A mute rule that mutes nothing any more. */
export const MUTE_RULE_PAST: Rule = {
  id: 'mute-rule-past',
  level: 'warning',
  *find(estate) {
    for (const place of resourcesOf(estate, 'AWS::CloudWatch::AlarmMuteRule')) {
      const properties = estate.settled(place);
      const schedule = valueAt(properties, 'Rule', 'Schedule');
      const zone = knownZone(valueAt(schedule, 'Timezone'));
      if (zone === undefined) continue;
      const [expression, expire] = [textAt(schedule, 'Expression') ?? '', textAt(properties, 'ExpireDate') ?? ''];
      const [once, minutes] = [atExpression(expression), durationMinutes(textAt(schedule, 'Duration') ?? '')];
      const end = once && minutes !== undefined ? lastMoment(once.local, zone) + minutes * MINUTE_MS : undefined;
      if (end !== undefined && end < estate.now) yield over(place, 'Rule.Schedule.Expression', expression, 'rule');
      if ((momentOf(expire, zone) ?? estate.now) < estate.now) yield over(place, 'ExpireDate', expire, 'rule');
    }
  },
};

/** A schedule that never runs again; what Scheduler does when one is created is not documented. */
export const SCHEDULE_PAST: Rule = {
  id: 'schedule-past',
  level: 'warning',
  *find(estate) {
    for (const place of resourcesOf(estate, 'AWS::Scheduler::Schedule')) {
      const properties = estate.settled(place);
      const zone = knownZone(valueAt(properties, 'ScheduleExpressionTimezone'));
      const [expression, end] = [textAt(properties, 'ScheduleExpression') ?? '', textAt(properties, 'EndDate') ?? ''];
      const once = zone === undefined ? undefined : atExpression(expression);
      // It is invoked at some time of its minute (EventBridge Scheduler user guide, "Schedule types").
      const last = once === undefined ? estate.now : lastMoment(once.local, zone!) + MINUTE_MS;
      if (last < estate.now) yield over(place, 'ScheduleExpression', expression, 'schedule');
      if ((momentOf(end, 'UTC') ?? estate.now) < estate.now) yield over(place, 'EndDate', end, 'schedule');
    }
  },
};

function over(place: Place, what: string, text: string, thing: string): Found {
  return { place, what, got: `${shown(text)}, which has passed`, allowed: `is the future: remove the ${thing}` };
}

/** UTC where none is named; nothing where it is none, or known at deployment only. */
function knownZone(zone: unknown): string | undefined {
  if (zone === undefined) return 'UTC';
  return typeof zone === 'string' && timeZoneInstead(zone) === undefined ? zone : undefined;
}
