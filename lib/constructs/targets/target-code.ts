import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code, type ILayerVersion, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DeclarationError } from '../faults';

/** Below `/opt`; lambda/targets/own.ts looks there. */
const FOLDER = join('cdk-slo', 'targets');

/** Nothing is built: the file is copied to where the layer has it. */
const NO_IMAGE = DockerImage.fromRegistry('none');

interface TargetCode {
  readonly path: string;
  readonly layer: LayerVersion;
}

/** What was made below a construct, by kind. */
const MADE = new WeakMap<Construct, Map<string, TargetCode>>();

/**
 * The layer with the code of one kind of target, one for all targets of that kind.
 * @throws DeclarationError when another file was given for the same kind
 */
export function targetCode(scope: Construct, kind: string, path: string): ILayerVersion {
  const made = MADE.get(scope) ?? new Map<string, TargetCode>();
  MADE.set(scope, made);
  const code = made.get(kind) ?? { path, layer: layerOf(scope, kind, path) };
  made.set(kind, code);
  if (code.path === path) return code.layer;
  throw new DeclarationError(`${scope.node.path}/${kind}`, [
    `code: got "${path}" for the kind "${kind}", allowed is the file of its other targets: "${code.path}"`,
  ]);
}

/**
 * Its id says what is in it: a function's version is made anew when its template changes, which without a feature flag of the app
 * (`@aws-cdk/aws-lambda:recognizeLayerVersion`) it does only when the name of a layer does.
 */
function layerOf(scope: Construct, kind: string, path: string): LayerVersion {
  const content = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 8);
  return new LayerVersion(scope, `TargetCode-${kind}-${content}`, {
    description: `Targets of the kind "${kind}" of cdk-slo`,
    code: Code.fromAsset(dirname(path), {
      // By what is in the layer, not by what else lies beside the file.
      assetHashType: AssetHashType.OUTPUT,
      bundling: { image: NO_IMAGE, local: { tryBundle: (folder) => laidOut(folder, kind, path) } },
    }),
  });
}

function laidOut(folder: string, kind: string, path: string): boolean {
  mkdirSync(join(folder, FOLDER), { recursive: true });
  copyFileSync(path, join(folder, FOLDER, `${kind}.mjs`));
  return true;
}
