import * as v from 'valibot';
import { timeZoneInstead } from '../model/calendar/time-zone';
import { durationMinutes, momentOf, muteDurationFault, muteScheduleFaults, quoted } from '../model/schedule';
import type { Environment } from './environment';
import { AssemblyError } from './error';
import { type ReadOptions, ResourceReader, readable } from './physical';
import { readProperties } from './properties';
import { ALARM_MUTE_RULE } from './resource-types';
import { type Assembly, resourcesOfType } from './template';

/** When the actions of which alarms are muted, as a template declares it. Source: AWS::CloudWatch::AlarmMuteRule. */
export interface MuteRuleDefinition extends Environment {
  /** Name of the stack. */
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** `cron(minute hour day month weekday)` or `at(2026-11-14T20:00)`, by the clocks of the time zone. */
  readonly expression: string;
  /** IANA name. */
  readonly timeZone: string;
  /** How long each window is open: 1 to 21,600. */
  readonly minutes: number;
  /** Epoch milliseconds before which no window begins. @default - there is no such time */
  readonly startsAt?: number;
  /** Epoch milliseconds from which on nothing is muted any more, also by a window that is open. @default - it never ends */
  readonly expiresAt?: number;
  /** Names of the muted alarms, in its account and region. */
  readonly alarmNames: readonly string[];
}

const muteRule = v.object({
  Name: v.optional(v.string()),
  StartDate: v.optional(v.string()),
  ExpireDate: v.optional(v.string()),
  Rule: v.object({
    Schedule: v.object({ Expression: v.string(), Duration: v.string(), Timezone: v.optional(v.string(), 'UTC') }),
  }),
  MuteTargets: v.optional(v.object({ AlarmNames: v.optional(v.array(v.string()), []) }), {}),
});

/**
 * Every mute rule of an assembly, ours or not.
 *
 * @throws AssemblyError for one that cannot be read, unless somebody is told
 */
export function readMuteRules(assembly: Assembly, options: ReadOptions = {}): MuteRuleDefinition[] {
  return [...resourcesOfType(assembly, ALARM_MUTE_RULE)].flatMap((place) =>
    readable(options, () => readMuteRule(new ResourceReader(place, assembly, options))),
  );
}

/** @throws AssemblyError naming stack, logical id and property, what was got and what is allowed */
export function readMuteRule(reader: ResourceReader): MuteRuleDefinition {
  const { Name, Rule, StartDate, ExpireDate, MuteTargets } = readProperties(reader, muteRule);
  const { Expression, Duration, Timezone } = Rule.Schedule;
  const { stack, logicalId } = reader.place;
  const fail = (property: string, { got, allowed }: { got: string; allowed: string }): never => {
    throw new AssemblyError({ stack: stack.name, logicalId }, `Properties.${property}: got ${got}, allowed ${allowed}`);
  };
  const zone = timeZoneInstead(Timezone);
  if (zone !== undefined && !zone.uncertain) fail('Rule.Schedule.Timezone', { got: quoted(Timezone), ...zone });
  // What is uncertain only, some documentation leaves open: whoever evaluates the schedule may know it.
  const [schedule] = muteScheduleFaults(Expression).filter(({ uncertain }) => !uncertain);
  if (schedule !== undefined)
    fail(`Rule.Schedule.Expression${schedule.part === undefined ? '' : `: ${schedule.part}`}`, schedule);
  const duration = muteDurationFault(Duration);
  if (duration !== undefined) fail('Rule.Schedule.Duration', duration);
  const moment = (property: string, text: string) =>
    momentOf(text, Timezone) ?? fail(property, { got: quoted(text), allowed: 'is a date and time in ISO-8601' });
  const name = Name ?? `${stack.name}-${logicalId}`;
  return {
    stack: stack.name,
    logicalId,
    ...reader.environment,
    name,
    arn: reader.arn(`cloudwatch:${reader.environment.region}`, `alarm-mute-rule:${name}`),
    expression: Expression,
    timeZone: Timezone,
    minutes: durationMinutes(Duration)!,
    ...(StartDate === undefined ? {} : { startsAt: moment('StartDate', StartDate) }),
    ...(ExpireDate === undefined ? {} : { expiresAt: moment('ExpireDate', ExpireDate) }),
    alarmNames: MuteTargets.AlarmNames,
  };
}
