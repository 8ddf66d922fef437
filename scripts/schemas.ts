import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as documents from '../lib/model/contracts/documents';
import { ticketFacts } from '../lib/model/contracts/ticket-facts';
import { webhookMessage } from '../lib/model/contracts/webhook-message';

/** What each command that prints JSON prints. Objects may get further members in later versions of the package. */
const DOCUMENTS = {
  check: documents.checkDocument,
  cost: documents.costDocument,
  diff: documents.diffDocument,
  docs: documents.pagesDocument,
  doctor: documents.doctorDocument,
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
  const verbs = Object.entries(DOCUMENTS).map(([verb, document]) => {
    const title = verb === 'start' ? 'npm -s start -- --json' : `slo ${verb} --json`;
    return [`${verb}.json`, schemaText(title, document)] as const;
  });
  const facts = schemaText('The facts that every ticket of an incident carries', ticketFacts);
  const message = schemaText('What a signed webhook is sent', webhookMessage);
  return Object.fromEntries([...verbs, ['ticket-facts.json', facts], ['webhook.json', message]]);
}

function schemaText(title: string, shape: Parameters<typeof toJsonSchema>[0]): string {
  const { $schema, ...schema } = toJsonSchema(shape);
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
}

if (require.main === module) {
  mkdirSync(SCHEMAS_FOLDER, { recursive: true });
  for (const [file, text] of Object.entries(schemaFiles())) writeFileSync(join(SCHEMAS_FOLDER, file), text);
}
