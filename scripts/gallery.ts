import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { galleryPages } from './gallery/page';

/** Writes what is said to whom, in every state of an incident, into docs/messages. */
const FOLDER = join(resolve(__dirname, '..'), 'docs', 'messages');

mkdirSync(FOLDER, { recursive: true });
for (const [file, text] of Object.entries(galleryPages())) writeFileSync(join(FOLDER, file), text);
