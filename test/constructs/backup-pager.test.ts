import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { BACKUP_TOPIC_WARNING, BackupPager, Service, type ServiceProps, Slo, Team } from '../../lib';
import { evaluateAlarmRule, parseAlarmRule } from '../../lib/model/composite';
import { faults, SERVICE, SLO, TEAM } from './fixture';

function estate(app = new App(), name = 'Shop') {
  const stack = new Stack(app, name);
  const team = new Team(stack, 'Team', TEAM);
  const service = (serviceName: string, change: Partial<ServiceProps> = {}) => {
    const made = new Service(stack, `Service${stack.node.children.length}`, {
      team,
      ...SERVICE,
      serviceName,
      ...change,
    });
    return { made, slo: () => new Slo(stack, `Slo-${serviceName}`, { service: made, ...SLO, sloName: serviceName }) };
  };
  const withSlo = (serviceName: string) => {
    const { made, slo } = service(serviceName);
    slo();
    return made;
  };
  return { app, stack, service, withSlo };
}

const BROKEN = 'slo-response/prod/pipeline-broken';

/** Whether people are called while these alarms are in ALARM. */
function calls(template: Template, ...inAlarm: string[]): boolean {
  const [pager] = Object.values(
    template.findResources('AWS::CloudWatch::CompositeAlarm', { Properties: { AlarmName: 'prod-shop-backup' } }),
  );
  return evaluateAlarmRule(parseAlarmRule(pager!.Properties.AlarmRule), (name) =>
    inAlarm.includes(name) ? 'ALARM' : 'OK',
  );
}

describe('a backup pager', () => {
  it('calls when a service breaks a promise and the pipeline is broken, and not for either alone', () => {
    const { stack, withSlo } = estate();
    new BackupPager(stack, 'Pager', { services: [withSlo('shop'), withSlo('search')] });
    const template = Template.fromStack(stack);
    expect(calls(template, 'prod-shop-breach', BROKEN)).toBe(true);
    expect(calls(template, 'prod-search-breach', BROKEN)).toBe(true);
    expect(calls(template, 'prod-shop-breach', 'prod-search-breach')).toBe(false);
    expect(calls(template, BROKEN)).toBe(false);
    expect(calls(template)).toBe(false);
  });

  it('tells a topic that CloudWatch may publish to, also when it is over, and exists after what it listens to', () => {
    const { stack, service } = estate();
    const { made, slo } = service('shop');
    new BackupPager(stack, 'Pager', { services: [made] });
    slo();
    const template = Template.fromStack(stack);
    const [[topic]] = Object.entries(template.findResources('AWS::SNS::Topic')) as [[string, unknown]];
    const [[breach]] = Object.entries(
      template.findResources('AWS::CloudWatch::CompositeAlarm', { Properties: { AlarmName: 'prod-shop-breach' } }),
    ) as [[string, unknown]];
    template.hasResource('AWS::CloudWatch::CompositeAlarm', {
      Properties: { AlarmName: 'prod-shop-backup', AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] },
      DependsOn: [breach],
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      }),
    });
  });

  it('takes a topic that others use, too, and warns of one whose policy is out of sight', () => {
    const { stack, withSlo } = estate();
    const topic = new Topic(stack, 'Topic');
    new BackupPager(stack, 'Shop', { services: [withSlo('shop')], topic });
    new BackupPager(stack, 'Search', { services: [withSlo('search')], topic });
    const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::SNS::TopicPolicy'));
    const sids = policy!.Properties.PolicyDocument.Statement.map(({ Sid }: { Sid: string }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());

    const imported = Topic.fromTopicArn(stack, 'Imported', 'arn:aws:sns:eu-west-3:111122223333:pager');
    new BackupPager(stack, 'Cart', { services: [withSlo('cart')], topic: imported });
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp(`topic: got an imported.*${BACKUP_TOPIC_WARNING}`),
    );
  });

  it('refuses what could never be deployed or would overwrite another pager', () => {
    const { app, stack, service, withSlo } = estate();
    const other = estate(app, 'Other');
    const refused = (services: Service[]) =>
      faults(() => new BackupPager(stack, `Refused${stack.node.children.length}`, { services }));
    const shop = withSlo('shop');
    expect(refused([])).toEqual(['services: got none, allowed is at least one']);
    expect(refused([shop, service('shop', { stage: 'staging' }).made])).toEqual([
      'services: got "shop" of stage staging, allowed are services of one stage, here prod',
    ]);
    expect(refused([shop, other.service('elsewhere').made])).toEqual([
      expect.stringMatching(
        /^services: got "elsewhere" of stack Other, allowed is one of the pager's own stack Shop: /,
      ),
    ]);
    new BackupPager(stack, 'Pager', { services: [shop] });
    expect(refused([shop])).toEqual([
      'services: got "shop" first, as has Shop/Pager; allowed is each service first once',
    ]);
    const many = Array.from({ length: 100 }, (_, n) => service(`s${n}`).made);
    expect(refused(many)).toEqual(['services: got 100, allowed are 99: make several pagers']);
    const long = Array.from({ length: 90 }, (_, n) => service(`${'s'.repeat(100)}${n}`).made);
    expect(refused(long)).toEqual([
      expect.stringMatching(/^services: got 90, whose names make a rule of 11\d\d\d characters, allowed are 10240/),
    ]);
  });

  it('takes as many services as CloudWatch does', () => {
    const { stack, withSlo, service } = estate();
    withSlo('shop');
    const many = Array.from({ length: 99 }, (_, n) => service(`s${n}`).made);
    expect(faults(() => new BackupPager(stack, 'Pager', { services: many }))).toEqual([]);
  });

  it('refuses a service without an SLO at synth: its alarm does not exist', () => {
    const { app, stack, service } = estate();
    new BackupPager(stack, 'Pager', { services: [service('shop').made] });
    expect(() => app.synth()).toThrow(/services: got "shop" without an SLO, allowed are services with at least one/);
  });
});
