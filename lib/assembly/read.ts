import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { AssemblyError } from './error';
import { readJson, shaped } from './json-file';
import { NESTED_STACK } from './resource-types';
import type { Assembly, AssemblyStack, Template } from './template';
import { parseTemplateFile, stackNameOf } from './template-file';

const MANIFEST = 'manifest.json';
const ALLOWED = 'allowed is what `cdk synth` wrote, or a template';

/**
 * Reader of what `cdk synth` writes, without aws-cdk-lib: an assembly of another version of the CDK is read too. Shapes:
 * manifest.json of the cloud assembly schema; artifacts of other types (tree, reports) are passed over.
 */

const artifact = v.object({
  type: v.string(),
  environment: v.optional(v.string()),
  properties: v.optional(v.record(v.string(), v.unknown()), {}),
});

const manifest = v.object({
  version: v.string(),
  artifacts: v.optional(v.record(v.string(), artifact), {}),
});

const assetManifest = v.object({
  files: v.optional(
    v.record(
      v.string(),
      v.object({
        source: v.object({ path: v.optional(v.string()) }),
        destinations: v.optional(v.record(v.string(), v.object({ objectKey: v.optional(v.string()) })), {}),
      }),
    ),
    {},
  ),
});

const resources = v.record(
  v.string(),
  v.looseObject({ Type: v.string(), Properties: v.optional(v.record(v.string(), v.unknown())) }),
);
/** Of a stack: the CDK leaves `Resources` out where there are none. */
const template = v.looseObject({
  Resources: v.optional(resources, {}),
  Parameters: v.optional(v.record(v.string(), v.looseObject({ Type: v.optional(v.string()) }))),
  Conditions: v.optional(v.record(v.string(), v.unknown())),
  Outputs: v.optional(
    v.record(v.string(), v.looseObject({ Export: v.optional(v.looseObject({ Name: v.optional(v.unknown()) })) })),
  ),
});

/** Any other file of JSON would be a template without resources. */
const lone = v.looseObject({ ...template.entries, Resources: resources });

type Artifact = v.InferOutput<typeof artifact>;

/**
 * @param path what `cdk synth` wrote, usually `cdk.out`; or one template (JSON or YAML), which becomes a stack of the name of its file
 * @throws AssemblyError when a file is missing or is not what the manifest says
 */
export function readAssembly(path: string): Assembly {
  const absolute = resolve(path);
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (found === undefined) throw new AssemblyError({}, `got "${path}", which does not exist, ${ALLOWED}`);
  if (!found.isDirectory()) return { directory: dirname(absolute), stacks: [templateAlone(absolute)] };
  if (!existsSync(join(absolute, MANIFEST))) {
    throw new AssemblyError({}, `got "${path}", which holds no ${MANIFEST}, ${ALLOWED}`);
  }
  return { directory: absolute, stacks: stacksIn(absolute) };
}

function templateAlone(path: string): AssemblyStack {
  const name = stackNameOf(path);
  return {
    name,
    template: shaped<Template>(path, parseTemplateFile(path), lone, name),
    templateBytes: statSync(path).size,
    assets: new Map(),
  };
}

function stacksIn(directory: string): AssemblyStack[] {
  const { artifacts } = readJson(join(directory, MANIFEST), manifest);
  return Object.entries(artifacts).flatMap(([id, found]) => {
    if (found.type === 'cdk:cloud-assembly') {
      return stacksIn(join(directory, textProperty(found, id, 'directoryName')));
    }
    if (found.type !== 'aws:cloudformation:stack') return [];
    const stack = readStack(directory, id, found, artifacts);
    return [stack, ...nestedStacks(stack)];
  });
}

function readStack(
  directory: string,
  id: string,
  found: Artifact,
  artifacts: Readonly<Record<string, Artifact>>,
): AssemblyStack {
  const name = typeof found.properties.stackName === 'string' ? found.properties.stackName : id;
  const file = join(directory, textProperty(found, id, 'templateFile'));
  return {
    name,
    ...environmentOf(found.environment),
    template: readJson<Template>(file, template, name),
    templateBytes: statSync(file).size,
    assets: assetsOf(directory, id, artifacts),
  };
}

/** The template of a nested stack is an asset of the stack around it; its address ends with the key of the asset. */
function nestedStacks(stack: AssemblyStack): AssemblyStack[] {
  return Object.entries(stack.template.Resources).flatMap(([logicalId, { Type, Properties }]) => {
    if (Type !== NESTED_STACK) return [];
    const [key = ''] = /[0-9a-f]{64}\.json/.exec(JSON.stringify(Properties?.TemplateURL ?? '')) ?? [];
    const path = stack.assets.get(key);
    if (path === undefined) return [];
    const name = `${stack.name}-${logicalId}`;
    const nestedIn = { stack, logicalId };
    const nested: AssemblyStack = {
      ...stack,
      name,
      template: readJson<Template>(path, template, name),
      templateBytes: statSync(path).size,
      nestedIn,
    };
    return [nested, ...nestedStacks(nested)];
  });
}

function assetsOf(directory: string, stackId: string, artifacts: Readonly<Record<string, Artifact>>) {
  const assets = new Map<string, string>();
  const id = `${stackId}.assets`;
  const found = artifacts[id];
  if (found?.type !== 'cdk:asset-manifest') return assets;
  const { files } = readJson(join(directory, textProperty(found, id, 'file')), assetManifest, stackId);
  for (const [hash, { source, destinations }] of Object.entries(files)) {
    if (source.path === undefined) continue;
    const path = resolve(directory, source.path);
    assets.set(hash, path);
    for (const { objectKey } of Object.values(destinations)) if (objectKey !== undefined) assets.set(objectKey, path);
  }
  return assets;
}

/** `aws://111122223333/eu-west-1`; `unknown-account` and `unknown-region` mean "any". */
function environmentOf(environment: string | undefined): { account?: string; region?: string } {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment ?? '') ?? [];
  return {
    ...(account !== undefined && account !== 'unknown-account' ? { account } : {}),
    ...(region !== undefined && region !== 'unknown-region' ? { region } : {}),
  };
}

function textProperty(found: Artifact, id: string, property: string): string {
  const value = found.properties[property];
  if (typeof value === 'string') return value;
  throw new AssemblyError(
    {},
    `manifest.json: artifact "${id}": ${property}: got ${JSON.stringify(value)}, allowed is a text`,
  );
}
