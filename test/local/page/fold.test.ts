import { changesBetween } from '../../../lib/local/page/feed';
import { fold, initialState, type PageEvent } from '../../../lib/local/page/fold';
import type { IncidentView, PageState, Sample } from '../../../lib/local/page/state';
import { budgetInWords } from '../../../lib/report/objective-facts';

const MINUTE = 60_000;
const EVENING = Date.parse('2026-11-14T18:00:00Z');

const UP: PageEvent = {
  kind: 'up',
  story: {
    title: 'A match',
    timeZone: 'Europe/Paris',
    from: EVENING - 60 * MINUTE,
    evening: EVENING,
    to: EVENING + 600 * MINUTE,
    madeOf: '',
  },
  objectives: [
    {
      slo: 'place-order',
      promise: 'Your order goes through.',
      goal: '99.9',
      days: 28,
      promised: '99.9 % of requests over 28 days',
      interval: '28 days',
      tiers: [{ alarm: 'fast', urgency: 'page', threshold: 13.44, longMinutes: 60, meaning: '' }],
    },
  ],
  samples: [sample(EVENING)],
  budgets: [{ left: 1, words: 'all' }],
  alarms: [
    { name: 'slo/prod/place-order/fast', slo: 'place-order', alarm: 'fast', meaning: '', reason: '', spells: [] },
  ],
};

const INCIDENT: IncidentView = {
  id: 'inc-1',
  service: 'shop',
  status: 'open',
  state: 'open',
  deeds: [],
  severity: 'sev2',
  members: ['place-order'],
  pages: 1,
  openedAt: EVENING + 152 * MINUTE,
  conversations: [],
  tickets: [],
};

function sample(at: number, good = 100): Sample {
  return { at, objectives: [{ good, burns: [0] }] };
}

type Value = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

function minute(number: number, good = 100, value: Value = 'OK', since = number): PageEvent {
  const state = { value, at: EVENING + since * MINUTE, reason: `because ${value}` };
  const alarms = new Map([['slo/prod/place-order/fast', state]]);
  return {
    kind: 'minute',
    sample: sample(EVENING + number * MINUTE, good),
    budgets: [{ left: 1, words: 'all' }],
    alarms,
  };
}

function told(incident: Partial<IncidentView> = {}): PageEvent {
  return { kind: 'told', incidents: [{ ...INCIDENT, ...incident }] };
}

function both(incident: Partial<IncidentView> = {}): PageEvent {
  const shop = { ...INCIDENT, ...incident };
  return { kind: 'told', incidents: [shop, { ...shop, id: 'inc-2', service: 'mail', members: ['order-mail'] }] };
}

function after(...events: PageEvent[]): PageState {
  return [UP, ...events].reduce(fold, initialState(300));
}

describe('the headline', () => {
  it.each<[string, PageEvent[], string, RegExp, RegExp]>([
    ['while the weeks before pass', [], 'wait', /Four ordinary weeks/, /28 days/],
    ['on a quiet evening', [minute(1)], 'good', /All is well/, /Nobody needs to do anything/],
    [
      'between fault and alarm',
      [minute(1, 40)],
      'watch',
      /going wrong/,
      /60 % of the requests behind “Your order goes through.” failed .*No alarm has fired yet/,
    ],
    ['between alarm and message', [minute(1, 40, 'ALARM')], 'watch', /going wrong/, /nobody has heard of it yet/],
    [
      'in the incident',
      [minute(1, 40), told()],
      'bad',
      /A promise to customers is broken/,
      /since 14 Nov, 21:32 \(Europe\/Paris\): “Your order goes through.” The engineer on call was woken/,
    ],
    [
      'when nobody was woken',
      [minute(1, 40), told({ pages: 0 })],
      'bad',
      /broken/,
      /Nobody was woken; there is a ticket/,
    ],
    ['when it works again', [minute(1, 100), told()], 'watch', /too early to be sure/, /stays open/],
    [
      'when it is mitigated',
      [minute(1), told({ status: 'mitigated', mitigatedAt: EVENING })],
      'watch',
      /served again/,
      /14 Nov, 19:00 \(Europe\/Paris\)/,
    ],
    [
      'when it is resolved',
      [minute(1), told({ status: 'resolved', resolvedAt: INCIDENT.openedAt + 446 * MINUTE })],
      'good',
      /over/,
      /7 h 26 min after it was opened/,
    ],
    [
      'when several services are in trouble',
      [minute(1, 40), both()],
      'bad',
      /Two incidents at the same time/,
      /Since 14 Nov, 21:32 \(Europe\/Paris\): shop and mail. Someone was woken twice/,
    ],
    [
      'when one of several is mitigated',
      [
        minute(1, 40),
        {
          kind: 'told',
          incidents: [INCIDENT, { ...INCIDENT, id: 'inc-2', status: 'mitigated', mitigatedAt: EVENING }],
        },
      ],
      'bad',
      /Two incidents/,
      /One of them counts as mitigated. Someone/,
    ],
    [
      'when all of them are mitigated',
      [minute(1), both({ status: 'mitigated', mitigatedAt: EVENING })],
      'watch',
      /Two incidents/,
      /Customers are served again/,
    ],
    ['after an evening without incident', [minute(1), { kind: 'over' }], 'good', /evening is over/, /Nothing happened/],
    [
      'after an evening that did not end well',
      [minute(1), told(), { kind: 'over' }],
      'watch',
      /the incident is not/,
      /one Slack message|no Slack messages/,
    ],
  ])('%s', (_, events, tone, title, text) => {
    const { headline } = after(...events);
    expect(headline).toEqual({ tone, title: expect.stringMatching(title), text: expect.stringMatching(text) });
  });
});

