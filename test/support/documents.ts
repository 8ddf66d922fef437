import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';

const ajv = new Ajv({ strict: true, allErrors: true });

/** What is wrong with a document by its published schema (`schemas/<verb>.json`), which nobody but a reader of it needs. */
export function schemaFaults(verb: string, document: unknown): string[] {
  const file = join(resolve(__dirname, '../..'), 'schemas', `${verb}.json`);
  const valid = ajv.getSchema(file) ?? ajv.compile({ ...JSON.parse(readFileSync(file, 'utf8')), $id: file });
  // What is printed is what counts: undefined members are not in it.
  valid(JSON.parse(JSON.stringify(document)));
  return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
