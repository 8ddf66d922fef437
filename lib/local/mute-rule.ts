import { Cron } from 'croner';
import { durationMinutes } from '../model/schedule';

/** A mute rule as it is deployed. Source: AWS::CloudWatch::AlarmMuteRule. */
export interface MuteRule {
  readonly name: string;
  readonly arn: string;
  /** `cron(minute hour day month weekday)` or `at(2026-11-14T20:00)`. */
  readonly expression: string;
  /** ISO-8601, one minute to 15 days. */
  readonly duration: string;
  readonly timeZone: string;
  /** Local date and time before which no window begins. @default - there is no such time */
  readonly startDate?: string;
  readonly alarmNames: readonly string[];
}

/** Whether a window of the rule is open. @throws Error for a schedule or duration that cannot be read */
export function isActive(rule: MuteRule, now: number): boolean {
  const { name, expression, duration, timeZone, startDate } = rule;
  const [, kind, schedule] = /^(cron|at)\((.+)\)$/.exec(expression) ?? [];
  if (schedule === undefined)
    throw new Error(`mute rule ${name}: schedule: got "${expression}", allowed are cron(...) and at(...)`);
  const lasts = millisecondsOf(name, duration);
  const started = new Cron(schedule, {
    timezone: timeZone,
    ...(kind === 'cron' ? { mode: '5-part' } : {}),
    ...(startDate === undefined ? {} : { startAt: startDate }),
  });
  // The window that is open now, if one is, is the first to begin within the duration before now.
  const begun = started.nextRun(new Date(now - lasts));
  return begun !== null && begun.getTime() <= now;
}

function millisecondsOf(name: string, duration: string): number {
  const minutes = durationMinutes(duration) ?? 0;
  if (minutes === 0) throw new Error(`mute rule ${name}: duration: got "${duration}", allowed are PT1M to P15D`);
  return minutes * 60_000;
}
