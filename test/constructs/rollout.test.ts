import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { IncidentResponse, type IncidentResponseProps, slackChannel } from '../../lib';

function deployed(change: Partial<IncidentResponseProps> = {}) {
  const stack = new Stack(new App(), 'Response');
  const targets = [slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' })];
  new IncidentResponse(stack, 'IncidentResponse', { targets, ...change });
  return Template.fromStack(stack);
}

const template = deployed();
const aliases = Object.entries(template.findResources('AWS::Lambda::Alias'));

describe('a new version of the functions', () => {
  it('is reached by everybody through the alias, never past it', () => {
    const functions = Object.keys(template.findResources('AWS::Lambda::Function'));
    expect(aliases).toHaveLength(functions.length);
    const refersTo = (type: string, property: string) =>
      Object.values(template.findResources(type)).map(({ Properties }) => JSON.stringify(Properties[property]));
    const called = [
      ...refersTo('AWS::Lambda::EventSourceMapping', 'FunctionName'),
      ...refersTo('AWS::Lambda::Permission', 'FunctionName'),
      ...refersTo('AWS::Events::Rule', 'Targets').filter((targets) => functions.some((id) => targets.includes(id))),
    ];
    expect(called).toHaveLength(4);
    for (const reference of called) expect(aliases.some(([id]) => reference.includes(`"Ref":"${id}"`))).toBe(true);
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [Match.objectLike({ Arn: { Ref: aliases.find(([id]) => id.includes('reconcile'))![0] } })],
    });
  });

  it('takes a tenth of the work for five minutes, and is taken back when functions fail or signals wait, but not for an outage of a vendor', () => {
    template.resourceCountIs('AWS::CodeDeploy::Application', 1);
    const groups = Object.values(template.findResources('AWS::CodeDeploy::DeploymentGroup'));
    expect(groups).toHaveLength(aliases.length);
    for (const { Properties } of groups) {
      expect(Properties).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        AlarmConfiguration: { Enabled: true },
        AutoRollbackConfiguration: { Enabled: true, Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']) },
      });
      const alarms = template.findResources('AWS::CloudWatch::Alarm');
      const names = Properties.AlarmConfiguration.Alarms.map(
        ({ Name }: { Name: { Ref: string } }) => alarms[Name.Ref]!.Properties.AlarmName,
      );
      expect(names.map((name: string) => name.split('/').at(-1)).sort()).toEqual([
        'errors-deliver',
        'errors-enrich',
        'errors-reconcile',
        'errors-record-signal',
        'failed-messages',
        'oldest-signals',
      ]);
    }
  });

  it('takes over at once and asks no alarm where that is wanted', () => {
    const impatient = deployed({ rollout: LambdaDeploymentConfig.ALL_AT_ONCE });
    impatient.allResourcesProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
      AlarmConfiguration: Match.objectLike({ Enabled: false }),
    });
  });

  it('lets CodeDeploy move these aliases and no others', () => {
    const [policy] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
      id.includes('Rollout'),
    );
    const [moves] = policy![1].Properties.PolicyDocument.Statement;
    expect(moves.Action).toEqual(['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig']);
    expect(moves.Resource).toHaveLength(2 * aliases.length);
    expect(JSON.stringify(moves.Resource)).not.toContain('*');
  });

  it('has ids that follow from the code for versions, and from the tree for everything else', () => {
    const versions = Object.keys(template.findResources('AWS::Lambda::Version'));
    expect(versions).toHaveLength(aliases.length);
    for (const id of versions) expect(id).toMatch(/FunctionCurrentVersion[0-9A-F]{8}[0-9a-f]{32}$/);
    expect(Object.keys(deployed().findResources('AWS::Lambda::Alias'))).toEqual(aliases.map(([id]) => id));
  });
});
