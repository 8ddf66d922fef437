import type { Stack } from 'aws-cdk-lib';

/** What people call a stack: its name, or the path of a nested one, whose name is known at deployment only. */
export function stackInWords(stack: Stack): string {
  return stack.nested ? stack.node.path : stack.stackName;
}

/** The stack that is deployed: the outermost of nested ones. */
export function deployedStack(stack: Stack): Stack {
  return stack.nestedStackParent === undefined ? stack : deployedStack(stack.nestedStackParent);
}
