import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import * as sloLibrary from '../../lib';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe('the README', () => {
  it('shows an SLO that synthesizes as it stands', () => {
    const source = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
    const stack = new Stack(new App(), 'Readme');
    const metric = (metricName: string) => new Metric({ namespace: 'Shop', metricName, statistic: 'Sum' });
    const given = { ...sloLibrary, Duration, goodOrders: metric('Good'), allOrders: metric('Total') };
    const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } });
    new Function(...Object.keys(given), code).call(stack, ...Object.values(given));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::ApplicationSignals::ServiceLevelObjective', 1);
    template.resourceCountIs('AWS::Lambda::Function', 3);
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm (?:-s )?run ([a-z]+)/g)].map((match) => match[1]!);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });
});
