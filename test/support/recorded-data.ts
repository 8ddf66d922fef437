import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(__dirname, '../../../shared/data');

/** A recorded series that is not part of the package; nothing where it is not beside it. */
export function recordedData(path: string): string | undefined {
  const file = join(folder, path);
  return existsSync(file) ? file : undefined;
}
