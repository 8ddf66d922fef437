import { type Assembly, AssemblyError, readAssembly } from '../assembly';
import { UsageError } from './usage-error';

/** What `cdk synth` wrote, or one template. @param option by which it was given, for errors */
export function openAssembly(path: string, option = '--assembly'): Assembly {
  return reading(option, () => readAssembly(path));
}

/** What an assembly holds: what cannot be read is said in the terms of the command line. */
export function reading<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AssemblyError) throw new UsageError(`${option}: ${error.message}`);
    // Of a reader that calls itself for each level; nobody's template has thousands of them.
    if (error instanceof RangeError && error.message.includes('call stack')) {
      throw new UsageError(
        `${option}: got values inside each other too deep to read, allowed are templates that CloudFormation takes`,
      );
    }
    throw error;
  }
}
