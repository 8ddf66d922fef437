import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Emulator } from '../../lib/local/emulator';
import { alive, plainBundle } from './bundle';

const root = join(__dirname, '../..');

async function gone(pids: readonly number[]): Promise<void> {
  for (let tries = 0; tries < 300 && pids.some(alive); tries += 1) await new Promise((done) => setTimeout(done, 10));
  expect(pids.filter(alive)).toEqual([]);
}

function connects(host: string, port: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 2000 });
    const end = (connected: boolean) => () => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

describe('an emulator', () => {
  it('that is gone says so instead of keeping everybody waiting', async () => {
    const emulator = await Emulator.start<{ url: string }>('dynalite.mjs');
    process.kill(emulator.pid!, 'SIGKILL');
    await expect(emulator.setTime(1)).rejects.toThrow('dynalite.mjs has ended');
    await expect(emulator.setTime(2)).rejects.toThrow('dynalite.mjs has ended');
    await emulator.stop();
  });

  it('takes times in their order, also when nobody waits between them', async () => {
    const emulator = await Emulator.start<{ url: string }>('fauxqs.mjs', 'eu-west-3');
    await Promise.all([1000, 2000, 3000].map((now) => emulator.setTime(now)));
    await emulator.stop();
    await gone([emulator.pid!]);
  });

  it.each([
    ['dynalite.mjs'],
    ['fauxqs.mjs', 'eu-west-3'],
    ['vendors.mjs', '{"channels":["a"],"repositories":["shop/ops"]}'],
  ])('%s is reached from this computer by its address and by no other', async (script, ...args) => {
    const emulator = await Emulator.start<Record<string, string>>(script, ...args);
    const ports = Object.values(emulator.ready).map((url) => new URL(url).port);
    const here = await Promise.all(ports.map((port) => connects('127.0.0.1', port)));
    // It stands for every other address: whoever listens on all of them answers here, too (on Linux).
    const elsewhere = await Promise.all(ports.map((port) => connects('127.0.0.2', port)));
    await emulator.stop();
    expect(here).toEqual(ports.map(() => true));
    expect(elsewhere).toEqual(ports.map(() => false));
  });

  it('that cannot start says why', async () => {
    await expect(Emulator.start('vendors.mjs', 'not JSON')).rejects.toThrow(
      /vendors\.mjs ended with 1 at start: [\s\S]*JSON/,
    );
  });
});

describe('a runner that is killed', () => {
  it('leaves neither emulators nor functions behind', async () => {
    const script = `
      const { Emulator } = require('./lib/local/emulator');
      const { FunctionProcess } = require('./lib/local/lambda/function-process');
      (async () => {
        const emulator = await Emulator.start('dynalite.mjs');
        const definition = { name: 'f', arn: 'f', code: ${JSON.stringify(plainBundle('export const handler = async () => 1;'))}, handler: 'index.handler', timeoutSeconds: 3, memoryMb: 128, environment: {} };
        const fn = new FunctionProcess(definition, () => undefined);
        await fn.start(0);
        console.log(JSON.stringify([emulator.pid, fn.pid]));
      })();`;
    const runner = spawn(process.execPath, ['--import', 'tsx', '--eval', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pids = await new Promise<number[]>((resolve) =>
      runner.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()))),
    );
    expect(pids.map(alive)).toEqual([true, true]);
    runner.kill('SIGKILL');
    await gone(pids);
  });
});
