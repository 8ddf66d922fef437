/**
 * What Application Signals takes. Sources: CloudFormation template reference, AWS::ApplicationSignals::ServiceLevelObjective
 * (windows); CloudWatch user guide, "CloudWatch service quotas" (SLOs; they can be raised).
 */
export const SLO_LIMITS = {
  lookBacks: 10,
  longestLookBackMinutes: 10_080,
  exclusionWindows: 10,
  perRegion: 250,
  perService: 100,
} as const;
