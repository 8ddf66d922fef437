import type { Findings } from '../../../lib/model/contracts/findings';
import { composeDocument } from '../../../lib/model/wording';
import { placeOrder } from '../../../scripts/gallery/entries';
import { EARLIER, FOUND } from '../../../scripts/gallery/findings';
import { alarm, at, by, found, page, report } from '../../../scripts/gallery/log';
import { REGION, stateOf } from '../../../scripts/gallery/page';
import { CHAPTERS, type Scene } from '../../../scripts/gallery/scenes';

const ID = 'inc-4f1c2ab09d3e';
const scenes = CHAPTERS.flatMap((chapter) => chapter.scenes.map((scene) => [scene.title, scene] as const));
const read = (...events: Scene['events']) =>
  composeDocument(ID, stateOf({ title: '', about: '', events }), 'engineers', [], REGION);
const part = (begin: string, ...events: Scene['events']) =>
  read(...events).paragraphs.find((text) => text.startsWith(begin))!;

describe('the nine parts of a message', () => {
  const told = scenes.filter(([, scene]) => !['merged', 'falsePositive'].includes(stateOf(scene).end?.kind ?? ''));

  it.each(told)('stand in their order, each with a value or the reason why it is not known: %s', (_, scene) => {
    const { paragraphs } = composeDocument(ID, stateOf(scene), 'engineers', [], REGION);
    const order = [
      /^(Customers (notice|noticed|should not)|Whether customers)/,
      /^(Since|From) \d+ Nov, \d\d:\d\d .*Found by/,
      /^Affected: /,
      /^(place-order|gift-wrap): "/,
      /^Budget left: .+\.$/s,
      /^Likely cause: ?/,
      /^Agents may say now: ".+"$/,
    ].map((beginning) => paragraphs.findIndex((text) => beginning.test(text)));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(paragraphs.join('\n')).not.toMatch(/not known(?! yet| \(|:|\.\nCould not)|undefined|NaN|Infinity/);
  });

  it('has the first three steps and the ways out, with region and stage, and the links in places of their own', () => {
    const { steps, links } = read(page(0));
    expect(steps).toHaveLength(6);
    expect(steps[3]).toBe(
      'Roll back: Deploy the version before. Run: aws deploy create-deployment --application-name shop-prod --revision previous --region eu-west-3',
    );
    expect(links.map(({ label }) => label)).toEqual([
      'Runbook',
      'Dashboard',
      'Logs',
      'Traces of bad requests',
      'SLO in CloudWatch',
    ]);
  });

  it('without a region has no links into the console, and leaves the place in commands open', () => {
    const { steps, links } = composeDocument(ID, stateOf({ title: '', about: '', events: [page(0)] }), 'engineers');
    expect(links.map(({ label }) => label)).toEqual(['Runbook']);
    expect(steps[3]).toContain('shop-prod --revision previous --region {region}');
  });
});

it.each([
  ['an alarm alone', [page(0)], 'Found by an alarm (fast of place-order).'],
  ['an alarm first', [page(0), report(12, 'ZD-1', 1)], 'Found by an alarm, 12 min before the first customer told us.'],
  ['customers first', [report(0, 'ZD-1', 1), page(4)], 'Found by customers, 4 min before the first alarm.'],
  ['customers alone', [report(0, 'ZD-1', 1)], 'Found by customers; no alarm has gone off.'],
])('S1.23: says how it was found and who was ahead: %s', (_, events, sentence) => {
  expect(part('Since', ...events)).toContain(sentence);
});

it.each([
  [59, true],
  [60, false],
  [61, false],
])('S1.24: a deployment %i min before the first sign is named as suspect: %s', (minutes, isSuspect) => {
  const changes = [{ at: at(-minutes), kind: 'DEPLOYMENT', service: 'shop', name: 'v42' } as const];
  const cause = part('Likely cause', page(0), found(1, { changes }));
  expect(cause.includes(`Suspect: deployment of shop (v42), ${minutes} min before the first sign of trouble.`)).toBe(
    isSuspect,
  );
  expect(cause).toContain('deployment of shop (v42)');
});

it('S1.4: lists what was changed lately, newest first', () => {
  const changes = [
    { at: at(-170), kind: 'CONFIGURATION', service: 'shop' },
    { at: at(-100), kind: 'DEPLOYMENT', service: 'mail', name: 'v7' },
    { at: at(-130), kind: 'DEPLOYMENT', service: 'shop', name: 'v1' },
  ] as const;
  expect(part('Likely cause', page(0), found(1, { changes: [...changes] }))).toContain(
    'Changed lately, newest first: deployment of mail (v7) at Sat 14 Nov, 18:50 (Europe/Paris); deployment of shop (v1) at Sat 14 Nov, 18:20 (Europe/Paris); configuration of shop at Sat 14 Nov, 17:40 (Europe/Paris).',
  );
});

describe('the budget', () => {
  const budget = (left: number | undefined, bad: number, total = 1000): Findings => ({
    budgets: { 'place-order': { status: 'OK', ...(left === undefined ? {} : { left }) } },
    lately: { 'place-order': { minutes: 5, bad, total } },
  });

  // 28 days x what is left / burn: half of it at 10 % bad of 0.1 % allowed is 28 * 24 * 0.5 / 100 = 3.36 h.
  it.each<[Findings, string]>([
    [
      budget(0.5, 100),
      '50 % of the budget for the last 28 days, empty by Sat 14 Nov, 23:51 (Europe/Paris) at the present rate.',
    ],
    [budget(0.5, 0), '50 % of the budget for the last 28 days, and nothing is being spent now.'],
    [budget(2, 1), '200 % of the budget for the last 28 days, and at the present rate it lasts.'],
    [budget(0, 100), 'nothing of the budget for the last 28 days.'],
    [budget(-0.2, 100), 'nothing of the budget for the last 28 days, overspent by 20 %.'],
    [budget(undefined, 100), 'not known (nothing was found).'],
    [
      { budgets: { 'place-order': { status: 'INSUFFICIENT_DATA' } } },
      'not known (Application Signals has too little data).',
    ],
  ])('S1.1, S1.14: %j reads %s', (findings, words) => {
    expect(part('Budget left', page(0), found(0, findings))).toBe(`Budget left: ${words}`);
  });

  it('says why it is not known, for the SLO that is meant', () => {
    const missing = [
      { what: 'the error budget of text-preview', why: 'not this one' },
      { what: 'the error budget of place-order', why: 'it was not found in Application Signals; was it deleted?' },
    ];
    expect(part('Budget left', page(0), found(1, { missing }))).toBe(
      'Budget left: not known (it was not found in Application Signals; was it deleted?).',
    );
  });
});

it('S3.16: with too little capacity as its cause, the way out by scaling comes first, region filled in', () => {
  const named = by('Dana', 5, { type: 'causeNamed', cause: { tag: 'capacity', text: 'Too few tasks.' } });
  const { steps } = read(page(0), named);
  expect(steps[0]).toBe(
    'Scale: Double the number of tasks. Run: aws ecs update-service --cluster prod --service shop --desired-count 8 --region eu-west-3',
  );
  expect(steps[1]).toBe(placeOrder().runbook.firstSteps[0]);
});

describe('S3.20: a second outage for the same cause', () => {
  const possible = [page(0), found(1, { ...FOUND, dependency: null, traces: [], earlier: EARLIER })];
  const named = by('Dana', 5, {
    type: 'causeNamed',
    cause: { tag: 'data', text: 'Again.' },
    repeatOf: EARLIER.incident,
  });

  it('is first a possible repeat, in the text and nowhere else', () => {
    const document = read(...possible);
    expect(document).toMatchObject({ title: 'SEV2: shop: "Your order goes through." is not kept', priority: 'P2' });
    expect(part('Likely cause', ...possible)).toContain(
      'Possible repeat of inc-0c4fe27ab81d of Sat 7 Nov, 20:30 (Europe/Paris). Its cause: "The preview holds a lock on the stock table while it draws." It used 37 % of the budget.',
    );
    expect(document.actions).toContainEqual({
      command: 'nameCause',
      label: 'Confirm the cause',
      earlier: EARLIER.incident,
    });
  });

  it('is a REPEAT once a person says so, with what it did to the budget and a higher priority', () => {
    const document = read(...possible, named);
    expect(document).toMatchObject({
      title: 'SEV2 REPEAT: shop: "Your order goes through." is not kept',
      priority: 'P1',
    });
    expect(part('Likely cause', ...possible, named)).toMatch(
      /REPEAT of inc-0c4fe27ab81d of .* It used 37 % of the budget\./,
    );
    expect(document.facts).toContainEqual({ label: 'Priority', value: 'P1, raised because it is a REPEAT' });
  });

  it('is one without a person where operation and dependency agree', () => {
    const agreed = found(1, { ...FOUND, earlier: EARLIER });
    expect(read(page(0), agreed).title).toContain('SEV2 REPEAT: shop');
  });
});

describe('numbers of the last minutes', () => {
  it('are not called "now" once it is over or back', () => {
    const mitigated = [page(0), found(1, FOUND), alarm(10, 'fast', 'OK'), by('Dana', 20, { type: 'mitigated' })];
    expect(read(...mitigated).facts[0]).toEqual({ label: 'SLI now', value: 'not known yet (it is being looked up)' });
    expect(read(...mitigated, found(21, FOUND)).facts[0]!.value).toContain('42 % of requests bad');
  });

  it('are drawn, and the chart is of what is drawn', () => {
    const document = read(page(0), found(1, FOUND));
    expect(part('place-order', page(0), found(1, FOUND))).toContain(
      '\n▁▁▁▁▁▁·▁▁▁▁▁▁▄▇███ bad requests: from 0 to 42 %',
    );
    expect(document.chart).toEqual({
      slo: 'place-order',
      title: 'Bad requests of place-order, in percent',
      from: at(-36),
      to: at(0),
    });
  });
});

it('names every broken promise of a storm, and explains the first ones', () => {
  const broken = Array.from({ length: 40 }, (_, n) =>
    page(n, { entry: placeOrder({ slo: `slo-${n}`, promise: `You get ${n}.` }) }),
  );
  const { paragraphs, facts } = read(...broken);
  expect(paragraphs[0]).toContain('"You get 4." and 35 more. Every failed order');
  expect(paragraphs.filter((text) => /^slo-\d+: "/.test(text))).toHaveLength(5);
  expect(paragraphs).toContainEqual(expect.stringMatching(/^Broken, too: slo-5, slo-6, .* and 15 more\.$/));
  expect(facts[1]!.value).toMatch(/^slo-0: .*; slo-1: .*; 38 more$/);
});

it('links to what customers said', () => {
  const url = 'https://support.shop.example/4711';
  expect(read(page(0), report(1, 'ZD-4711', 1, { url })).links).toContainEqual({ label: 'ZD-4711', url });
});

it('nothing that people or vendors write makes a message endless', () => {
  const long = 'x'.repeat(40_000);
  const findings: Findings = {
    ...FOUND,
    changes: Array.from({ length: 200 }, (_, n) => ({
      at: at(-n),
      kind: 'DEPLOYMENT' as const,
      service: long,
      name: long,
    })),
    contributors: Array.from({ length: 50 }, () => ({ operation: long, bad: 1, total: 1, share: 1 })),
    traces: Array.from({ length: 50 }, (_, n) => ({ id: '1', exception: `${n}${long}` })),
    missing: Array.from({ length: 50 }, () => ({ what: long, why: long })),
    segments: Array.from({ length: 300 }, (_, n) => `segment-${n}`),
    earlier: { ...EARLIER, cause: { tag: 'other', text: long } },
  };
  const document = read(
    page(0),
    found(1, findings),
    report(2, long.slice(0, 300), 1),
    by('Dana', 3, { type: 'causeNamed', cause: { tag: 'other', text: long } }),
    by('Dana', 4, { type: 'noted', text: long, support: true }),
    {
      version: 1,
      type: 'related',
      at: at(5),
      incidents: Array.from({ length: 300 }, (_, n) => ({
        incident: `inc-${n}`,
        service: long,
        relation: 'dependent' as const,
      })),
    },
  );
  expect(document.paragraphs.join('\n').length).toBeLessThan(6500);
});
