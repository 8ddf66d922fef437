import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code, type ILayerVersion, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DeclarationError } from '../faults';

/** Below `/opt`; lambda/targets/own.ts looks there. */
const FOLDER = join('cdk-slo', 'targets');

/** Which file a layer was made of. */
const MADE_OF = new WeakMap<LayerVersion, string>();

/**
 * The layer with the code of one kind of target, one for all targets of that kind.
 * @throws DeclarationError when another file was given for the same kind
 */
export function targetCode(scope: Construct, kind: string, path: string): ILayerVersion {
  const id = `TargetCode-${kind}`;
  const made = scope.node.tryFindChild(id) as LayerVersion | undefined;
  if (made === undefined) {
    const layer = new LayerVersion(scope, id, {
      description: `Targets of the kind "${kind}" of cdk-slo`,
      code: Code.fromAsset(dirname(path), {
        // By what is in the layer, not by what else lies beside the file.
        assetHashType: AssetHashType.OUTPUT,
        bundling: { image: NO_IMAGE, local: { tryBundle: (folder) => laidOut(folder, kind, path) } },
      }),
    });
    MADE_OF.set(layer, path);
    return layer;
  }
  const other = MADE_OF.get(made);
  if (other === path) return made;
  throw new DeclarationError(`${scope.node.path}/${kind}`, [
    `code: got "${path}" for the kind "${kind}", allowed is the file of its other targets: "${other}"`,
  ]);
}

/** Nothing is built: the file is copied to where the layer has it. */
const NO_IMAGE = DockerImage.fromRegistry('none');

function laidOut(folder: string, kind: string, path: string): boolean {
  mkdirSync(join(folder, FOLDER), { recursive: true });
  copyFileSync(path, join(folder, FOLDER, `${kind}.mjs`));
  return true;
}
