import { once } from 'node:events';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { StoryPage } from '../../../lib/local/page';
import { axe, chromiumPath, launch, NO_CHROMIUM } from '../../support/browser';
import { echarpe } from '../../support/estate';
import { BEFORE_THE_FAULT, documentOf, HOSTILE, IN_THE_INCIDENT, PageStory } from '../../support/page-story';

const estate = echarpe();
let browser: Browser;
let storyPage: StoryPage;
let story: PageStory;

afterAll(() => estate.remove());

/** The page, after its charts are drawn; what the browser complains about counts. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(storyPage.url);
  await page.locator('.chart[aria-label]').first().waitFor();
  return { page, complaints };
}

const suite = chromiumPath() === undefined ? describe.skip : describe;

suite(`the page in a browser${chromiumPath() === undefined ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    storyPage = await StoryPage.open(0, 'max');
    story = new PageStory(estate.assembly, storyPage);
  });
  afterEach(() => storyPage.close());

  it('says what is going on, and shows promises, alarms, conversation, ticket and what happened', async () => {
    story.playTo(IN_THE_INCIDENT);
    story.happens('the database is locked up');
    story.tell(documentOf('Two promises are not kept'), 'The engineer was woken.');
    const { page, complaints } = await open();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Two promises to customers are broken');
    expect(await page.getByText(/of the error budget for 28 days is left: \d+ more requests may fail\./).count()).toBe(
      2,
    );
    expect(await page.getByRole('img', { name: /Burn rate of place-order over time .* now \d+/ }).count()).toBe(1);
    expect(await page.getByText(/^firing since 21:3\d$/).count()).toBe(8);
    const slack = page.getByRole('article', { name: 'Slack channel incidents' });
    expect(await slack.getByText('1 reply').count()).toBe(1);
    expect(await slack.getByRole('link', { name: 'Two promises are not kept' }).getAttribute('href')).toBe(
      'https://runbooks.example/shop',
    );
    expect(
      await slack.getByRole('list', { name: 'Buttons below the message' }).getByRole('listitem').allTextContents(),
    ).toEqual(['Two promises are not kept', 'Mitigated']);
    const life = page.getByRole('region', { name: 'Incident of shop' });
    expect(await life.getByRole('list', { name: 'Who did what' }).textContent()).toMatch(/^\d\d:\d\dDana is on it$/);
    expect(await life.getByRole('list', { name: 'Life of the incident' }).textContent()).toMatch(
      /Acknowledged\d\d:\d\d/,
    );
    const ticket = page.getByRole('article', { name: 'Ticket #1' });
    expect(await ticket.getByRole('listitem').allTextContents()).toEqual(['Two promises are not kept']);
    expect(await page.getByRole('list', { name: 'The newest first' }).textContent()).toContain(
      'the database is locked up',
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows hostile words as words', async () => {
    story.playTo(IN_THE_INCIDENT);
    story.happens(HOSTILE);
    story.tell(documentOf(HOSTILE), HOSTILE);
    const { page, complaints } = await open();
    await page.getByText('In CloudWatch’s own words').first().click();
    expect(await page.evaluate('globalThis.hurt')).toBeUndefined();
    expect(await page.locator('main img, main script, main svg').count()).toBe(0);
    const addresses = await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(addresses.filter((address) => !address?.startsWith('https://runbooks.example/'))).toEqual([]);
    for (const id of ['slack', 'ticket', 'timeline'])
      expect(await page.locator(`#${id}`).textContent()).toContain('<img src=x onerror="globalThis.hurt=1">');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('follows the story, and finds back into it when it was away', async () => {
    const { page } = await open();
    story.playTo(BEFORE_THE_FAULT);
    await page.getByRole('heading', { name: 'All is well' }).waitFor();
    const { port } = new URL(storyPage.url);
    await storyPage.close();
    await page.getByText('The connection is lost').waitFor();
    expect(await page.getByRole('button', { name: 'Pause' }).isDisabled()).toBe(true);
    storyPage = await StoryPage.open(Number(port), 'max');
    story = new PageStory(estate.assembly, storyPage);
    story.playTo(IN_THE_INCIDENT);
    await page.getByRole('heading', { name: 'Something is going wrong' }).waitFor();
    expect(await page.getByText('The connection is lost').isVisible()).toBe(false);
    await page.close();
  });

  it('is played with the keyboard', async () => {
    story.playTo(BEFORE_THE_FAULT);
    const { page } = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the promises');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.locator('input[value="1000"]:checked').waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    const again = once(story.again, 'abort');
    await page.keyboard.press('Enter');
    await again;
    await page.close();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('pleases axe-core and fits: %s, %i pixels', async (colorScheme, width) => {
    const { page } = await open({ colorScheme, viewport: { width, height: 800 } });
    const found = [...(await axe(page))];
    story.playTo(IN_THE_INCIDENT);
    story.happens('the database is locked up');
    story.tell(documentOf('Two promises are not kept'), 'The engineer was woken.');
    await page.getByRole('heading', { name: 'Two promises to customers' }).waitFor();
    await page.getByText('In CloudWatch’s own words').first().click();
    found.push(...(await axe(page)));
    expect(found).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });

  it('moves nothing by itself for those who want it calm', async () => {
    story.playTo(BEFORE_THE_FAULT);
    const { page } = await open({ reducedMotion: 'reduce' });
    await page.evaluate("document.addEventListener('story-time', () => performance.mark('moved'))");
    await page.evaluate('new Promise((later) => setTimeout(later, 300))');
    expect(await page.evaluate("performance.getEntriesByName('moved').length")).toBe(0);
    await page.close();
  });
});
