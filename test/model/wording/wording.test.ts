import type { CatalogueEntry } from '../../../lib/model/contracts/catalogue';
import type { IncidentEvent } from '../../../lib/model/contracts/incident-event';
import { composeDocument, composeNote, type NeutralDocument } from '../../../lib/model/wording';
import { durationInWords, listInWords, timeInWords } from '../../../lib/model/wording/words';
import { entry } from '../../support/entries';
import { alarm, deed, incident, MINUTE, report, START, timer } from '../../support/incidents';

const ID = 'inc-0123456789ab';
const breach = [alarm(0, 'evidence', 'ALARM'), alarm(1, 'fast', 'ALARM', { reading: 411.7 })];
const second = alarm(3, 'fast', 'ALARM', { slo: 'preview', reading: 20 });
const over = [alarm(30, 'fast', 'OK'), timer(90, 'mitigated'), timer(150, 'resolved')];

function words(document: NeutralDocument): string {
  return [
    document.title,
    ...document.paragraphs,
    ...document.facts.map(({ label, value }) => `${label}: ${value}`),
    ...document.steps,
  ].join('\n');
}

describe('what engineers read', () => {
  it('says what is broken, since when, how fast, what it costs and what to do first', () => {
    const document = composeDocument(ID, incident(...breach), 'engineers');
    expect(document.title).toBe('SEV2: shop: "Your order goes through." is not kept');
    expect(document.paragraphs[0]).toBe(
      'Customers notice that this promise is not always kept: "Your order goes through." Every failed order is a lost sale.',
    );
    expect(words(document)).toContain(
      'orders: "Your order goes through." (99.9 % of requests over 28 days) has been broken since 14 Nov, 21:01 (Europe/Paris): its error budget was used 412 times as fast as the goal allows. In alarm: fast.',
    );
    expect(words(document)).toContain('The on-call engineer was woken.');
    expect(document.steps).toHaveLength(3);
    expect(document.links).toEqual([{ label: 'Runbook', url: 'https://runbooks.shop.example/orders' }]);
  });

  it('names every broken promise of the incident', () => {
    const document = composeDocument(ID, incident(...breach, second), 'engineers');
    expect(document.title).toBe('SEV2: shop: 2 promises are not kept');
    expect(words(document)).toMatch(/orders: "Your order.*\n.*preview: "Your order/s);
  });

  it('explains a ticket that would have been a page', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), alarm(-9, 'evidence', 'OK'));
    const downgraded = incident(alarm(-9, 'evidence', 'OK'), alarm(0, 'fast', 'ALARM'));
    expect(state.pages).toBe(1);
    expect(words(composeDocument(ID, downgraded, 'engineers'))).toContain('downgraded: few requests');
  });

  it.each([
    [4, 'mitigated', 'Mitigated: shop'],
    [5, 'resolved', 'Resolved: shop'],
  ] as const)('with %i events is %s', (length, status, title) => {
    const document = composeDocument(ID, incident(...[...breach, ...over].slice(0, length)), 'engineers');
    expect(document).toMatchObject({ status, severity: 'sev2', steps: [] });
    expect(document.title.startsWith(title)).toBe(true);
  });

  it('does not change when only the revision does', () => {
    const again = alarm(2, 'fast', 'ALARM', { reading: 411.7 });
    const state = incident(...breach);
    const repeated = { ...state, revision: 9, signals: state.signals.with('again') };
    expect(again.type).toBe('alarm');
    expect(composeDocument(ID, repeated, 'engineers')).toEqual(composeDocument(ID, state, 'engineers'));
  });

  it('hears of each change of state in one sentence with its time', () => {
    const state = incident(...breach, second, alarm(29, 'fast', 'OK', { slo: 'preview' }), ...over);
    const note = composeNote(state, state.milestones.slice(1), 'engineers');
    expect(note.paragraphs).toEqual([
      '14 Nov, 21:01 (Europe/Paris): The on-call engineer is woken: many requests fail in orders (SEV2).',
      '14 Nov, 21:03 (Europe/Paris): preview broke its promise, too: "Your order goes through."',
      '14 Nov, 22:30 (Europe/Paris): Mitigated: customers have been served well for a while.',
      '14 Nov, 23:30 (Europe/Paris): Resolved: every alarm has been clear, with traffic. It lasted 29 min.',
    ]);
  });
});

