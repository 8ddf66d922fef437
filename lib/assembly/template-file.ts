import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AssemblyError } from './error';

/** Nobody's template is larger: CloudFormation takes 1 MB. */
const LARGEST_BYTES = 20_000_000;

/** A template as a value: JSON, or YAML with the short forms of CloudFormation (`!Ref`). Its shape is checked by whoever reads it. */
export function parseTemplateFile(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  const fail = (fault: string): never => {
    throw new AssemblyError({}, `${path}: ${fault}`);
  };
  if (text.length > LARGEST_BYTES) fail(`got ${text.length} bytes, allowed are ${LARGEST_BYTES}`);
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return fail((error as Error).message);
    }
  }
  // Only templates that people write are YAML; the CDK writes JSON, and does not pay for the parser.
  const { parseTemplateYaml } = require('./template-yaml') as typeof import('./template-yaml');
  try {
    return parseTemplateYaml(text);
  } catch (error) {
    return fail((error as Error).message.split('\n')[0]!);
  }
}

/** Name of the stack of a template that stands alone: that of its file. */
export function stackNameOf(path: string): string {
  return basename(path).replace(/(\.template)?\.(json|ya?ml|template)$/i, '');
}
