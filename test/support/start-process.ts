import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** `npm start` without npm, in a process group of its own. */
export class StartProcess {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, ['--import', 'tsx', 'bin/start.ts', ...args], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout!.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr!.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
  }

  /** Resolves when the output matches. @throws Error when the process ends before */
  async said(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match !== null) return match;
      if (this.child.exitCode !== null) throw new Error(`npm start ended with ${this.child.exitCode}: ${this.stderr}`);
      await new Promise<void>((resolve) => {
        const done = () => {
          this.child.stdout!.off('data', done);
          this.child.off('close', done);
          resolve();
        };
        this.child.stdout!.on('data', done);
        this.child.on('close', done);
      });
    }
  }

  /** The page's address. */
  async page(): Promise<string> {
    return (await this.said(/The page: (\S+)/))[1]!;
  }

  /** Its exit code, when it ends by itself. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    return new Promise((resolve) => this.child.once('close', resolve));
  }

  /** Ctrl-C, and the exit code. */
  async interrupt(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const closed = this.ended();
    process.kill(-this.child.pid!, 'SIGINT');
    return closed;
  }
}
