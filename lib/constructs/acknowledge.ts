import { Stack, Validations } from 'aws-cdk-lib';
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

/** Acknowledges that a policy below a construct allows something on a resource with a wildcard, which cdk-nag finds by its text. */
export function acknowledgeResource(construct: IConstruct, resource: string, reason: string): void {
  acknowledge(construct, `AwsSolutions-IAM5[Resource::${flattened(Stack.of(construct).resolve(resource))}]`, reason);
}

/** An ARN as cdk-nag prints it: `arn:<AWS::Partition>:ssm:eu-west-3:...`; what is known at synth stands as it is. */
function flattened(resource: string | { 'Fn::Join': [string, (string | { Ref: string })[]] }): string {
  if (typeof resource === 'string') return resource;
  const [separator, parts] = resource['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join(separator);
}
