import * as v from 'valibot';
import { line } from '../render/text';
import type { Symptom } from './examiner';
import { error, warning } from './pagerduty-symptom';

const EVENTS = 'events_api_v2_inbound_integration';
const SETTINGS = 'Settings of the service';

const urgency = v.nullish(v.object({ urgency: v.nullish(v.string()) }));
const integration = v.object({ type: v.optional(v.string()), integration_key: v.nullish(v.string()) });

/** A service as the REST API shows it, as far as it decides whether somebody is called; plans without a feature leave its settings out. */
export const service = v.object({
  id: v.optional(v.string()),
  name: v.string(),
  status: v.optional(v.string(), ''),
  escalation_policy: v.nullish(v.object({ id: v.string() })),
  integrations: v.optional(v.array(integration), []),
  incident_urgency_rule: v.nullish(
    v.object({
      urgency: v.nullish(v.string()),
      during_support_hours: urgency,
      outside_support_hours: urgency,
    }),
  ),
  auto_resolve_timeout: v.nullish(v.number()),
  alert_grouping_parameters: v.nullish(v.object({ type: v.nullish(v.string()) })),
  auto_pause_notifications_parameters: v.nullish(v.object({ enabled: v.nullish(v.boolean()) })),
});
export type Service = v.InferOutput<typeof service>;

export function integrationWith({ integrations }: Service, routingKey: string) {
  return integrations.find(({ integration_key: key }) => key === routingKey);
}

/** What keeps the service from calling somebody, or from ending a call when we say so. */
export function serviceSymptoms(service: Service, routingKey: string): Symptom[] {
  return [
    statusSymptom(service),
    kindSymptom(service, routingKey),
    urgencySymptom(service),
    pauseSymptom(service),
    resolveSymptom(service),
    groupingSymptom(service),
  ].filter((symptom) => symptom !== undefined);
}

function statusSymptom({ name, status }: Service): Symptom | undefined {
  const called = `the service ${line(name)}`;
  if (status === 'disabled')
    return error('service-disabled', `${called}, which is disabled`, 'an enabled one', `enable it: ${SETTINGS}`);
  if (status !== 'maintenance') return undefined;
  return warning(
    'service-in-maintenance',
    `${called} in a maintenance window: it calls nobody now`,
    'one without',
    'end the window if it was forgotten',
  );
}

function kindSymptom(service: Service, routingKey: string): Symptom | undefined {
  const type = integrationWith(service, routingKey)?.type ?? EVENTS;
  if (type === EVENTS) return undefined;
  return warning(
    'integration-of-another-kind',
    `an integration of the kind ${line(type)}`,
    EVENTS,
    'add an integration "Events API v2" to the service, and put its key into the secret',
  );
}

/** What is of low urgency reaches people by other rules of theirs, and does not escalate (PagerDuty, "Configurable service settings"). */
function urgencySymptom({ name, incident_urgency_rule: rule }: Service): Symptom | undefined {
  const [isLow, isLowAtTimes] = [
    rule?.urgency === 'low',
    [rule?.during_support_hours, rule?.outside_support_hours].some((hours) => hours?.urgency === 'low'),
  ];
  if (!isLow && !isLowAtTimes) return undefined;
  return warning(
    'service-urgency-low',
    `the service ${line(name)}, whose incidents are of low urgency${isLow ? '' : ' at some hours'}: it wakes nobody and does not escalate`,
    'one of high urgency, or by severity',
    `choose "High-urgency notifications" or "based on alert severity", round the clock: ${SETTINGS}, "Assign and Notify"`,
  );
}

function pauseSymptom({ name, auto_pause_notifications_parameters: pause }: Service): Symptom | undefined {
  if (pause?.enabled !== true) return undefined;
  return warning(
    'service-auto-pause',
    `the service ${line(name)}, which pauses notifications of what looks transient: a call may come minutes late`,
    'one that calls at once',
    `switch off "Auto-Pause Incident Notifications": ${SETTINGS}; what we call for has been judged already`,
  );
}

/** 0 and nothing: off. Such an end is nobody's, so it is not heard either. */
function resolveSymptom({ name, auto_resolve_timeout: seconds }: Service): Symptom | undefined {
  if (!seconds) return undefined;
  return warning(
    'service-auto-resolve',
    `the service ${line(name)}, which resolves incidents by itself after ${seconds / 60} minutes, whether or not they are over`,
    'one that leaves their end to us and to people',
    `switch auto-resolution off: ${SETTINGS}`,
  );
}

function groupingSymptom({ name, alert_grouping_parameters: grouping }: Service): Symptom | undefined {
  const type = grouping?.type ?? 'content_based';
  if (type === 'content_based') return undefined;
  return warning(
    'service-groups-alerts',
    `the service ${line(name)}, which groups alerts (${line(type)}): a second incident may call nobody, and what people do is heard for the first one alone`,
    'one that groups none, or by content',
    `switch alert grouping off: ${SETTINGS}`,
  );
}
