import { CfnElement } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';

const FRAME = '    at ';

/**
 * The CDK notes for each resource where it was created. What one construct of ours creates was created in the same place, the
 * line of its user; noting that once and not for each of its resources saves a twentieth of synth (`npm run bench:synth`).
 */
export class CreationTrace {
  readonly #scope: Construct;
  readonly #frames: readonly string[] | undefined;

  /**
   * To be called before the construct has children.
   * @param above function whose caller is the user
   */
  constructor(scope: Construct, above: NewableFunction) {
    this.#scope = scope;
    // Somebody wants none at all.
    if (scope.node.tryGetContext(DISABLE_CREATION_STACK_TRACES)) return;
    scope.node.setContext(DISABLE_CREATION_STACK_TRACES, true);
    const holder: { stack?: string } = {};
    Error.captureStackTrace(holder, above);
    const lines = (holder.stack ?? '').split('\n').filter((line) => line.startsWith(FRAME) && !line.includes('node:'));
    this.#frames = lines.map((line) => line.slice(FRAME.length));
  }

  /** Notes it for every resource that the construct has by now. */
  note(): void {
    if (this.#frames === undefined) return;
    for (const { node } of this.#scope.node.findAll().filter(CfnElement.isCfnElement)) {
      node.addMetadata(ArtifactMetadataEntryType.CREATION_STACK, this.#frames);
    }
  }
}
