import { NESTED_STACK } from './resource-types';
import type { Assembly, AssemblyStack } from './template';

/** A value, and the stack in whose terms it is written. */
interface Written {
  readonly stack: AssemblyStack;
  readonly value: unknown;
}

/** What the stack around a nested one gives for a parameter; nothing when it gives none. */
export function nestedParameter({ nestedIn }: AssemblyStack, name: string): Written | undefined {
  if (nestedIn === undefined) return undefined;
  const { stack, logicalId } = nestedIn;
  const given = stack.template.Resources[logicalId]?.Properties?.Parameters as Record<string, unknown> | undefined;
  return given !== undefined && Object.hasOwn(given, name) ? { stack, value: given[name] } : undefined;
}

/** What a nested stack says for `Outputs.<name>`; nothing when the resource is none that was read. */
export function nestedOutput(
  { assembly, stack }: { readonly assembly: Assembly; readonly stack: AssemblyStack },
  logicalId: string,
  attribute: string,
): Written | undefined {
  const [head, name, ...rest] = attribute.split('.');
  if (head !== 'Outputs' || name === undefined || rest.length > 0) return undefined;
  if (stack.template.Resources[logicalId]?.Type !== NESTED_STACK) return undefined;
  const nested = assembly.stacks.find(({ nestedIn }) => nestedIn?.stack === stack && nestedIn.logicalId === logicalId);
  const output = nested?.template.Outputs?.[name];
  return nested === undefined || output === undefined ? undefined : { stack: nested, value: output.Value };
}
