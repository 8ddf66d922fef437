import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'emulators');
const PRELOADS = ['sqlite-stub.mjs', 'loopback-listen.mjs', 'virtual-time.mjs'];
const START_LIMIT_MS = 15_000;

/**
 * An emulator: a package that can only be imported, in a child process started from a small script of `emulators/`, spoken to over HTTP.
 * Its environment is made from nothing: no credential of the person at the keyboard reaches it.
 */
export class Emulator<Ready> {
  readonly #child: ChildProcess;
  readonly #script: string;

  private constructor(
    child: ChildProcess,
    script: string,
    /** What the script said when it was ready: its addresses. */
    readonly ready: Ready,
  ) {
    this.#child = child;
    this.#script = script;
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
      child.once('error', reject);
      child.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`${script} ended with ${code} at start: ${errors.trim()}`));
      });
    }).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    return new Emulator(child, script, ready);
  }

  /**
   * Resolves when the emulator lives in that time.
   *
   * @throws Error when the emulator is gone
   */
  async setTime(now: number): Promise<void> {
    const child = this.#child;
    const gone = new Error(`${this.#script} has ended`);
    await new Promise<void>((resolve, reject) => {
      const end = (error?: Error) => {
        child.off('message', answered).off('exit', ended);
        if (error === undefined) resolve();
        else reject(error);
      };
      const answered = (message: { at?: number }) => message.at === now && end();
      const ended = () => end(gone);
      child.on('message', answered).once('exit', ended);
      child.send({ now }, (error) => error && end(gone));
    });
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
