import { resourcesOfType } from '../../assembly';
import { timeZoneInstead } from '../../model/calendar/time-zone';
import { atExpression, durationMinutes, lastMoment, momentOf } from '../../model/schedule';
import { listAt, textAt, valueAt } from '../paths';
import type { Rule } from '../rule';
import { shown } from '../values';

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
  *find({ assembly, settled, now }) {
    for (const place of resourcesOfType(assembly, 'AWS::ApplicationSignals::ServiceLevelObjective')) {
      for (const [at, window] of listAt(settled(place), 'ExclusionWindows').entries()) {
        const text = textAt(window, 'StartTime');
        const start = text === undefined ? undefined : momentOf(text, 'UTC');
        if (start === undefined || start >= now || valueAt(window, 'RecurrenceRule') !== undefined) continue;
        const state = start + lengthOf(window) < now ? 'over' : 'begun';
        yield {
          place,
          what: `ExclusionWindows[${at}].StartTime`,
          got: `${shown(text!)}, which has ${state === 'over' ? 'passed' : 'begun'}`,
          allowed:
            state === 'over'
              ? 'is the future: AWS refuses to create or change an SLO with it; remove the window'
              : 'is the future: AWS refuses to create or change an SLO with it',
        };
      }
    }
  },
};

function lengthOf(window: unknown): number {
  const [count, unit] = [valueAt(window, 'Window', 'Duration'), textAt(window, 'Window', 'DurationUnit') ?? ''];
  return Number(count) * (UNIT_MINUTES[unit] ?? 0) * MINUTE_MS || 0;
}

/** A mute rule that mutes nothing any more. */
export const MUTE_RULE_PAST: Rule = {
  id: 'mute-rule-past',
  level: 'warning',
  *find({ assembly, settled, now }) {
    for (const place of resourcesOfType(assembly, 'AWS::CloudWatch::AlarmMuteRule')) {
      const properties = settled(place);
      const zone = knownZone(valueAt(properties, 'Rule', 'Schedule', 'Timezone'));
      const expression = textAt(properties, 'Rule', 'Schedule', 'Expression') ?? '';
      const minutes = durationMinutes(textAt(properties, 'Rule', 'Schedule', 'Duration') ?? '');
      const once = atExpression(expression);
      if (zone === undefined) continue;
      if (once && minutes !== undefined && lastMoment(once.local, zone) + minutes * MINUTE_MS < now) {
        const got = `${shown(expression)}, which has passed`;
        yield { place, what: 'Rule.Schedule.Expression', got, allowed: 'is the future: remove the rule' };
      }
      const expire = textAt(properties, 'ExpireDate');
      if (expire !== undefined && (momentOf(expire, zone) ?? now) < now) {
        const got = `${shown(expire)}, which has passed`;
        yield { place, what: 'ExpireDate', got, allowed: 'is the future: remove the rule' };
      }
    }
  },
};

/** A schedule that never runs again; what Scheduler does when one is created is not documented. */
export const SCHEDULE_PAST: Rule = {
  id: 'schedule-past',
  level: 'warning',
  *find({ assembly, settled, now }) {
    for (const place of resourcesOfType(assembly, 'AWS::Scheduler::Schedule')) {
      const properties = settled(place);
      const zone = knownZone(valueAt(properties, 'ScheduleExpressionTimezone'));
      const expression = textAt(properties, 'ScheduleExpression') ?? '';
      const once = atExpression(expression);
      if (once && zone !== undefined && lastMoment(once.local, zone) + MINUTE_MS < now) {
        const got = `${shown(expression)}, which has passed`;
        yield { place, what: 'ScheduleExpression', got, allowed: 'is the future: remove the schedule' };
      }
      const end = textAt(properties, 'EndDate');
      if (end !== undefined && (momentOf(end, 'UTC') ?? now) < now) {
        const got = `${shown(end)}, which has passed`;
        yield { place, what: 'EndDate', got, allowed: 'is the future: remove the schedule' };
      }
    }
  },
};

/** UTC where none is named; nothing where it is none, or known at deployment only. */
function knownZone(zone: unknown): string | undefined {
  if (zone === undefined) return 'UTC';
  return typeof zone === 'string' && timeZoneInstead(zone) === undefined ? zone : undefined;
}
