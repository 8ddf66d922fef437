import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges one finding of cdk-nag's AwsSolutions on one construct. The id is the qualified one: with the bare id the
 * finding disappears, with this one it stands in the validation report together with its reason (cdk-nag 3.0.2).
 */
export function acknowledge(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::${finding}`, reason });
}
