import { join, resolve } from 'node:path';
import { writeWhole } from '../shop/history-file';
import { INVENTED, inventedCsv } from './invented';

/** Writes what the stories play and nobody recorded: `npm run stories`. */
const directory = resolve(__dirname, '../recordings');
for (const invented of INVENTED) writeWhole(join(directory, `${invented.file}.csv`), inventedCsv(invented));
console.error(`${INVENTED.length} files in ${directory}`);
