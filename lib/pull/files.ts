import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { PullError } from './error';

/** Files of a pull. @throws PullError, each of them, for what the file system does not allow */
export const files = {
  exists: existsSync,

  read(file: string): string {
    return trying(file, 'read', () => readFileSync(file, 'utf8'));
  },

  append(file: string, text: string): void {
    trying(file, 'written', () => appendFileSync(file, text));
  },

  /** Cuts a file after so many bytes. */
  cut(file: string, bytes: number): void {
    trying(file, 'written', () => truncateSync(file, bytes));
  },

  remove(file: string): void {
    trying(file, 'removed', () => rmSync(file, { force: true }));
  },

  /** Several files, each of which appears whole or not at all: everything is written before the first one appears. */
  place(texts: readonly (readonly [file: string, text: string])[]): void {
    for (const [file, text] of texts) trying(file, 'written', () => writeFileSync(beside(file), text));
    for (const [file] of texts) trying(file, 'written', () => renameSync(beside(file), file));
  },
};

function beside(file: string): string {
  return `${file}.new`;
}

function trying<T>(file: string, done: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new PullError(`${file}: got ${(error as NodeJS.ErrnoException).code}, allowed is a file that can be ${done}`);
  }
}
