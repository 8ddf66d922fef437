import { arnOf } from '../deployment';
import type { ResourceKind } from './kind';

interface MuteRuleProperties {
  readonly Name?: string;
  readonly StartDate?: string;
  readonly Rule: {
    readonly Schedule: { readonly Expression: string; readonly Duration: string; readonly Timezone?: string };
  };
  readonly MuteTargets?: { readonly AlarmNames: readonly string[] };
}

/** Mute rules are told to whoever asks CloudWatch; alarms have no actions here that could be muted. */
export const alarmMuteRule: ResourceKind = {
  type: 'AWS::CloudWatch::AlarmMuteRule',
  physical(resource, { deployment }) {
    const given = deployment.resolve<string | undefined>(resource, resource.properties.Name);
    const name = given ?? deployment.generatedName(resource);
    return { '': name, Arn: arnOf('cloudwatch', `alarm-mute-rule:${name}`) };
  },
  create(resource, { deployment, services }) {
    const { Rule, MuteTargets, StartDate } = deployment.resolve<MuteRuleProperties>(resource, resource.properties);
    const { Expression, Duration, Timezone = 'UTC' } = Rule.Schedule;
    services.cloudwatch.muteRules.push({
      name: deployment.resolve<string>(resource, { Ref: resource.logicalId }),
      arn: deployment.resolve<string>(resource, { 'Fn::GetAtt': [resource.logicalId, 'Arn'] }),
      expression: Expression,
      duration: Duration,
      timeZone: Timezone,
      ...(StartDate === undefined ? {} : { startDate: StartDate }),
      alarmNames: MuteTargets?.AlarmNames ?? [],
    });
  },
};
