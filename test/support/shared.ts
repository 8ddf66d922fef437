import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Material beside the repository that is not part of it. */
const SHARED = resolve(__dirname, '../../../shared');

export function sharedFile(path: string): string {
  return resolve(SHARED, path);
}

/** A suite over files that may be absent; then it is skipped, and its title says so. */
export function describeWith(files: readonly string[], title: string, suite: () => void): void {
  const missing = files.filter((file) => !existsSync(sharedFile(file)));
  if (missing.length === 0) describe(title, suite);
  // Not `describe.skip`, which would still read the files.
  else it.skip(`${title} (skipped: ../shared has no ${missing.join(', ')})`, () => {});
}

/** A recorded series that is not part of the repository; nothing where it is absent. */
export function recordedData(path: string): string | undefined {
  const file = sharedFile(`data/${path}`);
  return existsSync(file) ? file : undefined;
}
