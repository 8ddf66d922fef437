import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { blocksOn, run, textOf } from './blocks';
import { README_GIVEN } from './readme-block';

const readme = textOf('README.md');

describe('the README', () => {
  it('shows an SLO that synthesizes as it stands', () => {
    const stack = new Stack(new App(), 'Readme');
    run(blocksOn('README.md', README_GIVEN)[0]!.source, stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::ApplicationSignals::ServiceLevelObjective', 1);
    template.resourceCountIs('AWS::Lambda::Function', 4);
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm (?:-s )?run ([a-z]+)/g)].map((match) => match[1]!);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });
});
