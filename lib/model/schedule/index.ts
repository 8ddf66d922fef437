import { cronFaults, EVENTBRIDGE, EXCLUSION, MUTING } from './cron';
import { quoted, type ScheduleFault } from './fault';
import { atExpression } from './moment';
import { EXCLUSION_RATE, RULE_RATE, rateFaults, SCHEDULER_RATE } from './rate';

/** What AWS services write schedules in: dialects of cron, rates and single moments. */

export { quoted, type ScheduleFault } from './fault';
export { atExpression, lastMoment, momentOf } from './moment';
export { durationMinutes, muteDurationFault } from './mute-duration';

type Faults = readonly ScheduleFault[];

/** Of a rule of EventBridge. */
export function ruleScheduleFaults(expression: string): Faults {
  return faultsOf(expression, {
    cron: (fields) => cronFaults(fields, EVENTBRIDGE),
    rate: (text) => rateFaults(text, RULE_RATE),
  });
}

/** Of a schedule of EventBridge Scheduler. */
export function schedulerFaults(expression: string): Faults {
  return faultsOf(expression, {
    cron: (fields) => cronFaults(fields, EVENTBRIDGE),
    rate: (text) => rateFaults(text, SCHEDULER_RATE),
    at: () => atFaults(expression, 'yyyy-mm-ddThh:mm:ss', true),
  });
}

/** Of a mute rule of CloudWatch alarms. Source: CloudWatch API reference, Schedule. */
export function muteScheduleFaults(expression: string): Faults {
  return faultsOf(expression, {
    cron: (fields) => cronFaults(fields, MUTING),
    at: () => atFaults(expression, 'yyyy-mm-ddThh:mm', false),
  });
}

/** Of the exclusion window of an SLO. */
export function recurrenceFaults(expression: string): Faults {
  return faultsOf(expression, {
    cron: (fields) => cronFaults(fields, EXCLUSION),
    rate: (text) => rateFaults(text, EXCLUSION_RATE),
  });
}

function faultsOf(expression: string, kinds: Readonly<Record<string, (inside: string) => Faults>>): Faults {
  const [, kind = '', inside = ''] = /^([a-z]+)\(([^()]*)\)$/.exec(expression) ?? [];
  if (Object.hasOwn(kinds, kind)) return kinds[kind]!(inside);
  const known = Object.keys(kinds).map((one) => `${one}(...)`);
  return [{ got: quoted(expression), allowed: `are ${known.join(', ')}` }];
}

function atFaults(expression: string, form: string, seconds: boolean): Faults {
  const found = atExpression(expression);
  return found !== undefined && found.seconds === seconds
    ? []
    : [{ got: quoted(expression), allowed: `is at(${form}) with a date that exists` }];
}
