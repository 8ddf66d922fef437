import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { MADE_BY, type Page } from '../pages';
import { UsageError } from './usage-error';

/** A page of ours as it lies on disk, or as it should. */
export interface PageChange {
  /** Below the folder, with "/". */
  readonly path: string;
  readonly change: 'write' | 'remove' | 'none';
  /** Nothing is there yet. */
  readonly isNew: boolean;
  readonly text: string;
}

const OPTION = '--out';
/** The first line, and before it the mark of byte order that some editors write. */
const BEGINNING = new RegExp(`^\\ufeff?${MADE_BY.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\n`);

/** Folders of stages, whose names are letters and digits (lib/pages/file-names), and those in them. */
const OUR_FOLDERS = /^[A-Za-z0-9~]+(\/runbooks)?$/;

/** A folder with pages of ours, and maybe with files of others, which are never touched. */
export class PageFolder {
  readonly #folder: string;

  constructor(private readonly given: string) {
    this.#folder = resolve(given);
  }

  /**
   * What has to be done so that the pages are these: everything is looked at before anything is written.
   * @throws UsageError when the folder is none, or when something of others is in the way
   */
  changes(pages: readonly Page[]): PageChange[] {
    const there = this.#try('', () => statSync(this.#folder, { throwIfNoEntry: false }));
    if (there?.isDirectory() === false) throw this.#fault('which is no folder', 'allowed is a folder, or nothing yet');
    const wanted = new Set(pages.map(({ path }) => path));
    const stale = (there === undefined ? [] : this.#pagesBelow('')).filter((path) => !wanted.has(path));
    // On a disk that ignores case a page that goes takes the one along whose name differs in case alone.
    const going = new Set(stale.map((path) => path.toLowerCase()));
    const changes = [
      ...pages.map((page) => this.#changeOf(page, going)),
      ...stale.map((path): PageChange => ({ path, change: 'remove', isNew: false, text: '' })),
    ];
    return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /**
   * Old pages go first: on a disk that ignores case an old name may be a new one.
   * @throws UsageError where something may not be written, before anything is
   */
  apply(changes: readonly PageChange[]): void {
    for (const { path, change } of changes) if (change !== 'none') this.#checkAccess(path);
    for (const { path, change } of changes) if (change === 'remove') this.#try(path, () => this.#remove(path));
    for (const { path, change, text } of changes)
      if (change === 'write') this.#try(path, () => this.#write(path, text));
  }

  #changeOf(page: Page, stale: ReadonlySet<string>): PageChange {
    const found = this.#pageAt(page.path);
    const stays = found === page.text && !stale.has(page.path.toLowerCase());
    return { ...page, change: stays ? 'none' : 'write', isNew: found === undefined };
  }

  /** The page of ours that lies there; nothing where nothing does. */
  #pageAt(path: string): string | undefined {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const kind = this.#kindOf(path.slice(0, at));
      if (kind === undefined) return undefined;
      if (kind !== 'folder') throw this.#inTheWay(path.slice(0, at), 'allowed is a folder there');
    }
    const kind = this.#kindOf(path);
    if (kind === undefined) return undefined;
    if (kind !== 'file') throw this.#inTheWay(path, 'allowed is a page of `slo docs` there, or nothing');
    const found = this.#read(path);
    if (BEGINNING.test(found)) return found;
    throw this.#inTheWay(path, 'allowed is a page that begins as `slo docs` begins it, or nothing');
  }

  /**
   * Our pages that lie where pages of ours may: in the folder, in those of stages, and in their `runbooks`. Links are not followed:
   * what they lead to is somebody else's.
   */
  #pagesBelow(folder: string): string[] {
    const entries = this.#try(folder, () => readdirSync(join(this.#folder, folder), { withFileTypes: true }));
    return entries.flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return OUR_FOLDERS.test(path) ? this.#pagesBelow(path) : [];
      return entry.isFile() && entry.name.endsWith('.md') && BEGINNING.test(this.#read(path)) ? [path] : [];
    });
  }

  #read(path: string): string {
    // Git may have made other line ends of ours.
    return this.#try(path, () => readFileSync(join(this.#folder, path), 'utf8')).replaceAll('\r\n', '\n');
  }

  /** Of what is there: the file itself, and the folder in which it is made or removed. */
  #checkAccess(path: string): void {
    const file = join(this.#folder, path);
    this.#try(path, () => {
      if (existsSync(file)) accessSync(file, constants.W_OK);
      let folder = dirname(file);
      while (!existsSync(folder)) folder = dirname(folder);
      accessSync(folder, constants.W_OK | constants.X_OK);
    });
  }

  #write(path: string, text: string): void {
    const file = join(this.#folder, path);
    makeFolder(dirname(file));
    writeFileSync(file, text);
  }

  /** With the folders that it leaves empty. */
  #remove(path: string): void {
    rmSync(join(this.#folder, path));
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = join(this.#folder, path.slice(0, at));
      if (readdirSync(folder).length > 0) return;
      rmdirSync(folder);
    }
  }

  #kindOf(path: string): 'file' | 'folder' | 'other' | undefined {
    const found = this.#try(path, () => lstatSync(join(this.#folder, path), { throwIfNoEntry: false }));
    if (found === undefined) return undefined;
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
  }

  #inTheWay(path: string, allowed: string): UsageError {
    return this.#fault(`with ${path} of somebody else in it`, `${allowed}; nothing was written`);
  }

  #try<T>(path: string, does: () => T): T {
    try {
      return does();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw this.#fault(
        `where ${path === '' ? 'it' : path} cannot be used (${code})`,
        'allowed is a folder that can be read and written',
      );
    }
  }

  #fault(got: string, allowed: string): UsageError {
    return new UsageError(`${OPTION}: got "${this.given}", ${got}; ${allowed}`);
  }
}

/** One after the other: `recursive` of Node.js 20 never ends where a file system answers ENOENT to what is made in a folder that exists (`/proc`). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
