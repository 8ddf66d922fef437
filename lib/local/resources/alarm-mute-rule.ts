import { readMuteRule } from '../../assembly';
import { MuteRule } from '../../simulate';
import { arnOf } from '../deployment';
import type { ResourceKind } from './kind';

/** Mute rules are told to whoever asks CloudWatch; alarms have no actions here that could be muted. */
export const alarmMuteRule: ResourceKind = {
  type: 'AWS::CloudWatch::AlarmMuteRule',
  physical(resource, { deployment }) {
    const given = deployment.resolve<string | undefined>(resource, resource.properties.Name);
    const name = given ?? deployment.generatedName(resource);
    return { '': name, Arn: arnOf('cloudwatch', `alarm-mute-rule:${name}`) };
  },
  create(resource, { deployment, services }) {
    services.cloudwatch.muteRules.push(new MuteRule(readMuteRule(deployment.reader(resource))));
  },
};
