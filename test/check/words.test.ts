import { ENTRY, found, shop } from './shop';

const IDS = [
  'explanation-missing',
  'jargon-unexplained',
  'first-steps-missing',
  'owner-missing',
  'runbook-address',
  'telemetry-missing',
  'review-overdue',
  'review-in-future',
  'review-missing',
];
const owner = { team: 'shop', contact: '#shop', stakeholder: 'Ada' };
const runbook = { url: 'https://example.com/runbook', firstSteps: ['Look.', 'Ask.', 'Act.'] };
const EXPLANATION = 'is a sentence for readers who do not know the service: it stands on the page of the SLO';
const WHO = 'is who answers for it, or where they are reached';

describe('what people read', () => {
  it('is there', () => {
    expect(found(shop(), IDS)).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'no explanation',
      { explanation: undefined },
      `warning explanation-missing # explanation of checkout: got nothing, allowed ${EXPLANATION}`,
    ],
    [
      'a blank one',
      { explanation: ' \n' },
      `warning explanation-missing # explanation of checkout: got nothing, allowed ${EXPLANATION}`,
    ],
    [
      'words of engineers in what support reads',
      { explanation: 'The SLI counts orders.' },
      'warning jargon-unexplained # explanation of checkout: got "SLI", allowed are words that people outside engineering know, or the word with its meaning in parentheses',
    ],
    [
      'words of engineers in what agents say',
      { reply: 'The API is down.' },
      'warning jargon-unexplained # reply of checkout: got "API", allowed are words that people outside engineering know, or the word with its meaning in parentheses',
    ],
    [
      'two first steps and a blank one',
      { runbook: { ...runbook, firstSteps: ['Look.', 'Ask.', ' '] } },
      'warning first-steps-missing # first steps of checkout: got 2, allowed are at least 3: they stand in the message itself',
    ],
    [
      'no team',
      { owner: { ...owner, team: '' } },
      `warning owner-missing # team of checkout: got nothing, allowed ${WHO}`,
    ],
    [
      'no contact',
      { owner: { ...owner, contact: ' ' } },
      `warning owner-missing # contact of checkout: got nothing, allowed ${WHO}`,
    ],
    [
      'a runbook that is no address',
      { runbook: { ...runbook, url: 'javascript:alert(1)' } },
      'warning runbook-address # runbook of checkout: got "javascript:alert(1)", allowed is an http or https address',
    ],
    [
      'a part without traces (S1.42)',
      { coverage: [{ component: 'mail worker', logs: true, metrics: true, traces: false }] },
      'info telemetry-missing # telemetry of "mail worker" behind checkout: got no traces, allowed are logs, metrics and traces',
    ],
  ])('with %s is found', (_what, change, finding) => {
    expect(found(shop(change), IDS)).toEqual([finding.replace('#', `Shop/${ENTRY}`)]);
  });

  it('may hold words of engineers where customers notice nothing', () => {
    expect(found(shop({ customerFacing: false, promise: 'The API answers.' }), IDS)).toEqual([]);
  });

  it('of the test alarm is nothing', () => {
    expect(found(shop({ canary: true, explanation: undefined, review: undefined }), IDS)).toEqual([]);
  });
});

describe('reviews (S1.34)', () => {
  const at = (now: string, review: object | undefined) =>
    found(shop({ review } as object), IDS, Date.parse(now)).map((finding) => finding.replace(`Shop/${ENTRY}`, '#'));
  const quarterly = { everyDays: 30, last: '2026-10-26' };

  it('are overdue the day after they were due', () => {
    expect(at('2026-11-25T23:59:59Z', quarterly)).toEqual([]);
    expect(at('2026-11-26T00:00:00Z', quarterly)).toEqual([
      'warning review-overdue # last review of checkout: got 2026-10-26, due again on 2026-11-25, allowed is not older than 30 days: review it and set reviewedOn',
    ]);
  });

  it('are done on a day that has begun somewhere', () => {
    const last = '2026-11-26';
    expect(at('2026-11-25T10:00:00Z', { everyDays: 30, last })).toEqual([]);
    expect(at('2026-11-25T09:59:59Z', { everyDays: 30, last })).toEqual([
      'warning review-in-future # last review of checkout: got 2026-11-26, allowed is a day that has begun: the date of the last review, not of the next',
    ]);
  });

  it.each([
    ['nobody has said', { everyDays: 30 }, 'nothing'],
    ['no calendar has', { everyDays: 30, last: '2026-02-30' }, '"2026-02-30"'],
    ['an older entry does not know', undefined, 'nothing'],
  ])('have a date that %s', (_what, review, got) => {
    expect(at('2026-11-25T00:00:00Z', review)).toEqual([
      `info review-missing # last review of checkout: got ${got}, allowed is the date of the last one: set reviewedOn`,
    ]);
  });
});
