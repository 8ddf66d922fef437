import type { SimulatedObjective } from '../../lib/model/contracts/documents/simulation';
import { simulationInWords } from '../../lib/render/simulation';
import { outcomeInWords, verdict, verdictOfSeveral } from '../../lib/render/simulation-sentences';
import { PLAIN } from '../../lib/render/style';
import { CALM, changed, compared, goal, oneDocument, severalDocument, simulated } from '../support/simulation';

const words = (overrides: Partial<SimulatedObjective> = {}) => simulationInWords(oneDocument(overrides), PLAIN);
const empty = { attainment: null, budget: { totalBad: 0, usedFraction: null, status: 'INSUFFICIENT_DATA' as const } };

describe('the answer of slo simulate in words', () => {
  it('says first how it ended, by how much the goal was missed, and who would have been called', () => {
    const [first, ...rest] = words().split('\n');
    expect(first).toBe('place-order: the promise was broken, and somebody would have been woken once');
    const text = rest.map((line) => line.trim()).join(' ');
    for (const sentence of [
      '99.62 % of requests were good: the goal of 99.9 % was missed by 0.28 points.',
      'The goal lets 1,200 requests of the last interval be bad; 4,557 were: the error budget is used up, 380 % of it.',
      'Team storefront (storefront@shop.example) would have been woken once and given 1 ticket.',
      'Customers felt 2 faults, and somebody would have heard of 1: 4 min after it began, with 43 % of the error budget used by then.',
      '28.2 days; 1,200,300 requests, 4,557 of them bad; data in 40,500 minutes, 2 gaps of up to 45 min; alerted as declared',
    ])
      expect(text).toContain(sentence);
  });

  it.each<[string, Partial<SimulatedObjective>, string, string]>([
    ['a calm month', CALM, 'good', 'The promise was kept, and nobody would have been woken'],
    [
      'kept, with calls',
      { ...CALM, pages: 2 },
      'watch',
      'The promise was kept, and somebody would have been woken twice',
    ],
    ['broken unheard', { pages: 0 }, 'bad', 'The promise was broken, and nobody would have been woken'],
    ['no data', { ...CALM, ...empty, goals: [] }, 'wait', 'There is nothing to judge: the history has no data'],
  ])('%s', (_, overrides, tone, said) => expect(verdict(simulated(overrides))).toEqual({ tone, words: said }));

  it('counts how often alarms fired, not how often the actions of one that fires were held back', () => {
    const at = '2026-11-14T20:34:00.000Z';
    const comp = { name: 'comp', tier: null, urgency: null, at };
    const alarms = [
      { ...comp, state: 'ALARM' as const, actionsSuppressedBy: 'WaitPeriod' as const },
      { ...comp, state: 'ALARM' as const },
      { ...comp, state: 'OK' as const },
      { ...comp, state: 'ALARM' as const },
    ];
    const nothing = { pages: 0, tickets: 0, incidents: [], simulations: [], notSimulated: [], remarks: [] };
    const document = { version: 1 as const, ok: true, from: at, to: at, minutes: 1, alarms, ...nothing };
    expect(verdictOfSeveral(document).words).toBe('No SLO was asked for; alarms would have fired twice');
  });

  it.each<[string, Partial<SimulatedObjective>, string]>([
    ['nothing', CALM, 'Team storefront would not have heard of anything.'],
    [
      'a ticket alone',
      { pages: 0, tickets: 1 },
      'Team storefront (storefront@shop.example) would have been given 1 ticket, and not woken.',
    ],
    [
      'pages alone',
      { pages: 3, tickets: 0 },
      'Team storefront (storefront@shop.example) would have been woken 3 times.',
    ],
    [
      'another policy',
      { policy: 'aws', pages: 3, tickets: 0 },
      'Team storefront (storefront@shop.example) would have been woken 3 times, by the AWS recipe.',
    ],
    [
      'an untouched budget',
      { budget: { totalBad: 0, usedFraction: 0, status: 'OK' } },
      'Not one request of the last interval was bad: the error budget is untouched.',
    ],
    ['no data', { ...empty, goals: [] }, 'There was no request, so nothing can be said about the goal of 99.9 %.'],
    [
      'periods',
      { ...CALM, history: { ...simulated().history, kind: 'periods' } },
      '99.97 % of periods were good: the goal of 99.9 % was met.',
    ],
    [
      'a fault that nobody heard of',
      { policies: [compared({ found: 0 })] },
      'Customers felt 2 faults, and nobody would have heard of any.',
    ],
    [
      'faults when there was no budget yet',
      { policies: [compared({ found: 2, medianDelayMinutes: 4 })], firstDetection: undefined },
      'Customers felt 2 faults, and somebody would have heard of all: typically 4 min after it began.',
    ],
    [
      'calls about nothing',
      { policies: [compared({ falsePages: 2 })] },
      '2 pages came while nothing was wrong that was worth one.',
    ],
    [
      'a worse interval before the last',
      { attainment: 99.95, goals: [{ ...goal('99.9', false, 99.8999, 1.001), declared: true }] },
      '99.89 % of requests were good in the worst interval and 99.95 % in the last one: the goal of 99.9 % was missed by less than 0.01 points.',
    ],
  ])('tells of %s', (_, overrides, sentence) => expect(outcomeInWords(simulated(overrides))).toContain(sentence));

  it('aligns who heard of what, policies and goals', () => {
    const lines = words().split('\n');
    const after = (title: string, rows: number) =>
      lines.slice(lines.indexOf(title) + 1, lines.indexOf(title) + 1 + rows);
    expect(after('What customers felt, and who heard', 3)).toEqual([
      '  from              lasted  bad requests  of the budget  who heard                               budget used by then',
      '  2026-11-01 03:10  10 min            40          3.3 %  nobody heard',
      '  2026-11-14 20:30  32 min         4,480          373 %  woken after 4 min, ticket after 30 min                 43 %',
    ]);
    const [head, declared, ...others] = after('Policies side by side', 5);
    expect(head).toMatch(
      /^ {2}policy +woken +tickets +faults found +for nothing +first word after +budget used by then +USD a month$/,
    );
    expect(declared).toMatch(/^ {2}as declared +1 +1 +1 of 2 +0 +4 min +43 % +0\.90$/);
    expect(new Set([head, declared, ...others].map((line) => line!.length)).size).toBe(1);
    expect(after('Under other goals (woken / tickets)', 4).at(3)).toMatch(
      /^ {2}99\.9 % \(declared\) +no, by 0\.28 points +99\.62 % +380 % +1 \/ 1 +3 \/ 0$/,
    );
  });

  it('puts calls about nothing between the faults, in order of time', () => {
    const own = compared({
      falsePages: 1,
      notifications: [
        { at: '2026-11-05T10:00:00.000Z', urgency: 'page', fault: null, delayMinutes: null, budgetUsed: 0.2 },
      ],
    });
    const text = words({ policies: [own] });
    expect(text).toMatch(/2026-11-01 03:10 .*\n.*2026-11-05 10:00 +woken without a fault +20 %\n.*2026-11-14 20:30/);
  });

  it('says what is not simulated, what to know, and how it agrees with what was recorded', () => {
    const lag = { predicted: 3, recorded: 3, matched: 2, medianLagSeconds: 60, p95LagSeconds: 150 };
    const text = words({
      remarks: ['A history of 6 h is shorter than the window of 3 days.'],
      notSimulated: [{ alarm: 'search', why: 'SEARCH is not supported' }],
      against: {
        ...lag,
        toleranceMinutes: 15,
        outside: 1,
        alarms: [
          {
            name: 'slo/prod/place-order/fast',
            ...lag,
            onlyPredicted: [],
            onlyRecorded: [{ state: 'ALARM', at: '2026-11-14T20:34:00.000Z' }],
          },
        ],
      },
    });
    expect(text).toContain('- A history of 6 h is shorter than the window of 3 days.');
    expect(text).toContain('- search: SEARCH is not supported');
    expect(text.replace(/\s+/g, ' ')).toContain(
      '3 changes of alarms recorded, 3 predicted, 2 agree to within 15 min. CloudWatch was 60 s later (median; 95 % within 3 min). 1 recorded change lay outside of what is simulated.',
    );
    expect(text).toMatch(/slo\/prod\/place-order\/fast +3 +3 +2 +60 s +ALARM 2026-11-14 20:34/);
  });

  it('shows several SLOs side by side before each of them', () => {
    const text = simulationInWords(severalDocument([simulated(), simulated({ ...CALM, slo: 'text-preview' })]), PLAIN);
    expect(text).toMatch(/^1 of 2 promises were kept, and somebody would have been woken once\n/);
    expect(text).toMatch(/\n {2}text-preview +99\.9 % +99\.97 % +yes +29 % +0 +0 +0\.90\n/);
    expect(text.match(/\nIncidents\n/g)).toHaveLength(1);
    expect(text).toContain('\ntext-preview: the promise was kept, and nobody would have been woken\n');
  });

  it('tells of many SLOs in detail only where there is something to tell, and of long tables the beginning', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      simulated(index < 98 ? { ...CALM, slo: `calm-${index}` } : { slo: `loud-${index}` }),
    );
    const text = simulationInWords(severalDocument(many), PLAIN);
    expect(text.match(/: the promise was/g)).toHaveLength(2);
    expect(text).toContain('… and 75 more: --json shows them all');
    expect(text).toContain('… and 98 SLOs more');
  });

  it('lets no name command the terminal', () => {
    const text = words({
      slo: 'a\u001b[2Jb\nc',
      wakes: { team: '\u202egnihsif', contact: 'x\u0007' },
      remarks: ['\u001b]0;title\u0007'],
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('speaks plainly, whatever the alarms did', () => {
    const alarms = [changed('fast', 'page', 'ALARM', '2026-11-14T20:34:00.000Z', 'slo/prod/deployment')];
    expect(words({ alarms })).not.toMatch(/elevated|undefined|NaN|null/);
    expect(words({ ...CALM, ...empty, goals: [], policies: [] })).not.toMatch(/undefined|NaN|null/);
  });
});