describe('an incident of a segment', () => {
  const french = alarm(0, 'fast', 'ALARM', { entry: { segment: 'fr' } });

  it('says so in its titles', () => {
    const [engineers, support] = (['engineers', 'support'] as const).map(
      (audience) => composeDocument(ID, incident(french), audience).title,
    );
    expect(engineers).toBe('SEV2: shop (fr): "Your order goes through." is not kept');
    expect(support).toBe('Customers may notice a problem (fr)');
  });
});

describe('an SLO that judges periods', () => {
  const measurement = { ...entry().measurement, kind: 'periods' as const };
  const periods = (periodSeconds: number, change: Partial<CatalogueEntry> = {}) => ({
    entry: { measurement: { ...measurement, periodSeconds }, ...change },
  });

  it('speaks of minutes, and never of requests', () => {
    const told = [
      alarm(0, 'fast', 'ALARM', periods(60)),
      alarm(30, 'fast', 'OK', periods(60)),
      timer(90, 'mitigated'),
      timer(150, 'resolved'),
    ];
    const state = incident(...told);
    const all = told.map((_, at) => words(composeDocument(ID, incident(...told.slice(0, at + 1)), 'engineers')));
    const notes = composeNote(state, state.milestones, 'engineers').paragraphs;
    expect(all[0]).toContain('(99.9 % of minutes over 28 days)');
    expect([...all, ...notes].join('\n')).not.toMatch(/request|traffic/);
    expect(notes.at(-1)).toContain('every alarm has been clear, with data. It lasted 30 min.');
  });

  it('says in its own words why nobody is woken, and why somebody is', () => {
    const calm = { alarm: 'evidence', value: 'OK', at: START - 9 * MINUTE } as const;
    const held = { ...alarm(0, 'fast', 'ALARM', periods(300)), known: [calm] } as IncidentEvent;
    expect(words(composeDocument(ID, incident(held), 'engineers'))).toContain(
      'Filed as a ticket (downgraded: few bad 5-minute periods): an alarm that wakes people is on, but too few 5-minute periods were bad to wake anyone.',
    );
    const since = START;
    const counted = (badRequests: number): IncidentEvent => {
      return { version: 1, type: 'held', at: START + 15 * MINUTE, slo: 'orders', alarm: 'fast', since, badRequests };
    };
    const note = (badRequests: number) => {
      const state = incident(held, counted(badRequests));
      return composeNote(state, state.milestones.slice(-1), 'engineers').paragraphs[0];
    };
    expect(note(3)).toContain('many 5-minute periods are bad in orders (SEV2)');
    expect(note(0)).toContain('no 5-minute period was bad lately, the burn rate is stale.');
  });
});

describe('how long an incident lasted', () => {
  it('does not count tiers that were clear before it began', () => {
    const week = { alarm: 'slow', value: 'OK', at: START - 7 * 24 * 60 * MINUTE } as const;
    const state = incident({ ...breach[1]!, known: [week] } as IncidentEvent, ...over);
    expect(composeNote(state, state.milestones.slice(-1), 'engineers').paragraphs[0]).toContain('It lasted 29 min.');
  });

  it('says the same in the message and in the note, and counts from the first sign', () => {
    // Customers spoke up first, and somebody called it mitigated after its alarm was clear.
    const told = [report(0, 1), alarm(4, 'evidence', 'ALARM'), alarm(4, 'fast', 'ALARM'), alarm(29, 'fast', 'OK')];
    const state = incident(...told, deed(40, 'mitigated', {}), timer(100, 'resolved'));
    expect(words(composeDocument(ID, state, 'engineers'))).toContain('From 14 Nov, 21:00 to 21:29 (Europe/Paris).');
    expect(composeNote(state, state.milestones.slice(-1), 'engineers').paragraphs[0]).toContain('It lasted 29 min.');
  });
});

