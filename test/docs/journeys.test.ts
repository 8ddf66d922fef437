import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alias, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { Service, Slo, Team } from '../../lib';
import { SERVICE, SLO, TEAM } from '../constructs/fixture';
import { blocksOf, run } from './blocks';

const blocks = blocksOf('journeys.md');

function estate() {
  const stack = new Stack(new App(), 'Shop');
  const team = new Team(stack, 'Team', TEAM);
  const serviceWithSlo = (serviceName: string) => {
    const service = new Service(stack, serviceName, { ...SERVICE, team, serviceName });
    new Slo(stack, `Slo-${serviceName}`, { ...SLO, service, sloName: serviceName });
    return service;
  };
  return { stack, team, serviceWithSlo };
}

describe('the page about journeys', () => {
  it('declares a journey that synthesizes', () => {
    const { declared } = run(`${blocks[0]}\nexport const declared = stack;`) as { declared: Stack };
    Template.fromStack(declared).hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: 'prod-checkout-journey',
      AlarmRule: 'ALARM("prod-shop-breach") OR (ALARM("prod-cards-breach") AND ALARM("prod-invoices-breach"))',
    });
  });

  it('counts a rule by making a journey of it', () => {
    const { Storefront } = run(blocks[1]!) as { Storefront: new (...args: unknown[]) => Construct };
    const { stack, serviceWithSlo } = estate();
    const [search, images, reviews, prices] = ['search', 'images', 'reviews', 'prices'].map(serviceWithSlo);
    new Storefront(stack, 'Storefront', { search, images, reviews, prices });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmRule: 'AT_LEAST(2, ALARM, ("prod-search-breach", "prod-prices-breach", "prod-see-a-scarf-journey"))',
    });
  });

  it('deploys with the rollback alarm', () => {
    const { deployedCarefully } = run(blocks[2]!) as {
      deployedCarefully: (stack: Stack, team: Team, alias: Alias) => Service;
    };
    const { stack, team } = estate();
    const fn = new LambdaFunction(stack, 'Function', {
      code: Code.fromInline('exports.handler = async () => {};'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_22_X,
    });
    const service = deployedCarefully(
      stack,
      team,
      new Alias(stack, 'Alias', { aliasName: 'live', version: fn.currentVersion }),
    );
    new Slo(stack, 'Slo', { ...SLO, service });
    const template = Template.fromStack(stack);
    const [id] = Object.keys(
      template.findResources('AWS::CloudWatch::CompositeAlarm', { Properties: { AlarmName: 'prod-orders-rollback' } }),
    );
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      AlarmConfiguration: { Alarms: [{ Name: { Ref: id } }] },
    });
  });
});
