import { Stack } from 'aws-cdk-lib';
import { CfnAlarmMuteRule } from 'aws-cdk-lib/aws-cloudwatch';
import { Deployment } from '../../lib/local/deployment';
import { isActive, type MuteRule } from '../../lib/local/mute-rule';
import { alarmMuteRule } from '../../lib/local/resources/alarm-mute-rule';
import type { Workshop } from '../../lib/local/resources/kind';
import { synthesized } from '../support/estate';

const RULE: MuteRule = {
  name: 'prod-shop-maintenance-1',
  arn: 'arn:aws:cloudwatch:eu-west-3:000000000000:alarm-mute-rule:prod-shop-maintenance-1',
  expression: 'cron(0 2 * * SUN,WED)',
  duration: 'P1DT2H30M',
  timeZone: 'Europe/Paris',
  startDate: '2027-01-06T00:00',
  alarmNames: [],
};
const active = (moment: string, rule = RULE) => isActive(rule, Date.parse(`${moment}Z`));

describe('a mute rule with a start', () => {
  it.each([
    ['rests before it', '2027-01-03T01:30', false],
    ['mutes by the clocks of its zone from then on', '2027-01-06T01:00', true],
    ['mutes to the end of its duration', '2027-01-07T03:29', true],
    ['mutes no longer', '2027-01-07T03:30', false],
    ['follows summer time', '2027-06-06T00:00', true],
    ['is not early in summer', '2027-06-05T23:59', false],
  ])('%s', (_what, moment, expected) => expect(active(moment)).toBe(expected));

  it('that is itself the first window mutes at once', () => {
    const rule = { ...RULE, expression: 'cron(0 0 6 * *)' };
    expect(active('2027-01-05T22:59', rule)).toBe(false);
    expect(active('2027-01-05T23:00', rule)).toBe(true);
  });
});

it('is deployed with everything that its template says of when it mutes', () => {
  const { assembly, remove } = synthesized((app) => {
    const stack = new Stack(app, 'Shop');
    const { expression, duration, timeZone: timezone, name, startDate } = RULE;
    new CfnAlarmMuteRule(stack, 'Mute', { name, startDate, rule: { schedule: { expression, duration, timezone } } });
    return stack;
  });
  const muteRules: MuteRule[] = [];
  const deployment = new Deployment(assembly);
  const workshop = { deployment, services: { cloudwatch: { muteRules } } } as unknown as Workshop;
  for (const resource of deployment.resources.filter(({ type }) => type === alarmMuteRule.type)) {
    deployment.setPhysical(resource, alarmMuteRule.physical(resource, workshop));
    alarmMuteRule.create(resource, workshop);
  }
  expect(muteRules).toEqual([{ ...RULE, arn: muteRules[0]!.arn }]);
  remove();
});
