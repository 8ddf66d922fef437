import { App, CfnResource, Tags } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { declared } from './fixture';

describe('resources of an SLO', () => {
  const resourcesOf = (app?: App) => {
    const { slo, template } = declared({}, {}, {}, app);
    return { template, resources: slo.node.findAll().filter((found) => CfnResource.isCfnResource(found)) };
  };

  it('say where they were declared: the line of their user, as the CDK notes it', () => {
    const { resources } = resourcesOf();
    expect(resources).toHaveLength(7);
    for (const { creationStack } of resources) {
      expect(creationStack[0]).toMatch(/fixture\.ts:\d+:\d+\)?$/);
      expect(creationStack.join()).not.toMatch(/lib\/constructs/);
    }
  });

  it('say nothing of it in an app that wants no such notes', () => {
    const { resources } = resourcesOf(new App({ context: { [DISABLE_CREATION_STACK_TRACES]: true } }));
    for (const { creationStack } of resources) expect(creationStack).toEqual([]);
  });

  it('keep the tag of their team where an organisation tags the whole app', () => {
    const app = new App();
    Tags.of(app).add('owner', 'platform');
    Tags.of(app).add('cost-centre', '42');
    const { template } = resourcesOf(app);
    for (const { Properties } of Object.values(template().findResources('AWS::CloudWatch::Alarm'))) {
      const tags = Object.fromEntries(Properties.Tags.map(({ Key, Value }: Record<string, string>) => [Key, Value]));
      expect(tags).toEqual({ owner: 'checkout', service: 'shop', stage: 'prod', 'cost-centre': '42' });
    }
  });
});
