import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type CustomTargetProps, customTarget, IncidentResponse } from '../../../lib';
import { readAssembly } from '../../../lib/assembly';

const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-custom-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const CODE = file('pigeon.mjs', 'export default () => ({});\n');
afterAll(() => rmSync(folder, { recursive: true }));

function response(...targets: Partial<CustomTargetProps>[]) {
  const stack = new Stack(new App(), 'Response');
  const custom = targets.map((props) => customTarget({ name: 'pigeons', kind: 'pigeon', code: CODE, ...props }));
  new IncidentResponse(stack, 'IncidentResponse', { targets: custom });
  return stack;
}

const functionOf = (template: Template, name: string) =>
  Object.entries(template.findResources('AWS::Lambda::Function')).find(([id]) => id.includes(name))![1];

describe('a target of one’s own', () => {
  it('is a layer of the function deliver, with the file where it is looked for, and of no other function', () => {
    const outdir = mkdtempSync(join(folder, 'out-'));
    const app = new App({ outdir });
    const stack = new Stack(app, 'Response');
    new IncidentResponse(stack, 'R', { targets: [customTarget({ name: 'pigeons', kind: 'pigeon', code: CODE })] });
    app.synth();
    const [read] = readAssembly(outdir).stacks;
    const layers = Object.values(read!.template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::LayerVersion');
    const { S3Key } = layers[0]!.Properties!.Content as { S3Key: string };
    const inLayer = join(read!.assets.get(S3Key)!, 'cdk-slo/targets/pigeon.mjs');
    expect(readFileSync(inLayer, 'utf8')).toBe(readFileSync(CODE, 'utf8'));
    const template = Template.fromStack(stack);
    const layer = { Ref: expect.stringMatching(/^RTargetCodepigeon/) };
    expect(functionOf(template, 'deliver').Properties.Layers).toContainEqual(layer);
    expect(functionOf(template, 'reconcile').Properties.Layers).not.toContainEqual(layer);
  });

  it('is the same bytes each time, whatever lies beside the file', () => {
    const keys = [1, 2].map((n) => {
      const place = join(folder, `place-${n}`);
      mkdirSync(place);
      writeFileSync(join(place, 'pigeon.mjs'), readFileSync(CODE));
      writeFileSync(join(place, 'beside.txt'), String(n));
      const template = Template.fromStack(response({ code: join(place, 'pigeon.mjs') }));
      return Object.values(template.findResources('AWS::Lambda::LayerVersion'))[0]!.Properties.Content.S3Key;
    });
    expect(keys[0]).toBe(keys[1]);
  });

  it('makes another version of deliver when the file changes, also in an app without feature flags', () => {
    const versions = [1, 2].map((n) => {
      const code = file('changing.mjs', `export default () => ${n};\n`);
      const template = Template.fromStack(response({ code }));
      return Object.keys(template.findResources('AWS::Lambda::Version')).filter((id) => id.includes('deliver'));
    });
    expect(versions[0]).toHaveLength(1);
    expect(versions[0]).not.toEqual(versions[1]);
  });

  it('says to deliver what it is, and makes the secret with its keys', () => {
    const settings = { loft: 'north' };
    const template = Template.fromStack(response({ settings, secretKeys: ['ring', 'seed'], pager: true }));
    const told = JSON.stringify(functionOf(template, 'deliver').Properties.Environment.Variables.TARGETS).replaceAll(
      '\\',
      '',
    );
    expect(told).toContain('"kind":"pigeon"');
    expect(told).toMatch(/loft.*north.*pager.*true/);
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      SecretString: '{"ring":"to-be-filled","seed":"to-be-filled"}',
    });
  });

  it('may what it is allowed to, and nothing of it without', () => {
    const resource = 'arn:aws:sqs:eu-west-3:123456789012:loft';
    const allowed = { Action: 'sqs:SendMessage', Resource: resource };
    const policies = (permissions?: CustomTargetProps['permissions']) =>
      Template.fromStack(response(permissions === undefined ? {} : { permissions }));
    policies([{ actions: ['sqs:SendMessage'], resource }]).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(allowed)]) },
    });
    expect(JSON.stringify(policies().findResources('AWS::IAM::Policy'))).not.toContain(resource);
  });

  it('shares its code with others of its kind', () => {
    const template = Template.fromStack(response({}, { name: 'doves', settings: { loft: 'east' } }));
    template.resourceCountIs('AWS::Lambda::LayerVersion', 1);
  });

  it.each<[string, Partial<CustomTargetProps>[], RegExp]>([
    ['a kind that is one of ours', [{ kind: 'slack' }], /kind: got "slack", which is one of ours/],
    ['a kind that is no name of a file', [{ kind: '../x' }], /kind: got "\.\.\/x", allowed are lower-case letters/],
    ['no file', [{ code: join(folder, 'none.mjs') }], /none\.mjs", where no file is, allowed is the path of one \.mjs/],
    ['a folder', [{ code: folder }], /code: got "[^"]+", allowed is the path of one \.mjs file/],
    ['another type of file', [{ code: file('x.ts', '') }], /x\.ts", allowed is the path of one \.mjs/],
    ['a file that exports nothing', [{ code: file('y.mjs', 'const x = 1;') }], /y\.mjs" without a default export/],
    [
      'two files for one kind',
      [{}, { name: 'doves', code: file('dove.mjs', 'export { x as default };') }],
      /code: got "[^"]+dove\.mjs" for the kind "pigeon", allowed is the file of its other targets: "[^"]+pigeon\.mjs"/,
    ],
  ])('refuses %s', (_what, targets, message) => {
    expect(() => response(...targets)).toThrow(message);
  });
});
