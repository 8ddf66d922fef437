import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'emulators');
const PRELOADS = ['sqlite-stub.mjs', 'virtual-time.mjs'];
const START_LIMIT_MS = 15_000;

/**
 * An emulator: a package that can only be imported, in a child process started from a small script of `emulators/`, spoken to over HTTP.
 * Its environment is made from nothing: no credential of the person at the keyboard reaches it.
 */
export class Emulator<Ready> {
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    /** What the script said when it was ready: its addresses. */
    readonly ready: Ready,
  ) {
    this.#child = child;
  }

  /** @throws Error with the emulator's own words when it does not start */
  static async start<Ready>(script: string, ...args: string[]): Promise<Emulator<Ready>> {
    const execArgv = PRELOADS.flatMap((preload) => ['--import', join(FOLDER, preload)]);
    const env = { PATH: process.env.PATH ?? '', NODE_NO_WARNINGS: '1' };
    const child = fork(join(FOLDER, script), args, { execArgv, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let errors = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      errors = `${errors}${chunk.toString()}`.slice(-4000);
    });
    const ready = await new Promise<Ready>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${script} did not start within ${START_LIMIT_MS / 1000} s`)),
        START_LIMIT_MS,
      );
      child.once('message', (message: { ready: Ready }) => {
        clearTimeout(late);
        resolve(message.ready);
      });
      child.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`${script} ended with ${code} at start: ${errors.trim()}`));
      });
    }).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    return new Emulator(child, ready);
  }

  /** Resolves when the emulator lives in that time. */
  async setTime(now: number): Promise<void> {
    const applied = new Promise<void>((resolve) => this.#child.once('message', () => resolve()));
    this.#child.send({ now });
    await applied;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill('SIGKILL');
    await ended;
  }
}
