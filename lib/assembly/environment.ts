import type { AssemblyStack } from './template';

/** Where a stack is deployed. */
export interface Environment {
  readonly account: string;
  readonly region: string;
}

/** Account and region of a stack, with the given ones where it may be deployed anywhere. */
export function environmentOf(stack: AssemblyStack, otherwise: Environment): Environment {
  return { account: stack.account ?? otherwise.account, region: stack.region ?? otherwise.region };
}

/** AWS partition by region prefix (AWS General Reference). */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
