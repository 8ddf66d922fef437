import { numbered } from './words';

/** Source: CloudWatch API, PutAlarmMuteRule. */
const LONGEST_MUTE_RULE_NAME = 255;

/**
 * Name of a mute rule of a service's maintenance.
 * @param maintenance 1 for the first
 * @param part 1 for the first rule; alarms that do not fit into it are in the next ones
 */
export function serviceMuteRuleName(stage: string, service: string, maintenance: number, part = 1): string {
  return numbered(`${stage}-${service}-maintenance-${maintenance}`, part);
}

/** Name of a mute rule of an SLO's own maintenance. A service and an SLO may have the same name. */
export function sloMuteRuleName(stage: string, slo: string, maintenance: number, part = 1): string {
  return numbered(`${stage}-${slo}-slo-maintenance-${maintenance}`, part);
}

/** What is wrong with the name of a mute rule, in words; nothing when it is fine. */
export function muteRuleNameFault(what: string, name: string): string | undefined {
  return name.length > LONGEST_MUTE_RULE_NAME
    ? `${what}: got a mute rule's name of ${name.length} characters, allowed are ${LONGEST_MUTE_RULE_NAME}`
    : undefined;
}
