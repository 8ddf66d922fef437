import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Objective } from '../../../lib/assembly';
import { loadStory } from '../../../lib/local/story/histories';
import { checkNames } from '../../../lib/local/story/story-names';
import { parseStory } from '../../../lib/model/contracts/story';

const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-story-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows = (day: number) =>
  ['timestamp,good,total', ...Array.from({ length: 10 }, (_, minute) => `2026-11-${day}T20:0${minute}:00Z,10,10`)].join(
    '\n',
  );
writeFileSync(join(folder, 'ordinary.csv'), rows(13));
writeFileSync(join(folder, 'evening.csv'), rows(14));
writeFileSync(join(folder, 'again.csv'), rows(16).replaceAll(',10,10', ',5,10'));

const STORY = {
  version: 1,
  name: 'small',
  title: 'A small story',
  timeZone: 'Europe/Paris',
  fillDays: 1,
  recordings: { orders: { ordinary: 'ordinary.csv', evening: 'evening.csv' } },
  happened: [],
  expects: { incidents: 0 },
};

function parsed(more: object) {
  return parseStory('small.json', JSON.stringify({ ...STORY, ...more }));
}

function loaded(more: object) {
  const file = join(folder, 'small.json');
  writeFileSync(file, JSON.stringify({ ...STORY, ...more }));
  return loadStory(file);
}

const dana = { minute: 3, who: 'Dana', does: 'acknowledge' };

describe('a story file', () => {
  it('may tell nothing but recordings', () => {
    expect(parsed({})).toMatchObject({ reports: [], changes: [], people: [], lapses: [] });
  });

  it('tells of support, changes, people and weeks that pass', () => {
    const story = loaded({
      reports: [{ minute: 1, slo: 'orders', report: 'ZD-1', count: 3, exception: 'LockTimeout' }],
      changes: [{ minute: -5, service: 'shop', kind: 'DEPLOYMENT', name: 'v7' }],
      people: [dana, { minute: 4, who: 'Dana', does: 'nameCause', tag: 'data', text: 'locks', incident: 'shop' }],
      lapses: [{ from: 4, to: 9, everyMinutes: 5 }],
      expects: { incidents: 1, pages: 1, repeats: 0, severities: ['sev2'] },
    }).story;
    expect(story.people[1]).toMatchObject({ does: 'nameCause', repeat: false });
  });

  it('may have several evenings, with the ordinary stretch between them and no gap', () => {
    const { series, eveningStartMinute, endMinute, recordedMinutes, repeated } = loaded({
      recordings: { orders: { ordinary: 'ordinary.csv', evening: ['evening.csv', 'again.csv'] } },
      happened: [{ minute: 2885, what: 'half of the orders fail' }],
    });
    const orders = series.get('orders')!;
    const twoDays = 2 * 1440;
    expect(endMinute - eveningStartMinute).toBe(twoDays + 10);
    const good = [...orders.good].slice(1440);
    expect(good).toHaveLength(twoDays + 10);
    expect(good.slice(0, twoDays).every((count) => count === 10)).toBe(true);
    expect(good.slice(twoDays)).toEqual(Array.from({ length: 10 }, () => 5));
    expect([recordedMinutes.evening, repeated]).toEqual([20, (1440 + twoDays - 10) / 10]);
  });

  it('refuses evenings that overlap', () => {
    const recordings = { orders: { ordinary: 'ordinary.csv', evening: ['again.csv', 'evening.csv'] } };
    expect(() => loaded({ recordings })).toThrow(/append: got a start at minute \d+, allowed is \d+ or later/);
  });

  it.each([
    ['a report without a count', { reports: [{ minute: 1, slo: 'orders', report: 'ZD-1' }] }, 'reports.0.count'],
    ['a report of nobody', { reports: [{ minute: 1, slo: 'orders', report: 'ZD-1', count: 0 }] }, 'reports.0.count'],
    [
      'a field that reports do not have',
      { reports: [{ minute: 1, slo: 'o', report: 'r', count: 1, who: 'x' }] },
      'reports.0.who',
    ],
    ['half a minute', { people: [{ ...dana, minute: 1.5 }] }, 'people.0.minute'],
    ['the minute before the evening', { people: [{ ...dana, minute: 0 }] }, 'people.0.minute'],
    ['a deed that does not exist', { people: [{ ...dana, does: 'resolve' }] }, 'people.0.does'],
    ['a cause without words', { people: [{ ...dana, does: 'nameCause', tag: 'data' }] }, 'people.0.text'],
    ['a cause of no kind', { people: [{ ...dana, does: 'nameCause', tag: 'ghosts', text: 'x' }] }, 'people.0.tag'],
    ['a deed with somebody else’s field', { people: [{ ...dana, reason: 'x' }] }, 'people.0.reason'],
    [
      'a kind of change that does not exist',
      { changes: [{ minute: 1, service: 's', kind: 'X', name: 'n' }] },
      'changes.0.kind',
    ],
    ['a lapse that ends before it begins', { lapses: [{ from: 5, to: 5, everyMinutes: 1 }] }, 'lapses.0'],
    ['a lapse without an end', { lapses: [{ from: 5, everyMinutes: 1 }] }, 'lapses.0.to'],
    ['an expectation that nobody checks', { expects: { incidents: 1, page: 1 } }, 'expects.page'],
    ['a severity that does not exist', { expects: { incidents: 1, severities: ['sev9'] } }, 'expects.severities.0'],
  ])('with %s is refused, with file and place', (_what, more, place) => {
    expect(() => parsed(more)).toThrow(`small.json: ${place}: `);
  });

  it.each([
    ['reports', { reports: [{ minute: 11, slo: 'orders', report: 'ZD-1', count: 1 }] }, 'reports.0'],
    ['changes', { changes: [{ minute: 99, service: 'shop', kind: 'DEPLOYMENT', name: 'v' }] }, 'changes.0'],
    ['people', { people: [dana, { ...dana, minute: 11 }] }, 'people.1'],
    ['lapses', { lapses: [{ from: 1, to: 11, everyMinutes: 1 }] }, 'lapses.0'],
    ['what happened', { happened: [{ minute: 11, what: 'x' }] }, 'happened.0'],
  ])('with %s after the end is refused', (_what, more, place) => {
    expect(() => loaded(more)).toThrow(new RegExp(`small\\.json: ${place}: got minute \\d+, allowed are those to 10$`));
  });
});

