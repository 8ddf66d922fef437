/** A second response stack of the same stage, account and region collides on this name and fails to deploy. */
export function responseParameterName(stage: string): string {
  return `/slo-response/${stage}`;
}

/** Service in Application Signals that the functions of a response are together. */
export function responseServiceName(stage: string): string {
  return `incident-response-${stage}`;
}

/** Parameter that switches deliveries: `on` or `off`. */
export function deliveriesParameterName(stage: string): string {
  return `${responseParameterName(stage)}/deliveries`;
}

/** What `slo doctor` knows of a target. */
export function targetParameterName(stage: string, target: string): string {
  return `${responseParameterName(stage)}/targets/${target}`;
}

/** Alarms on our own machinery; the prefix keeps them away from the rule that listens to SLO alarms. */
export function machineryAlarmName(stage: string, what: string): string {
  return `slo-response/${stage}/${what}`;
}

/** Whether an alarm watches our own machinery. */
export function isMachineryAlarm(name: string): boolean {
  return /^slo-response\/[A-Za-z0-9]+\/./.test(name);
}

/** "The way from an alarm to people is broken": what the backup pagers of the stage listen to. */
export function pipelineBrokenAlarmName(stage: string): string {
  return machineryAlarmName(stage, 'pipeline-broken');
}

/** Namespace of the metrics that the response stack publishes about itself. */
export function metricsNamespace(stage: string): string {
  return `cdk-slo/${stage}`;
}
