import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMAS_FOLDER, schemaFiles } from '../../scripts/schemas';
import { schemaFaults } from '../support/documents';

describe('the published schemas', () => {
  it('are what the documents are made from (`npm run schemas` writes them)', () => {
    const published = readdirSync(SCHEMAS_FOLDER).map((file) => [
      file,
      readFileSync(join(SCHEMAS_FOLDER, file), 'utf8'),
    ]);
    expect(Object.fromEntries(published)).toEqual(schemaFiles());
  });

  it('refuse a document that lacks something, and name it', () => {
    expect(schemaFaults('redeliver', { version: 1 })).toEqual([" must have required property 'asked'"]);
    expect(schemaFaults('redeliver', { version: 2, asked: [] })).toEqual(['/version must be equal to constant']);
  });
});
