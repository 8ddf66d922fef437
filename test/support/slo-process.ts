import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a user runs it, with nothing of this process's environment but the path. */
export function sloProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const env = { PATH: process.env.PATH ?? '', AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nowhere', ...environment };
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/slo.ts', ...args], { cwd: root, env });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => {
      output[name] += chunk.toString();
    });
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code) => done({ code, ...output }));
  });
  return { child, ended };
}

/** The same, from beginning to end. */
export function slo(...args: readonly string[]) {
  return sloProcess(args, {}).ended;
}
