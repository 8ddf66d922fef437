import { mkdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../test/support/browser';
import { PageClient } from '../test/support/page-client';
import { StartProcess } from '../test/support/start-process';
import { reportOfExample } from './report-picture';

/**
 * Pictures of the page. `npm run picture` takes those of the README, in the middle of the incident: the promises, and what people are told;
 * and the report of `slo simulate`.
 * `npm run picture -- FOLDER` takes the whole page for those who change it: wide and narrow, light and dark, during the incident and after.
 */
const IMAGES = resolve(__dirname, '../docs/images');
/** The database has been locked up for a while, everybody has been told, and nobody has helped yet. */
const TELLING_MOMENT = Date.parse('2026-11-14T20:50:00Z');
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 820, 1280, 1680];
const MARGIN = 16;

async function main(): Promise<void> {
  const folder = process.argv[2];
  const start = new StartProcess(['--no-exit', '--speed', '1000']);
  const browser = await launch();
  try {
    const url = await start.page();
    const client = await PageClient.connect(url);
    await client.until(({ clock }) => (clock.now ?? 0) >= TELLING_MOMENT);
    await client.send({ action: 'pause' });
    // The speed that people see at first.
    await client.send({ action: 'speed', speed: 300 });
    if (folder === undefined) {
      await forReadme(browser, url);
      await reportOfExample((report) => firstScreens(browser, report));
      return;
    }
    await wholePage(browser, url, folder, 'during');
    await client.send({ action: 'speed', speed: 'max' });
    await client.send({ action: 'play' });
    await client.until(({ phase }) => phase === 'over');
    await wholePage(browser, url, folder, 'after');
  } finally {
    await browser.close();
    await start.interrupt();
  }
}

async function forReadme(browser: Browser, url: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
    await drawn(page, url);
    const suffix = colorScheme === 'dark' ? '-dark' : '';
    const told = (await page.locator('#slack').locator('..').boundingBox())!;
    const ticket = (await page.locator('#ticket').boundingBox())!;
    const clips = [
      { name: 'page', y: 0, width: page.viewportSize()!.width, height: told.y },
      {
        name: 'page-told',
        y: told.y - MARGIN,
        width: ticket.x + ticket.width + MARGIN / 2,
        height: told.height + 3 * MARGIN,
      },
    ];
    for (const { name, ...clip } of clips)
      await save(page, join(IMAGES, `${name}${suffix}.png`), { fullPage: true, clip: { x: 0, ...clip } });
    await page.close();
  }
}

/** The beginning of the report: how it ended, and the charts. */
async function firstScreens(browser: Browser, url: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1300 }, colorScheme });
    await drawn(page, url);
    await save(page, join(IMAGES, `simulate${colorScheme === 'dark' ? '-dark' : ''}.png`), {});
    await page.close();
  }
}

async function wholePage(browser: Browser, url: string, folder: string, when: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await drawn(page, url);
      await save(page, resolve(folder, `${when}-${width}-${colorScheme}.png`), { fullPage: true });
      await page.close();
    }
  }
}

/** The charts take the width of their cards in a frame of their own. */
async function drawn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('.chart[aria-label]').first().waitFor();
  await page.waitForTimeout(300);
}

async function save(page: Page, path: string, options: Parameters<Page['screenshot']>[0]): Promise<void> {
  mkdirSync(resolve(path, '..'), { recursive: true });
  await page.screenshot({ ...options, path });
  console.log(`${relative(process.cwd(), path)} ${Math.round(statSync(path).size / 1024)} KB`);
}

main().catch((error: Error) => {
  console.error(`picture: ${error.message}`);
  process.exitCode = 1;
});
