import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

export interface Packed {
  readonly tarball: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

/** What `npm run package` would publish of the dist that is there. */
export function pack(into: string): Packed {
  const stdout = succeeds('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', into], root);
  const [{ filename, files }] = JSON.parse(stdout);
  return { tarball: join(into, filename), files };
}

/** A folder of the test's own, far from the repository and its packages. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-package-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runs(command: string, args: readonly string[], cwd: string): Outcome {
  // What `npm run` tells its scripts would send an npm within to this repository.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config_local|package)/.test(name)),
  );
  return spawnSync(command, args, { cwd, env, encoding: 'utf8' });
}

/** @returns what it printed @throws Error with everything it said, when it fails */
export function succeeds(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = runs(command, args, cwd);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${status}\n${stdout}\n${stderr}`);
  return stdout;
}
