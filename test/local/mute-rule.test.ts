import { Stack } from 'aws-cdk-lib';
import { CfnAlarmMuteRule } from 'aws-cdk-lib/aws-cloudwatch';
import { Deployment } from '../../lib/local/deployment';
import { alarmMuteRule } from '../../lib/local/resources/alarm-mute-rule';
import type { Workshop } from '../../lib/local/resources/kind';
import type { MuteRule } from '../../lib/simulate';
import { synthesized } from '../support/estate';

it('a mute rule is deployed with everything that its template says of when it mutes', () => {
  const { assembly, remove } = synthesized((app) => {
    const stack = new Stack(app, 'Shop');
    const schedule = { expression: 'cron(0 2 * * SUN,WED)', duration: 'P1DT2H30M', timezone: 'Europe/Paris' };
    const targets = { muteTargets: { alarmNames: ['slo/prod/orders/fast'] }, startDate: '2027-01-06T00:00' };
    new CfnAlarmMuteRule(stack, 'Mute', { name: 'prod-shop-maintenance-1', ...targets, rule: { schedule } });
    return stack;
  });
  const muteRules: MuteRule[] = [];
  const deployment = new Deployment(assembly);
  const workshop = { deployment, services: { cloudwatch: { muteRules } } } as unknown as Workshop;
  for (const resource of deployment.resources.filter(({ type }) => type === alarmMuteRule.type)) {
    deployment.setPhysical(resource, alarmMuteRule.physical(resource, workshop));
    alarmMuteRule.create(resource, workshop);
  }
  expect(muteRules.map(({ definition }) => definition)).toMatchObject([
    {
      name: 'prod-shop-maintenance-1',
      arn: 'arn:aws:cloudwatch:eu-west-3:000000000000:alarm-mute-rule:prod-shop-maintenance-1',
      minutes: 1590,
      alarmNames: ['slo/prod/orders/fast'],
    },
  ]);
  const active = (moment: string) => muteRules[0]!.isActive(Date.parse(`${moment}Z`));
  expect(['2027-01-03T01:30', '2027-01-06T01:00', '2027-01-07T03:30'].map(active)).toEqual([false, true, false]);
  remove();
});
