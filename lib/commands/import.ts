import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { ImportDocument } from '../model/contracts/documents';
import { importOpenSlo, LARGEST_FILE_BYTES, OpenSloError, type SourceFile, sizeFault } from '../openslo';
import { UsageError } from './usage-error';

export { importInWords } from '../render/import';

/** What stands for standard input among the files. */
const STANDARD_INPUT = '-';
const STDIN_FD = 0;

export interface ImportOptions {
  /** YAML files of OpenSLO v1; `-` is standard input. */
  readonly files: readonly string[];
  /**
   * File that the TypeScript is written to.
   * @default - none is written
   */
  readonly out?: string;
  /**
   * Whether `out` may exist already.
   * @default false
   */
  readonly force?: boolean;
}

/**
 * OpenSLO v1 as TypeScript with our constructs.
 * @throws UsageError for a file that cannot be read or written
 */
export function importSlos({ files, out, force = false }: ImportOptions): ImportDocument {
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new UsageError(`files: got ${twice} twice, allowed is each once`);
  if (force && out === undefined) throw new UsageError('--force: got it without --out, allowed is beside --out');
  const { typescript, slos, left } = imported(files.map(read));
  const written = out !== undefined && typescript !== '';
  if (written) write(out, typescript, force);
  return {
    version: 1,
    ok: left.length === 0,
    typescript,
    slos: [...slos],
    left: [...left],
    ...(written ? { out } : {}),
  };
}

function imported(files: readonly SourceFile[]) {
  try {
    return importOpenSlo(files);
  } catch (error) {
    if (error instanceof OpenSloError) throw new UsageError(error.message);
    throw error;
  }
}

function read(file: string): SourceFile {
  const name = file === STANDARD_INPUT ? 'standard input' : file;
  try {
    const { size } = file === STANDARD_INPUT ? { size: 0 } : statSync(file);
    if (size > LARGEST_FILE_BYTES) throw new UsageError(`${name}: ${sizeFault(size)}`);
    return { name, text: readFileSync(file === STANDARD_INPUT ? STDIN_FD : file, 'utf8') };
  } catch (error) {
    throw failed(error, `${name}: got no text that can be read`, 'allowed are YAML files');
  }
}

function write(out: string, typescript: string, force: boolean): void {
  try {
    writeFileSync(out, typescript, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new UsageError(`--out: got ${out}, which exists, allowed is a new file, or --force to overwrite it`);
    }
    throw failed(error, `--out: got ${out}`, 'allowed is a file that can be written');
  }
}

function failed(error: unknown, got: string, allowed: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error : new UsageError(`${got} (${code}), ${allowed}`);
}
