import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from './usage-error';

/** The options of `slo simulate` that say where recorded metrics are. */
export interface HistoryFileOptions {
  /** The SLO that a history without a name belongs to. */
  readonly slo?: string;
  /** Each `FILE` or `SLO=FILE`. A name has no slash, so a file with "=" in its name is written `./FILE`. */
  readonly history?: readonly string[];
  /** Each `ID=FILE`. An id may have "=" between braces. */
  readonly metric?: readonly string[];
  /** Directory of files `<slo>.csv`. */
  readonly all?: string;
}

export interface HistoryFiles {
  /** At most one without an SLO, and each SLO once. */
  readonly histories: readonly { readonly slo?: string; readonly file: string }[];
  readonly metrics: readonly { readonly id: string; readonly file: string }[];
  /** What else lies in the directory of `--all`. */
  readonly ignored: number;
}

interface NamedFile {
  readonly name: string;
  readonly file: string;
}

/**
 * Which files belong to what. They are not read yet.
 *
 * @throws UsageError for options that say nothing, say something twice, or name a directory without histories
 */
export function historyFiles({ slo, history = [], metric = [], all }: HistoryFileOptions): HistoryFiles {
  const given = history.map((text) => sloAndFile(text, slo));
  const { found, ignored } = all === undefined ? { found: [], ignored: 0 } : filesIn(all);
  const metrics = metric.map(idAndFile);
  if (given.length + found.length + metrics.length === 0) {
    throw new UsageError('--history: got none, allowed are FILE, SLO=FILE, or --all with a directory of them');
  }
  const named = [...given, ...found];
  once(named, (name) =>
    name === '' ? '--history: got a file without the name of an SLO' : `--history: got "${name}"`,
  );
  once(metrics, (id) => `--metric: got "${id}"`);
  return {
    histories: named.map(({ name, file }) => (name === '' ? { file } : { slo: name, file })),
    metrics: metrics.map(({ name, file }) => ({ id: name, file })),
    ignored,
  };
}

/** Without a name where neither the text nor `--slo` says one. */
function sloAndFile(text: string, slo = ''): NamedFile {
  const [, name, file] = /^([^=/\\]*)=(.*)$/s.exec(text) ?? [undefined, slo, text];
  if (file !== '' && (name !== '' || file === text)) return { name: name!, file: file! };
  throw new UsageError(`--history: got "${text}", allowed are FILE and SLO=FILE`);
}

function idAndFile(text: string): NamedFile {
  const [, name, file] = /^((?:[^={}]|\{[^{}]*\})+)=(.+)$/s.exec(text) ?? [];
  if (name !== undefined && file !== undefined) return { name, file };
  throw new UsageError(`--metric: got "${text}", allowed is ID=FILE`);
}

function filesIn(directory: string): { found: NamedFile[]; ignored: number } {
  const entries = entriesOf(directory);
  const names = entries
    .filter((entry) => !entry.isDirectory() && /^.+\.csv$/.test(entry.name))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) {
    throw new UsageError(`--all: got "${directory}" without a file <slo>.csv, allowed is one with at least one`);
  }
  const found = names.map((name) => ({ name: basename(name, '.csv'), file: join(directory, name) }));
  return { found, ignored: entries.length - found.length };
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') throw new UsageError(`--all: got "${directory}", which is a file, allowed is a directory`);
    throw new UsageError(`--all: cannot read ${directory}: ${message}`);
  }
}

function once(named: readonly NamedFile[], got: (name: string) => string): void {
  const seen = new Map<string, string>();
  for (const { name, file } of named) {
    const before = seen.get(name);
    if (before !== undefined) {
      throw new UsageError(`${got(name)} a second time (${file} after ${before}), allowed is once`);
    }
    seen.set(name, file);
  }
}
