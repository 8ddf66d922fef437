import type { Page } from 'playwright-core';
import { chromiumPath, launch, NO_CHROMIUM } from '../test/support/browser';
import { PageClient } from '../test/support/page-client';
import { StartProcess } from '../test/support/start-process';
import { median } from './median';

/** The page in Chromium: from "the stack is up" to the first drawn chart, and frames per second while the story runs at 100 times. */
const RUNS = 3;
const LIMITS = { firstPictureMs: 1000, framesPerSecond: 30 };
const WATCHED_MS = 5000;
/** In the incident everything moves. */
const MOMENT = Date.parse('2026-11-14T20:31:00Z');

interface Measured {
  readonly firstPictureMs: number;
  readonly framesPerSecond: number;
}

async function main(): Promise<void> {
  if (chromiumPath() === undefined) {
    console.error(`bench:page: ${NO_CHROMIUM}`);
    process.exitCode = 2;
    return;
  }
  const runs: Measured[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measured());
  const medians = {
    firstPictureMs: median(runs.map(({ firstPictureMs }) => firstPictureMs)),
    framesPerSecond: median(runs.map(({ framesPerSecond }) => framesPerSecond)),
  };
  console.log(JSON.stringify({ version: 1, runs: RUNS, limits: LIMITS, medians, all: runs }, null, 2));
}

/** The browser waits at an empty page, as one does that is open anyway, and goes to the address the moment the stack is up. */
async function measured(): Promise<Measured> {
  const browser = await launch();
  const start = new StartProcess(['--no-exit', '--speed', '1000']);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const url = await start.page();
    const client = await PageClient.connect(url);
    await client.until(({ phase }) => phase === 'history');
    const up = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('.chart[aria-label]').first().waitFor();
    const firstPictureMs = Math.round(performance.now() - up);
    await client.until(({ clock }) => (clock.now ?? 0) >= MOMENT);
    await client.send({ action: 'speed', speed: 100 });
    return { firstPictureMs, framesPerSecond: await framesPerSecond(page) };
  } finally {
    await browser.close();
    await start.interrupt();
  }
}

async function framesPerSecond(page: Page): Promise<number> {
  const frames = await page.evaluate(
    `new Promise((done) => {
      let frames = 0;
      const began = performance.now();
      const count = (now) => (now - began < ${WATCHED_MS} ? (frames++, requestAnimationFrame(count)) : done(frames));
      requestAnimationFrame(count);
    })`,
  );
  return Math.round(Number(frames) / (WATCHED_MS / 1000));
}

void main();
