import type { Template } from 'aws-cdk-lib/assertions';
import { flat } from './role-grants';

/** One action on one resource. */
export interface PolicyGrant {
  readonly action: string;
  /** As it stands in the template, `<Queue.Arn>` for a reference. */
  readonly resource: string;
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What the policies of a function of the response stack allow, one by one. */
export function grantsOf(template: Template, fn: string): PolicyGrant[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith(`IncidentResponse${fn.replaceAll('-', '')}Role`),
  );
  const statements = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[]);
  return statements.flatMap(({ Action, Resource }) =>
    [Resource].flat().flatMap((resource) => [Action].flat().map((action) => ({ action, resource: flat(resource) }))),
  );
}
