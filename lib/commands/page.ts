import { spawn } from 'node:child_process';
import { StoryPage } from '../local/page';
import type { Speed } from '../local/story/pace';
import { UsageError } from './usage-error';

/** Ours: the goal of 99.95 %, without its dots. */
const FRIENDLY_PORT = 9995;

/** @param port the one that was asked for. @default - the friendly one, or any when it is in use */
export async function openPage(port: number | undefined, speed: Speed): Promise<StoryPage> {
  try {
    return await StoryPage.open(port ?? FRIENDLY_PORT, speed);
  } catch (error) {
    if (port === undefined) return StoryPage.open(0, speed);
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'which is in use' : `which cannot be used (${code})`;
    throw new UsageError(
      `--port: got ${port} for the page on 127.0.0.1, ${why}; allowed is a free port from 1 to 65535, or no --port to let us find one`,
    );
  }
}

const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows an address to the person at this computer, if there is one; who sees nothing has the address in the terminal. */
export function openInBrowser(url: string, env: NodeJS.ProcessEnv = process.env): void {
  if (env.BROWSER === 'none' || (env.CI !== undefined && env.CI !== '' && env.CI !== 'false')) return;
  const [command = '', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  spawn(command, [...args, url], { env, stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