describe('names of a story', () => {
  const metric = (name: string) => ({ namespace: 'Shop', name, dimensions: {}, stat: 'Sum' });
  const counted = {
    kind: 'requests',
    bad: { metrics: { bad: metric('bad') } },
    total: { metrics: { total: metric('total') } },
  };
  const judged = { kind: 'periods', bad: { metrics: { v: metric('v') } }, total: { metrics: { v: metric('v') } } };
  const objective = (slo: string, service: string, measurement: object) =>
    ({ entry: { slo, service, measurement } }) as unknown as Objective;
  const objectives = [
    objective('orders', 'shop', counted),
    objective('mails', 'mail', counted),
    objective('latency', 'shop', judged),
  ];
  const recording = STORY.recordings.orders;

  it.each([
    [
      'an unknown SLO',
      { recordings: { odrers: recording } },
      'recordings: got "odrers", allowed are orders, mails, latency',
    ],
    [
      'an SLO that judges periods',
      { recordings: { latency: recording } },
      'recordings: got "latency", whose SLI is not counted in requests; allowed are SLOs that count good, bad and all requests',
    ],
    [
      'a report about what is not played',
      { reports: [{ minute: 1, slo: 'mails', report: 'r', count: 1 }] },
      'reports.0.slo: got "mails", allowed are orders',
    ],
    [
      'a change of an unknown service',
      { changes: [{ minute: 1, service: 'shp', kind: 'DEPLOYMENT', name: 'v' }] },
      'changes.0.service: got "shp", allowed are shop, mail',
    ],
    [
      'people at what is not played',
      { people: [dana, { ...dana, incident: 'mail' }] },
      'people.1.incident: got "mail", allowed are shop',
    ],
    [
      'a merge into what is not played',
      { people: [{ ...dana, does: 'merge', into: 'mail' }] },
      'people.0.into: got "mail", allowed are shop',
    ],
  ])('%s', (_what, more, message) => {
    expect(() => checkNames(parsed(more), objectives)).toThrow(new Error(`story small: ${message}`));
  });

  it('may be any SLO that counts requests, of any service', () => {
    const recordings = { orders: recording, mails: recording };
    expect(() => checkNames(parsed({ recordings, people: [{ ...dana, incident: 'mail' }] }), objectives)).not.toThrow();
  });
});
