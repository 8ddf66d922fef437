import { ALARM_LIMITS } from '../alarm/limits';

/** A service with its segment: begins the names of what belongs to both. */
export function serviceLabel(service: string, segment?: string): string {
  return segment === undefined ? service : `${service}-${segment}`;
}

/**
 * "Any page tier of any SLO of this service": for people and dashboards.
 * @param part what does not fit into one composite alarm stands in parts below it, from 1
 */
export function breachCompositeName(stage: string, service: string, part?: number): string {
  return partOf(`${stage}-${service}-breach`, part);
}

/** Tells the names of the parts below a composite alarm of this name. */
export function breachPartsOf(composite: string): (name: string) => boolean {
  return (name) => name.startsWith(`${composite}-part`) && /^\d+$/.test(name.slice(composite.length + '-part'.length));
}

/** "Roll the last deployment of this service back". @param part as above */
export function rollbackCompositeName(stage: string, service: string, part?: number): string {
  return partOf(`${stage}-${service}-rollback`, part);
}

/** "This journey of customers is broken". */
export function journeyCompositeName(stage: string, journey: string): string {
  return `${stage}-${journey}-journey`;
}

/**
 * Name of the composite alarm of which one of ours is a part, or its own; nothing for one that is not named like ours.
 * Other people may name theirs in the same way, so this only says where to list one.
 */
export function wholeComposite(name: string): string | undefined {
  const whole = name.replace(/-part\d+$/, '');
  return /^[A-Za-z0-9]+-.+-(?:breach|rollback|journey|backup)$/.test(whole) ? whole : undefined;
}

/** CloudWatch allows 255 characters. Two digits of parts are more than the alarms of one stack need. */
const LONGEST_ALARM_NAME = ALARM_LIMITS.name;
const LAST_PART = 99;

/** What is wrong with the names of a service's composite alarms, in words; nothing when they are fine. */
export function compositeNameFault(stage: string, label: string): string | undefined {
  const { length } = rollbackCompositeName(stage, label, LAST_PART);
  return length > LONGEST_ALARM_NAME
    ? `serviceName: got a name that makes, with stage and segment, the name of an alarm of up to ${length} characters, allowed are ${LONGEST_ALARM_NAME}`
    : undefined;
}

function partOf(name: string, part: number | undefined): string {
  return part === undefined ? name : `${name}-part${part}`;
}

/** "A page tier fires, and the way to people is broken", of the pager whose first service this is. */
export function backupPagerName(stage: string, service: string): string {
  return `${stage}-${service}-backup`;
}
