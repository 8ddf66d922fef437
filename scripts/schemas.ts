import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as documents from '../lib/model/contracts/documents';

/** What each command that prints JSON prints. Objects may get further members in later versions of the package. */
const DOCUMENTS = {
  check: documents.checkDocument,
  cost: documents.costDocument,
  diff: documents.diffDocument,
  docs: documents.pagesDocument,
  import: documents.importDocument,
  pull: documents.pullDocument,
  redeliver: documents.redeliveryDocument,
  report: documents.supportReportDocument,
  simulate: documents.simulationDocument,
  start: documents.storyDocument,
} as const;

export const SCHEMAS_FOLDER = join(resolve(__dirname, '..'), 'schemas');

/** The published schemas by file name, as text. */
export function schemaFiles(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(DOCUMENTS).map(([verb, document]) => {
      const { $schema, ...schema } = toJsonSchema(document);
      const title = verb === 'start' ? 'npm -s start -- --json' : `slo ${verb} --json`;
      return [`${verb}.json`, `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`];
    }),
  );
}

if (require.main === module) {
  mkdirSync(SCHEMAS_FOLDER, { recursive: true });
  for (const [file, text] of Object.entries(schemaFiles())) writeFileSync(join(SCHEMAS_FOLDER, file), text);
}