describe('what an alarm was', () => {
  it('stands as spells: from a change of state to the next one that ends it', () => {
    const [line] = after(minute(1), minute(2, 40, 'ALARM'), minute(3, 40, 'ALARM', 2), minute(4)).alarms;
    expect(line).toMatchObject({
      reason: 'because OK',
      spells: [{ value: 'ALARM', from: EVENING + 2 * MINUTE, to: EVENING + 4 * MINUTE }],
    });
  });

  it('goes from one state to another without a gap, and may go on', () => {
    const [line] = after(minute(1, 40, 'ALARM'), minute(2, 100, 'INSUFFICIENT_DATA')).alarms;
    expect(line?.spells).toEqual([
      { value: 'ALARM', from: EVENING + MINUTE, to: EVENING + 2 * MINUTE },
      { value: 'INSUFFICIENT_DATA', from: EVENING + 2 * MINUTE },
    ]);
  });

  it('begins no earlier than what is drawn', () => {
    const [line] = after(minute(1, 40, 'ALARM', -100)).alarms;
    expect(line?.spells).toEqual([{ value: 'ALARM', from: EVENING - 60 * MINUTE }]);
  });
});

describe('what is sent', () => {
  it('is what changed, and of the samples the new one', () => {
    const before = after(minute(1));
    const changes = changesBetween(before, fold(before, minute(2)));
    expect(Object.keys(changes).sort()).toEqual(['clock', 'samples', 'samplesFrom']);
    expect([changes.samples, changes.samplesFrom]).toEqual([[sample(EVENING + 2 * MINUTE)], 2]);
  });

  it('is everything when the evening starts again, but not the speed that somebody chose', () => {
    const before = after(minute(1), told(), { kind: 'pace', speed: 1000, paused: false });
    const again = fold(before, { kind: 'starting' });
    expect(again).toMatchObject({
      phase: 'starting',
      story: null,
      samples: [],
      incidents: [],
      clock: { now: null, speed: 1000 },
    });
    expect(changesBetween(before, again)).toMatchObject({ samples: [], samplesFrom: 0 });
  });

  it('is nothing when nothing changed', () => {
    const state = after(minute(1));
    expect(changesBetween(state, state)).toEqual({});
  });
});

describe('the budget in words', () => {
  it.each([
    [0.55, 412.7, '55 % of the error budget for 28 days is left: 412 more requests may fail.'],
    [0.001, 1, '0 % of the error budget for 28 days is left: 1 more request may fail.'],
    [-0.2, -35, 'The error budget for 28 days is used up: 35 more requests failed than the goal allows.'],
    [Number.NaN, 0, 'No request yet, so the error budget for 28 days is untouched.'],
  ])('%d', (left, remaining, words) => expect(budgetInWords(left, remaining, '28 days')).toBe(words));
});
