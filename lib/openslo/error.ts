/** A file that cannot be read at all. The message says file, line, what, got, allowed. */
export class OpenSloError extends Error {
  override readonly name = 'OpenSloError';

  constructor(file: string, line: number | undefined, fault: string) {
    super(line === undefined ? `${file}: ${fault}` : `${file}:${line}: ${fault}`);
  }
}
