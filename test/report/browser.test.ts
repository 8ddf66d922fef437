import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axe, chromiumPath, launch, NO_CHROMIUM } from '../support/browser';
import { HOSTILE } from '../support/page-story';
import { oneReport, reportOf, shown } from '../support/report';
import { CALM } from '../support/simulation';

const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-report-'));
let browser: Browser;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The report as somebody opens it who got it sent; what the browser complains about and asks others for counts. */
async function open(html: string, options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => /^(file|data):/.test(request.url()) || complaints.push(request.url()));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  await page.goto(pathToFileURL(file).href);
  return { page, complaints };
}

const suite = chromiumPath() === undefined ? describe.skip : describe;

suite(`the report in a browser${chromiumPath() === undefined ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it('draws its charts and alarms, and nothing leaves it', async () => {
    const { page, complaints } = await open(oneReport());
    await page.getByRole('img', { name: 'Burn rates of checkout over time' }).waitFor();
    expect(await page.locator('.chart canvas').count()).toBe(3);
    expect(await page.locator('.bar[data-value="ALARM"]').count()).toBe(1);
    expect(await page.locator('.bar[data-value="HELD"]').count()).toBe(1);
    expect(await page.getByText('Charts need JavaScript.').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is read at a moment, and looked into more closely', async () => {
    const { page } = await open(oneReport());
    const chart = page.locator('.chart').first();
    await chart.scrollIntoViewIfNeeded();
    const { x, y, width } = (await chart.boundingBox())!;
    // Minute 315 of 600 is in the middle of the fault: 05:15 UTC, an hour later in Zurich.
    const middle = x + 52 + (width - 52 - 22) * (315 / 600);
    await page.mouse.move(middle - 5, y + 60);
    await page.mouse.move(middle, y + 60);
    await page.getByText(/^1 Nov, 06:1\d · 0 % good · .* · burn rate: fast \d+/).waitFor();
    const hours = page.locator('.hour-marks');
    const before = (await hours.textContent())!;
    await page.mouse.down();
    await page.mouse.move(middle + 60, y + 60, { steps: 4 });
    await page.mouse.up();
    await hours.filter({ hasNotText: before }).waitFor();
    await page.mouse.dblclick(middle, y + 60);
    await hours.filter({ hasText: before }).waitFor();
    await page.close();
  });

  it('shows hostile words as words', async () => {
    const { page, complaints } = await open(
      oneReport({ slo: HOSTILE, remarks: [HOSTILE] }, { slo: HOSTILE, promise: HOSTILE }),
    );
    await page.locator('.chart[aria-label]').first().waitFor();
    expect(await page.evaluate('globalThis.hurt')).toBeUndefined();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says everything but the charts without script', async () => {
    const { page } = await open(oneReport(), { javaScriptEnabled: false });
    expect(await page.getByText('Charts need JavaScript.').isVisible()).toBe(true);
    expect(await page.getByRole('rowheader', { name: 'as declared' }).isVisible()).toBe(true);
    await page.close();
  });

  it.each([
    ['light', 1280, 'one SLO', () => oneReport()],
    ['dark', 390, 'several', () => reportOf([shown(), shown({ ...CALM, slo: 'browse' })])],
  ] as const)('pleases axe-core and fits: %s, %i pixels, %s', async (colorScheme, width, _, html) => {
    const { page } = await open(html(), { colorScheme, viewport: { width, height: 800 } });
    await page.locator('.chart[aria-label]').first().waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });
});
