import { alarmResource } from '../assembly/fixture';
import { assemblyOf, found, type Resources } from './shop';

const IDS = ['mute-rule-targets', 'mute-rule-alarm-unknown'];
const rule = (...AlarmNames: unknown[]): Resources => ({
  R: { Type: 'AWS::CloudWatch::AlarmMuteRule', Properties: { MuteTargets: { AlarmNames } } },
});
const ALARMS = {
  Named: alarmResource('slow', {}),
  Unnamed: alarmResource(undefined, {}),
  Both: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: 'both' } },
};
const unknown = (at: number, name: string) =>
  `warning mute-rule-alarm-unknown Shop/R MuteTargets.AlarmNames[${at}]: got "${name}", allowed are names of alarms in its account and region: this assembly has none of it, so it must exist`;

describe('a mute rule', () => {
  it('mutes alarms of the assembly, by name and by reference', () => {
    const resources = { ...ALARMS, ...rule('slow', 'both', { Ref: 'Named' }, { Ref: 'Unnamed' }, { Ref: 'Both' }) };
    expect(found(resources, IDS)).toEqual([]);
  });

  it('mutes alarms of another stack in the same account and region', () => {
    const names = (region: string) => found(assemblyOf([rule('slow')], [ALARMS, { name: 'Alarms', region }]), IDS);
    expect(names('eu-west-1')).toEqual([]);
    expect(names('')).toEqual([]);
    expect(names('us-east-1')).toEqual([unknown(0, 'slow')]);
  });

  it('that names nobody is found, each name', () => {
    expect(found({ ...ALARMS, ...rule('slow', 'fast', 'ticket') }, IDS)).toEqual([
      unknown(1, 'fast'),
      unknown(2, 'ticket'),
    ]);
  });

  it('whose alarms are known at deployment only is passed over', () => {
    const resources = {
      ...rule({ 'Fn::GetAtt': ['Custom', 'Alarm'] }, { Ref: 'Alarm' }),
      Custom: { Type: 'Custom::Alarms' },
    };
    expect(found(resources, IDS)).toEqual([]);
  });

  it('takes 100 alarms', () => {
    const names = Array.from({ length: 101 }, () => 'slow');
    expect(found({ ...ALARMS, ...rule(...names.slice(1)) }, IDS)).toEqual([]);
    expect(found({ ...ALARMS, ...rule(...names) }, IDS)).toEqual([
      'error mute-rule-targets Shop/R MuteTargets.AlarmNames: got 101 alarms, allowed are 100',
    ]);
  });
});
