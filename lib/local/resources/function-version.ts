import { arnOf, type LocalResource } from '../deployment';
import type { FunctionDefinition } from '../lambda/function-process';
import type { ResourceKind, Workshop } from './kind';

/** There is one version of everything here, so versions and aliases are names of the function itself. */
function qualified(resource: LocalResource, { deployment }: Workshop, qualifier: string) {
  const name = deployment.resolve<string>(resource, resource.properties.FunctionName);
  return arnOf('lambda', `function:${name}:${qualifier}`);
}

export const version: ResourceKind = {
  type: 'AWS::Lambda::Version',
  order: 1.5,
  physical(resource, workshop) {
    const arn = qualified(resource, workshop, '1');
    return { '': arn, FunctionArn: arn, Version: '1' };
  },
  create: () => undefined,
};

export const alias: ResourceKind = {
  type: 'AWS::Lambda::Alias',
  order: 1.5,
  physical(resource, workshop) {
    const arn = qualified(resource, workshop, workshop.deployment.resolve<string>(resource, resource.properties.Name));
    return { '': arn, AliasArn: arn };
  },
  create: () => undefined,
};

/** The function that a name or an ARN means, with or without a version or an alias behind it. */
export function functionOf(named: string, functions: readonly FunctionDefinition[]): FunctionDefinition | undefined {
  return functions.find(({ name, arn }) => [name, arn].some((own) => named === own || named.startsWith(`${own}:`)));
}
