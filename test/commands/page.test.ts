import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { openInBrowser, openPage } from '../../lib/commands/page';

const ADDRESS = 'http://127.0.0.1:9995';
const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-open-'));
const opened = join(folder, 'opened');
const env = { PATH: [folder, process.env.PATH].join(delimiter) };

beforeAll(() => {
  for (const name of ['open', 'xdg-open']) {
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\nprintf %s "$1" > '${opened}.part' && mv '${opened}.part' '${opened}'\n`,
    );
    chmodSync(join(folder, name), 0o755);
  }
});
afterEach(() => rmSync(opened, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function shown(env: NodeJS.ProcessEnv, looks: number): Promise<string | undefined> {
  openInBrowser(ADDRESS, env);
  for (let look = 0; look < looks && !existsSync(opened); look += 1) await new Promise((on) => setTimeout(on, 20));
  return existsSync(opened) ? readFileSync(opened, 'utf8') : undefined;
}

describe('opening the page', () => {
  it('asks the platform to show it', async () => {
    expect(await shown(env, 500)).toBe(ADDRESS);
  });

  it.each([{ BROWSER: 'none' }, { CI: 'true' }])('is left alone where nobody wants it: %j', async (wish) => {
    expect(await shown({ ...env, ...wish }, 10)).toBeUndefined();
  });

  it('says nothing where there is nothing to show it with', async () => {
    expect(await shown({ PATH: '/does/not/exist' }, 10)).toBeUndefined();
  });
});

describe('the port of the page', () => {
  it('is another one when ours is in use, but the one that was asked for or none', async () => {
    const first = await openPage(undefined, 'max');
    const second = await openPage(undefined, 'max');
    expect(second.url).not.toBe(first.url);
    const { port } = new URL(first.url);
    await expect(openPage(Number(port), 'max')).rejects.toThrow(
      `--port: got ${port} for the page on 127.0.0.1, which is in use; allowed is a free port`,
    );
    await Promise.all([first.close(), second.close()]);
  });
});
