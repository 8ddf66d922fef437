import { mkdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../test/support/browser';
import { PageClient } from '../test/support/page-client';
import { StartProcess } from '../test/support/start-process';

/**
 * Pictures of the page, during the incident and after it: `npm run picture [folder]`. The README shows the first one; the others are for
 * those who change the page.
 */
const root = resolve(__dirname, '..');
const SHOTS = [
  { name: 'page', colorScheme: 'light', width: 1280 },
  { name: 'page-dark', colorScheme: 'dark', width: 1280 },
] as const;
const CHECKED = [
  { name: 'wide', colorScheme: 'light', width: 1680 },
  { name: 'narrow', colorScheme: 'light', width: 360 },
  { name: 'narrow-dark', colorScheme: 'dark', width: 360 },
] as const;
/** The database is locked up since a while, everybody has been told, and nobody has helped yet. */
const TELLING_MOMENT = Date.parse('2026-11-14T20:50:00Z');

async function main(): Promise<void> {
  const folder = process.argv[2];
  const out = resolve(folder ?? join(root, 'docs/images'));
  mkdirSync(out, { recursive: true });
  const shots = folder === undefined ? SHOTS : [...SHOTS, ...CHECKED];
  const start = new StartProcess(['--no-exit', '--speed', '1000', '--port', '9996']);
  const browser = await launch();
  try {
    const url = await start.page();
    const client = await PageClient.connect(url);
    await client.until(({ clock }) => (clock.now ?? 0) >= TELLING_MOMENT);
    await client.send({ action: 'pause' });
    await take(browser, url, out, shots, '');
    if (folder === undefined) return;
    await client.send({ action: 'speed', speed: 'max' });
    await client.send({ action: 'play' });
    await client.until(({ phase }) => phase === 'over');
    await take(browser, url, out, shots, '-after');
  } finally {
    await browser.close();
    await start.interrupt();
  }
}

type Shot = (typeof SHOTS | typeof CHECKED)[number];

async function take(browser: Browser, url: string, out: string, shots: readonly Shot[], suffix: string): Promise<void> {
  for (const { name, colorScheme, width } of shots) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    await page.goto(url);
    await page.locator('.chart[aria-label]').first().waitFor();
    await page.waitForTimeout(300);
    const path = join(out, `${name}${suffix}.png`);
    await page.screenshot({ path, fullPage: true });
    await page.close();
    console.log(`${relative(root, path)} ${Math.round(statSync(path).size / 1024)} KB`);
  }
}

main().catch((error: Error) => {
  console.error(`picture: ${error.message}`);
  process.exitCode = 1;
});
