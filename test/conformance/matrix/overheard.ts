/** Everything that functions say while somebody listens: log lines, and metrics, which go past the console. */
export class Overheard {
  readonly lines: string[] = [];
  readonly #restore: (() => void)[] = [];

  constructor() {
    for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
      const before = console[level];
      console[level] = (...said: unknown[]) => void this.lines.push(JSON.stringify(said));
      this.#restore.push(() => {
        console[level] = before;
      });
    }
    const { stdout } = process;
    const write = stdout.write;
    stdout.write = ((text: string, ...rest: []) => {
      if (!String(text).startsWith('{"_aws"')) return write.call(stdout, text, ...rest);
      this.lines.push(text);
      return true;
    }) as typeof write;
    this.#restore.push(() => {
      stdout.write = write;
    });
  }

  stop(): void {
    for (const restore of this.#restore) restore();
  }
}

const UNALIGNED = [0, 1, 2] as const;

/** The secret, its beginning and its end, and what is left of it in base64, where credentials are joined before. */
export function tracesOf(secret: string): string[] {
  const half = Math.floor(secret.length / 2);
  const encoded = UNALIGNED.map((shift) =>
    Buffer.from(`${'.'.repeat(shift)}${secret}`)
      .toString('base64')
      .slice(4, -4),
  );
  return [secret.slice(0, half), secret.slice(half), ...encoded];
}
