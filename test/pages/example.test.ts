import { readObjectives } from '../../lib/assembly';
import { sloPages } from '../../lib/pages';
import { GLOSSARY } from '../../lib/pages/glossary';
import { echarpe } from '../support/estate';
import { headingsOf, section } from './fixture';
import { brokenLinks, seenBy } from './reader';

const estate = echarpe();
afterAll(() => estate.remove());
const pages = Object.fromEntries(sloPages(estate.assembly).map(({ path, text }) => [path, text]));
const slos = readObjectives(estate.assembly).map(({ entry }) => entry.slo);
const pageOf = (slo: string) => pages[`prod/${slo}.md`]!;

const WATCHED =
  'mail, orders-database, shop, storefront (`basket`, `browse`, `browse-speed`), support-desk (`order-lookup`), warehouse';

describe('the pages of the example estate', () => {
  it('are an index, the severities, a page for each SLO and a runbook for each service, and none for the test alarm', () => {
    expect(Object.keys(pages)).toEqual([
      'index.md',
      'prod/basket.md',
      'prod/browse-speed.md',
      'prod/browse.md',
      'prod/incident-delivery.md',
      'prod/mail-resolution.md',
      'prod/order-lookup.md',
      'prod/order-mail.md',
      'prod/order-store.md',
      'prod/payments.md',
      'prod/pick-list.md',
      'prod/place-order.md',
      'prod/runbooks/incident-response.md',
      'prod/runbooks/mail.md',
      'prod/runbooks/orders-database.md',
      'prod/runbooks/shop.md',
      'prod/runbooks/storefront.md',
      'prod/runbooks/support-desk.md',
      'prod/runbooks/warehouse.md',
      'prod/text-preview.md',
      'severities.md',
    ]);
  });

  it.each(slos)('S2.29: %s can be read in four parts, and none is empty', (slo) => {
    const parts = ['Objective', 'Explanation', 'Measurement', 'Actionable insights'];
    expect(headingsOf(pageOf(slo))).toEqual(parts);
    for (const part of parts) expect(section(pageOf(slo), part).length).toBeGreaterThan(100);
    expect(section(pageOf(slo), 'Explanation')).not.toContain('Nobody has written');
  });

  it('S2.29: the e-mail example states 99.9 % and 8.76 h a year', () => {
    const objective = section(pageOf('order-mail'), 'Objective');
    expect(objective).toContain('99.9 % of requests over 28 days');
    expect(objective).toContain('40.32 min in 28 days, 8.76 h a year');
  });

  it('S1.34: each SLO says when it is reviewed next: so many days after the last review', () => {
    expect(pageOf('place-order')).toContain('Last time: 2026-11-02. Next time: **2026-12-02**.');
    expect(pageOf('order-mail')).toContain('Last time: 2026-11-02. Next time: **2027-01-31**.');
    expect(pages['index.md']!.match(/\| 20\d\d-\d\d-\d\d \|/g)).toHaveLength(slos.length);
  });

  it('S1.42: what each part behind an SLO tells about itself stands on its page', () => {
    expect(section(pageOf('order-mail'), 'Measurement')).toContain('| mail worker | yes | yes | yes |');
  });

  it('S3.35: use no acronym that the glossary does not explain', () => {
    const explained = GLOSSARY.map(([word, meaning]) => `${word} ${meaning}`).join(' ');
    for (const [path, text] of Object.entries(pages)) {
      // Code is what CloudWatch calls things; nobody has to read it to follow.
      const acronyms = text.replace(/`[^`]*`/g, '').match(/\b[A-Z]{2,}\d?\b/g) ?? [];
      const unknown = acronyms.filter((acronym) => !new RegExp(`\\b${acronym}\\b`).test(explained));
      expect([path, ...unknown]).toEqual([path]);
    }
  });

  it('explain SLO on every page, or link to what does', () => {
    for (const text of Object.values(pages)) expect(text).toMatch(/service level objective|index\.md#words-and-what/);
  });

  it('keep words of engineers out of what everybody reads', () => {
    const jargon = /\b(SLI|burn|tier|p99|latency|attainment|threshold)\b/i;
    for (const slo of slos) {
      const everybodys = ['Objective', 'Explanation'].map((part) => section(pageOf(slo), part)).join('\n');
      expect(everybodys).not.toMatch(jargon);
    }
    expect(pages['index.md']).not.toMatch(jargon);
  });

  it('link to pages and headings that exist', () => {
    const seen = seenBy(pages);
    expect(
      Object.values(seen)
        .flatMap(({ links }) => links)
        .filter((link) => link.includes('#')).length,
    ).toBeGreaterThan(10);
    expect(brokenLinks(seen)).toEqual([]);
    expect(brokenLinks(seenBy({ 'index.md': '[x](prod/gone.md) [y](#nowhere)' }))).toHaveLength(2);
  });

  it('say who hears of what: the worst first, a ticket where nobody is woken, and nobody while on trial', () => {
    const rows = pages['severities.md']!.split('\n').filter((line) => /^\| (SEV\d|INFO) \| `/.test(line));
    expect(rows.map((row) => row.split(' | ').map((cell) => cell.replace(/\]\([^)]*\)|[[|\\]/g, '').trim()))).toEqual([
      [
        'SEV2',
        '`fast`, `slow`',
        'incident-response, orders-database, warehouse',
        'at once',
        'Slack (incidents) and GitHub (tickets)',
      ],
      [
        'SEV2',
        '`fast`, `slow`',
        'mail, shop, storefront (`basket`, `browse`, `browse-speed`), support-desk (`order-lookup`)',
        'at once',
        'Slack (incidents), Slack (support) and GitHub (tickets)',
      ],
      [
        'SEV3',
        '`fast`, `slow` while only a few fail',
        `incident-response, ${WATCHED}`,
        'no',
        'Slack (incidents) and GitHub (tickets)',
      ],
      ['SEV3', '`ticket`, `no-data`', `incident-response, ${WATCHED}`, 'no', 'Slack (incidents) and GitHub (tickets)'],
      ['SEV3', '`today`, `week`', 'support-desk (`mail-resolution`)', 'no', 'Slack (incidents) and GitHub (tickets)'],
      [
        'INFO',
        '`fast`, `slow`, `ticket`, `no-data`',
        'storefront (`payments`)',
        'no',
        'nobody: it is on trial (in shadow), and only recorded',
      ],
    ]);
    expect(pages['severities.md']).toContain('| GitHub \\(canary-tickets\\) | test alarms, and nothing else |');
  });

  it('say what each alarm means and how fast it tells when everything fails', () => {
    // 13.44 * 1/1000 * 60 min is 0.8 min: what holds the page is the evidence, failing requests in 4 minutes.
    // 0.9333 * 1/1000 * 4320 min is 4.03 min.
    const alarms = section(pageOf('place-order'), 'Actionable insights')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(alarms.map((line) => line.split(' | ')[2])).toEqual([
      '4 min',
      '4 min',
      '5 min',
      '4 min',
      '13 min without requests',
    ]);
    expect(alarms[0]).toContain('2 % of what may go wrong in 28 days goes wrong within 1 h, and it goes on.');
    expect(section(pageOf('place-order'), 'Actionable insights')).toContain(
      'If that lasts (15 min for `fast` and 1 h for `slow`) and is not over, somebody is woken all the same.',
    );
  });
});

describe('runbooks of the example estate', () => {
  it('begin with three steps, name who answers, and lead to the full runbook and to the promises', () => {
    const shop = pages['prod/runbooks/shop.md']!;
    expect(headingsOf(shop)).toEqual([
      'Do this first',
      'Ways out',
      'Who answers',
      'What the alarms mean',
      'The promises at stake',
    ]);
    expect(section(shop, 'Do this first')).toMatch(
      /^1\. .*\n2\. .*\n3\. .*\n\nThen: \[the full runbook\]\(https:\/\/runbooks\.echarpe\.example\/shop\)\.$/,
    );
    expect(section(shop, 'Ways out')).toContain(
      'shop cannot work without [orders-database](orders-database.md): look there, too.',
    );
    expect(section(shop, 'Who answers')).toBe(
      'Team shop, reached at `shop@echarpe.example`. For the business speaks: Head of online sales.',
    );
    expect(section(shop, 'The promises at stake')).toContain('[Your order goes through.](../place-order.md)');
  });
});
