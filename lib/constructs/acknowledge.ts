import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges one finding of cdk-nag on one construct and everything below it. The id is the qualified one, `<pack>::<finding>`:
 * with the bare id the finding disappears, with this one it stands in the validation report with its reason (cdk-nag 3.0.2).
 *
 * @param finding begins with the name of its pack: `AwsSolutions-SQS3`, `Serverless-LambdaDLQ`
 */
export function acknowledge(construct: IConstruct, finding: string, reason: string): void {
  const [pack] = finding.split('-');
  Validations.of(construct).acknowledge({ id: `${pack}::${finding}`, reason });
}
