import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FunctionProcess, type Kills, type LogLine } from '../../lib/local/lambda/function-process';

/** Virtual time of these tests, far from the real one. */
export const THEN = Date.parse('2001-09-09T01:46:40Z');

const folders: string[] = [];
const processes: FunctionProcess[] = [];
afterEach(async () => {
  await Promise.all(processes.splice(0).map((fn) => fn.stop()));
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Folder of a bundle that needs no bundling. */
export function plainBundle(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-plain-'));
  folders.push(folder);
  writeFileSync(join(folder, 'index.mjs'), source);
  return folder;
}

/** A function without a stack around it; it is stopped after the test. */
export function lonelyFunction(source: string, timeoutSeconds = 10, kills?: Kills) {
  const log: LogLine[] = [];
  const definition = {
    name: 'lonely',
    arn: 'arn:aws:lambda:eu-west-3:000000000000:function:lonely',
    code: plainBundle(source),
    handler: 'index.handler',
    timeoutSeconds,
    memoryMb: 128,
    environment: {},
  };
  const fn = new FunctionProcess(definition, (line) => log.push(line), kills);
  processes.push(fn);
  return { fn, log };
}

/** Whether a process still runs. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
