import { createHash } from 'node:crypto';
import { htmlReport } from '../../lib/report';
import { at, DAY, objectiveOf, seriesOf } from '../simulate/fixture';
import { HOSTILE } from '../support/page-story';
import { oneReport, reported, reportOf, shown } from '../support/report';
import { CALM } from '../support/simulation';

const NO_BUDGET = { total: 0, remaining: 0, bad: 0, outcomes: 0, status: 'OK' } as const;
const LINE_ENDS = 'a\u2028b\u2029c';

/** What a reader sees without script. */
function textOf(html: string): string {
  return html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');
}

describe('the report', () => {
  it('says without script how it ended, what was promised, and who would have been woken', () => {
    const text = textOf(oneReport());
    for (const sentence of [
      'The promise was broken, and somebody would have been woken once',
      `“${reported().objective.entry.promise}”`,
      '99.62 % of requests were good: the goal of 99.9 % was missed by 0.28 points.',
      'Team storefront (storefront@shop.example) would have been woken once and given 1 ticket.',
      'Customers felt 2 faults, and somebody would have heard of 1: 4 min after it began',
      'Charts need JavaScript.',
      'Burn rate How fast the error budget is used.',
      'Google’s four tiers',
      'no, by 0.28 points',
    ])
      expect(text).toContain(sentence);
  });

  it('leaves out what there is nothing to say about, and says what there is', () => {
    const calm = textOf(oneReport(CALM));
    expect(calm).toContain('Customers felt nothing that is worth a call, and nobody would have been called.');
    expect(calm).not.toMatch(/Incidents|Predicted against recorded|undefined|NaN/);
    const lag = { predicted: 1, recorded: 1, matched: 1, medianLagSeconds: 30, p95LagSeconds: 30 };
    const against = {
      ...lag,
      toleranceMinutes: 15,
      outside: 0,
      alarms: [{ name: 'slo/prod/checkout/fast', ...lag, onlyPredicted: [], onlyRecorded: [] }],
    };
    const full = textOf(
      oneReport({
        against,
        remarks: ['Shorter than an interval.'],
        notSimulated: [{ alarm: 'search', why: 'SEARCH' }],
      }),
    );
    for (const sentence of [
      'CloudWatch was 30 s later',
      'Shorter than an interval.',
      'search is not simulated: SEARCH',
    ])
      expect(full).toContain(sentence);
  });

  it('begins with an overview where there are several, and leads to each', () => {
    const html = reportOf([shown(), shown({ ...CALM, slo: 'browse' })]);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(textOf(html)).toContain('1 of 2 promises were kept, and somebody would have been woken once');
    const links = [...html.matchAll(/<a href="#([^"]+)">/g)].map(([, id]) => id);
    expect(links).toEqual(['slo-0', 'slo-1']);
    for (const id of links) expect(html).toContain(`id="${id}"`);
  });

  it('needs no network, and lets run what its policy knows by hash', () => {
    const html = oneReport();
    expect(html.replace(/<script>[\s\S]*?<\/script>/, '')).not.toMatch(
      /\b(src|srcset|action|poster|data)=|url\(|@import/,
    );
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual(['data:,', '#content']);
    expect(html).not.toMatch(/ (style|on\w+)="/);
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, policy = ''] = /http-equiv="content-security-policy" content="([^"]*)"/.exec(html)!;
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html)!;
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html)!;
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it.each([HOSTILE, LINE_ENDS, '<!--<script>', '&lt;b&gt; " \' `', '\u202egnihsif'])('shows %j as words', (words) => {
    const html = oneReport(
      {
        slo: words,
        remarks: [words],
        wakes: { team: words, contact: words },
        notSimulated: [{ alarm: words, why: words }],
      },
      { slo: words, promise: words },
    );
    expect(html.match(/<(img|script\b[^>]*|svg onload[^>]*)>/g)).toEqual([
      '<script type="application/json" id="pictures">',
      '<script>',
    ]);
    const [, data = ''] = /id="pictures">([^<]*)<\/script>/.exec(html)!;
    expect(JSON.parse(data)[0].objective.promise).toBe(words.replace('\u202e', ''));
    expect(data).not.toMatch(/[<>\u2028\u2029]/);
    expect(html).not.toContain('\u202e');
    if (words === HOSTILE) expect(textOf(html)).toContain('<img src=x onerror="globalThis.hurt=1">');
  });

  it('refuses to draw from too few objects', () => {
    expect(() => htmlReport({ version: 1, ...shown() }, [])).toThrow(
      'report: got 0 to draw from, allowed are as many as simulations, 1',
    );
  });

  it('is below 1.5 MB with the most points that there are, as for a year', () => {
    const days = 30;
    const series = seriesOf(
      ...Array.from({ length: days * 10 }, (_, index) => ({ minutes: 144, total: 97, bad: index % 3 })),
    );
    const [from, to] = [0, days * DAY].map((minute) => new Date(at(minute)).toISOString());
    const long = shown({ from: from!, to: to!, minutes: days * DAY });
    // Values with as many digits as there may be.
    const burn = (_: string, window: number, time: number) => ((time / 7) % 100_000) / window;
    const budget = (_: string, time: number) => ({ ...NO_BUDGET, usedFraction: (time % 99_991) / 99_991 });
    const html = htmlReport({ version: 1, ...long }, [
      { objective: objectiveOf(), cloudwatch: { burn, budget }, series },
    ]);
    const [, data = ''] = /id="pictures">([^<]*)<\/script>/.exec(html)!;
    expect(JSON.parse(data)[0].curves.good.length).toBeGreaterThan(1900);
    expect(Buffer.byteLength(html)).toBeLessThan(1.5e6);
  });
});
