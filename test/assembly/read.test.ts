import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssemblyError, readAssembly } from '../../lib/assembly';
import { ACCOUNT, REGION, writeAssembly, writeJson } from './fixture';

const EMPTY = { Resources: {} };

describe('reading an assembly', () => {
  it('gives stacks with name, environment, template and assets', () => {
    const directory = writeAssembly({
      Shop: {
        name: 'shop-prod',
        template: { Resources: { T: { Type: 'AWS::SNS::Topic' } } },
        assets: {
          files: {
            abc: {
              source: { path: 'asset.abc', packaging: 'zip' },
              destinations: { here: { bucketName: 'b', objectKey: 'abc.zip' } },
            },
            script: { source: { executable: ['build.sh'] } },
          },
        },
      },
    });
    const { stacks } = readAssembly(directory);
    expect(stacks).toHaveLength(1);
    expect(stacks[0]).toMatchObject({ name: 'shop-prod', account: ACCOUNT, region: REGION });
    // Indentation counts: the file is what is deployed.
    expect(stacks[0]!.templateBytes).toBe(readFileSync(join(directory, 'Shop.template.json')).length);
    expect(stacks[0]!.template.Resources.T!.Type).toBe('AWS::SNS::Topic');
    expect([...stacks[0]!.assets]).toEqual([
      ['abc', join(directory, 'asset.abc')],
      ['abc.zip', join(directory, 'asset.abc')],
    ]);
  });

  it('leaves account and region out where a stack may be deployed anywhere', () => {
    const directory = writeAssembly({ Any: { environment: 'aws://unknown-account/unknown-region', template: EMPTY } });
    const [stack] = readAssembly(directory).stacks;
    expect(stack).toMatchObject({ name: 'Any' });
    expect(stack).not.toHaveProperty('account');
    expect(stack).not.toHaveProperty('region');
  });

  it('reads nested assemblies, whose files lie in their own directory', () => {
    const stage = { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } };
    const directory = writeAssembly({ Outer: { template: EMPTY } }, { Prod: stage });
    writeJson(directory, 'assembly-Prod/manifest.json', {
      version: '55.0.0',
      artifacts: {
        Inner: {
          type: 'aws:cloudformation:stack',
          environment: `aws://${ACCOUNT}/${REGION}`,
          properties: { templateFile: 'Inner.template.json', stackName: 'Prod-Inner' },
        },
        'Inner.assets': { type: 'cdk:asset-manifest', properties: { file: 'Inner.assets.json' } },
      },
    });
    writeJson(directory, 'assembly-Prod/Inner.template.json', EMPTY);
    writeJson(directory, 'assembly-Prod/Inner.assets.json', { files: { h: { source: { path: 'asset.h' } } } });
    const { stacks } = readAssembly(directory);
    expect(stacks.map(({ name }) => name)).toEqual(['Prod-Inner', 'Outer']);
    expect(stacks[0]!.assets.get('h')).toBe(join(directory, 'assembly-Prod', 'asset.h'));
  });

  it('reads a template without resources and an assembly without artifacts', () => {
    expect(readAssembly(writeAssembly({ Empty: { template: {} } })).stacks[0]!.template.Resources).toEqual({});
    const directory = writeAssembly({});
    writeJson(directory, 'manifest.json', { version: '55.0.0' });
    expect(readAssembly(directory).stacks).toEqual([]);
  });

  it.each([
    [
      'no manifest',
      { 'other.json': {} },
      /which holds no manifest\.json, allowed is what .cdk synth. wrote, or a template/,
    ],
    ['a manifest that is no JSON', { 'manifest.json': '{' }, /manifest\.json: .*JSON/],
    [
      'a manifest of another shape',
      { 'manifest.json': { version: '55.0.0', artifacts: { A: 'x' } } },
      /manifest\.json: artifacts\.A/,
    ],
    [
      'a stack without a template file',
      { 'manifest.json': { version: '55.0.0', artifacts: { A: { type: 'aws:cloudformation:stack' } } } },
      /artifact "A": templateFile: got undefined/,
    ],
    [
      'a resource without a type',
      {
        'manifest.json': {
          version: '55.0.0',
          artifacts: { A: { type: 'aws:cloudformation:stack', properties: { templateFile: 'a.json' } } },
        },
        'a.json': { Resources: { R: {} } },
      },
      /stack "A": .*a\.json: Resources\.R\.Type/,
    ],
    [
      'outputs that are none',
      {
        'manifest.json': {
          version: '55.0.0',
          artifacts: { A: { type: 'aws:cloudformation:stack', properties: { templateFile: 'a.json' } } },
        },
        'a.json': { Outputs: { O: null } },
      },
      /stack "A": .*a\.json: Outputs\.O/,
    ],
  ])('refuses %s and names the file', (_, files, message) => {
    const directory = `${writeAssembly({})}/broken`;
    for (const [path, json] of Object.entries(files)) writeJson(directory, path, json);
    expect(() => readAssembly(directory)).toThrow(message);
    expect(() => readAssembly(directory)).toThrow(AssemblyError);
  });
});
