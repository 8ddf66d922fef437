/** Types of resources that are looked for by name. */

export const ALARM = 'AWS::CloudWatch::Alarm';
export const ALARM_MUTE_RULE = 'AWS::CloudWatch::AlarmMuteRule';
export const COMPOSITE_ALARM = 'AWS::CloudWatch::CompositeAlarm';
export const DASHBOARD = 'AWS::CloudWatch::Dashboard';
export const LAMBDA_FUNCTION = 'AWS::Lambda::Function';
export const NESTED_STACK = 'AWS::CloudFormation::Stack';
export const OBJECTIVE = 'AWS::ApplicationSignals::ServiceLevelObjective';
export const PARAMETER = 'AWS::SSM::Parameter';
