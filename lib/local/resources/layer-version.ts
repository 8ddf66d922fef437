import { delimiter, join } from 'node:path';
import { arnOf } from '../deployment';
import type { ResourceKind, Workshop } from './kind';

/** Where a layer has targets of its user's own, below `/opt` (lambda/targets/own.ts). */
const TARGETS = join('cdk-slo', 'targets');

/** There is one version of everything here. */
export const layerVersion: ResourceKind = {
  type: 'AWS::Lambda::LayerVersion',
  physical(resource, { deployment }) {
    const arn = arnOf('lambda', `layer:${deployment.generatedName(resource)}:1`);
    return { '': arn, LayerVersionArn: arn };
  },
  create(resource, { deployment, layers }) {
    const { stack, logicalId, properties } = resource;
    const { S3Key = '' } = deployment.resolve<{ S3Key?: string }>(resource, properties.Content);
    const folder = deployment.asset(stack, S3Key);
    if (folder === undefined)
      throw new Error(`${stack.name}/${logicalId}: Content: got no asset of this assembly, allowed is one`);
    layers.set(deployment.resolve<string>(resource, { Ref: logicalId }), folder);
  },
};

/** Where a function finds the targets of its layers. Layers of others hold what is not needed here. */
export function targetsOf(arns: readonly string[], { layers }: Workshop): Readonly<Record<string, string>> {
  const folders = arns.flatMap((arn) => layers.get(arn) ?? []);
  return folders.length === 0
    ? {}
    : { CDK_SLO_TARGETS: folders.map((folder) => join(folder, TARGETS)).join(delimiter) };
}
