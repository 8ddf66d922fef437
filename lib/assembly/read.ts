import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { AssemblyError } from './error';
import { readJson } from './json-file';
import type { Assembly, AssemblyStack, Template } from './template';

/**
 * Reader of what `cdk synth` writes, without aws-cdk-lib: an assembly of another version of the CDK is read too. Shapes:
 * manifest.json of the cloud assembly schema; artifacts of other types (tree, reports) are passed over.
 */

const artifact = v.object({
  type: v.string(),
  environment: v.optional(v.string()),
  properties: v.optional(v.record(v.string(), v.unknown()), {}),
});

const manifest = v.object({ artifacts: v.optional(v.record(v.string(), artifact), {}) });

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

const template = v.looseObject({
  Resources: v.optional(
    v.record(
      v.string(),
      v.looseObject({ Type: v.string(), Properties: v.optional(v.record(v.string(), v.unknown())) }),
    ),
    {},
  ),
  Parameters: v.optional(v.record(v.string(), v.looseObject({ Type: v.optional(v.string()) }))),
  Outputs: v.optional(
    v.record(v.string(), v.looseObject({ Export: v.optional(v.looseObject({ Name: v.optional(v.unknown()) })) })),
  ),
});

type Artifact = v.InferOutput<typeof artifact>;

/**
 * @param directory what `cdk synth` wrote, usually `cdk.out`
 * @throws AssemblyError when a file is missing or is not what the manifest says
 */
export function readAssembly(directory: string): Assembly {
  const absolute = resolve(directory);
  return { directory: absolute, stacks: stacksIn(absolute) };
}

function stacksIn(directory: string): AssemblyStack[] {
  const { artifacts } = readJson(join(directory, 'manifest.json'), manifest);
  return Object.entries(artifacts).flatMap(([id, found]) => {
    if (found.type === 'cdk:cloud-assembly') {
      return stacksIn(join(directory, textProperty(found, id, 'directoryName')));
    }
    return found.type === 'aws:cloudformation:stack' ? [readStack(directory, id, found, artifacts)] : [];
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
    assets: assetsOf(directory, id, artifacts),
  };
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