describe('what support reads', () => {
  const jargon = /\b(SLO|SLI|burn|budget|alarm|evidence|tier|p99|metric|SEV\d|latency|severity)\b/i;

  it.each([2, 3, 4, 5, 6])('is plain language after %i events', (length) => {
    const state = incident(...[...breach, second, ...over].slice(0, length));
    const document = composeDocument(ID, state, 'support');
    expect(words(document)).not.toMatch(jargon);
    expect(words(document)).toContain('What you can tell customers:');
    expect(composeNote(state, state.milestones, 'support').paragraphs.join(' ')).not.toMatch(jargon);
  });

  it('quotes the promise that customers know', () => {
    const document = composeDocument(ID, incident(...breach), 'support');
    expect(words(document)).toContain(
      'This promise has not always been kept since 14 Nov, 21:01 (Europe/Paris): "Your order goes through."',
    );
  });
});

describe('small words', () => {
  it.each([
    [59 * 60_000, '59 min'],
    [60 * 60_000, '1 h'],
    [61 * 60_000, '1 h 1 min'],
    [0, '0 min'],
  ])('%i ms last %s', (ms, text) => {
    expect(durationInWords(ms)).toBe(text);
  });

  it('lists read like a sentence', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listInWords)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });

  it('times follow the zone through a clock change', () => {
    const before = Date.parse('2026-10-25T00:30:00Z');
    expect(timeInWords(before, 'Europe/Paris')).toBe('25 Oct, 02:30 (Europe/Paris)');
    expect(timeInWords(before + 3_600_000, 'Europe/Paris')).toBe('25 Oct, 02:30 (Europe/Paris)');
    expect(timeInWords(before, 'UTC')).toBe('25 Oct, 00:30 (UTC)');
  });
});

describe('links to the pages of SLOs', () => {
  const breachOf = (slo: string, change: Partial<CatalogueEntry> = {}) =>
    alarm(0, 'fast', 'ALARM', { slo, entry: { page: `https://docs.shop.example/${slo}.md`, ...change } });
  const links = (audience: 'engineers' | 'support', ...events: IncidentEvent[]) =>
    composeDocument(ID, incident(...events), audience).links;

  it('stand beside the runbook, and in plain words for support', () => {
    expect(links('engineers', breachOf('orders'))).toEqual([
      { label: 'Runbook', url: 'https://runbooks.shop.example/orders' },
      { label: 'About this SLO', url: 'https://docs.shop.example/orders.md' },
    ]);
    expect(links('support', breachOf('orders'))).toEqual([
      { label: 'About this promise', url: 'https://docs.shop.example/orders.md' },
    ]);
  });

  it('say which SLO each is about, at most three', () => {
    const four = ['orders', 'preview', 'payment', 'search'].map((slo) => breachOf(slo, { promise: `You get ${slo}.` }));
    expect(links('engineers', ...four).map(({ label }) => label)).toEqual([
      'Runbook',
      'About orders',
      'About preview',
      'About payment',
    ]);
    expect(links('support', ...four).map(({ label }) => label)).toEqual([
      'About "You get orders."',
      'About "You get preview."',
      'About "You get payment."',
    ]);
  });

  it('show support only what customers notice', () => {
    expect(links('support', breachOf('orders'), breachOf('inner', { customerFacing: false }))).toEqual([
      { label: 'About this promise', url: 'https://docs.shop.example/orders.md' },
    ]);
    expect(links('support', breachOf('inner', { customerFacing: false }))).toEqual([]);
  });
});
