import type { Objective } from '../../../lib/assembly';
import type { LogLine } from '../../../lib/local';
import type { LocalStack } from '../../../lib/local/stack';
import { Cast, userOf } from '../../../lib/local/story/cast';
import { enrichedAfter } from '../../../lib/local/story/measured';
import { Scenes } from '../../../lib/local/story/scenes';
import { storySignals } from '../../../lib/local/story/story-signals';
import type { StoryPerson } from '../../../lib/model/contracts/story-person';

const FIRST = 1000;
const incident = (id: string, service: string, openedAt: string, targets: object[] = []) =>
  ({ id, group: { service }, openedAt, targets }) as never;
const message = (name: string, ts: string) => ({ name, kind: 'slack', ref: `C1:${ts}` });

/** A door that takes everything, or answers with something else. */
function stage({
  status = 200,
  forms = ['note', 'nameCause', 'merge'],
  answer = '',
  shows = (_ts: string): boolean => true,
} = {}) {
  const pressed: object[] = [];
  const submitted: object[] = [];
  const views: string[] = [];
  const members = new Set<string>();
  const stack = {
    slackActions: { target: 'incidents', secretArn: 'arn' },
    vendors: { slack: { members }, views: () => views },
    people: {
      withButton: async (messages: readonly string[]) => messages.find(shows),
      press: async (press: { action: string }) => {
        pressed.push(press);
        if (forms.includes(press.action)) views.push(press.action);
        return { status };
      },
      submit: async (_view: unknown, values: object) => {
        submitted.push(values);
        return { status: 200, body: answer };
      },
    },
  } as unknown as LocalStack;
  return { stack, pressed, submitted, members };
}

const dana = (does: object) => ({ minute: 1, who: 'Dana', ...does }) as StoryPerson;

describe('people of a story', () => {
  const incidents = [
    incident('inc-1', 'shop', '2026-11-01T00:00:00Z', [message('support', '1.0'), message('incidents', '1.1')]),
    incident('inc-2', 'shop', '2026-11-14T00:00:00Z', [message('support', '2.0')]),
    incident('inc-3', 'mail', '2026-11-15T00:00:00Z', [message('incidents', '3.1')]),
  ];

  it.each([
    ['the newest incident', {}, '3.1'],
    ['the newest one of a service, wherever it is told', { incident: 'shop' }, '2.0'],
  ])('press at %s', async (_what, which, ts) => {
    const { stack, pressed } = stage();
    const failed = await new Cast(stack, []).play(dana({ does: 'acknowledge', ...which }), incidents);
    expect(failed).toBeUndefined();
    expect(pressed).toEqual([{ ts, action: 'acknowledge', user: { id: 'UDANA', name: 'Dana' } }]);
  });

  it('press where the button is', async () => {
    const { stack, pressed } = stage({ shows: (ts) => ts === '1.0' });
    await new Cast(stack, []).play(dana({ does: 'confirm', customer: 'ticket 4711' }), incidents.slice(0, 1));
    expect(pressed).toMatchObject([{ ts: '1.0' }]);
  });

  it('belong to those who may', () => {
    const { stack, members } = stage();
    new Cast(stack, [dana({ does: 'acknowledge' }), { ...dana({ does: 'acknowledge' }), who: 'Zoë O’Neill' }]);
    expect([...members]).toEqual(['UDANA', 'UZOONEILL']);
    expect(userOf('李')).toEqual({ id: 'USOMEBODY', name: '李' });
  });

  it.each([
    [
      { does: 'note', text: 'locks', support: true },
      { text: 'locks', support: 'yes' },
    ],
    [{ does: 'note', text: 'locks', support: false }, { text: 'locks' }],
    [
      { does: 'nameCause', tag: 'data', text: 'locks', repeat: true },
      { tag: 'data', text: 'locks', repeat: 'yes' },
    ],
    [{ does: 'merge', into: 'shop' }, { into: 'inc-2' }],
  ])('fill in %j', async (does, values) => {
    const { stack, submitted } = stage();
    expect(await new Cast(stack, []).play(dana(does), incidents)).toBeUndefined();
    expect(submitted).toEqual([values]);
  });

  it.each([
    ['no incident', {}, { does: 'acknowledge', incident: 'returns' }, 'there is no incident of returns'],
    ['no such button', { shows: () => false }, { does: 'review' }, 'no message of incident inc-3 has that button'],
    ['a door that fails', { status: 502 }, { does: 'acknowledge' }, 'the door answered 502'],
    [
      'a form that is refused',
      { answer: '{"errors":1}' },
      { does: 'note', text: 'x' },
      'the form was not taken: 200 {"errors":1}',
    ],
  ])('say so when there is %s', async (_what, given, does, why) => {
    expect(await new Cast(stage(given).stack, []).play(dana(does), incidents)).toBe(why);
  });

  it('need somebody who answers', () => {
    const { stack } = stage();
    const silent = { ...stack, slackActions: undefined } as unknown as LocalStack;
    expect(() => new Cast(silent, [dana({ does: 'acknowledge' })])).toThrow('people: got 1, allowed are none');
    expect(() => new Cast(silent, [])).not.toThrow();
  });
});

describe('a lapse', () => {
  const story = {
    happened: [{ minute: 25, what: 'x' }],
    reports: [{ minute: 33 }],
    people: [{ minute: 34, who: 'Dana', does: 'acknowledge' }],
    changes: [],
    lapses: [{ from: 20, to: 50, everyMinutes: 10 }],
  };
  const { stack } = stage();
  const scenes = new Scenes(stack, { story, eveningStartMinute: FIRST } as never, [], {} as never);

  it('lets timers run now and then, and whenever something happens', () => {
    const due = Array.from({ length: 60 }, (_, minute) => minute).filter((minute) => scenes.isDue(FIRST + minute));
    const inLapse = due.filter((minute) => minute >= 20 && minute < 50);
    expect(inLapse).toEqual([20, 25, 30, 33, 34, 40]);
    expect(due.filter((minute) => minute < 20 || minute >= 50)).toHaveLength(30);
  });
});

describe('what Application Signals says in a story', () => {
  const objective = (kind: string, objectiveName: string) =>
    ({
      objectiveName,
      entry: { service: 'shop', entity: { name: 'shop-api' }, measurement: { kind, periodSeconds: 300 } },
    }) as unknown as Objective;
  const cloudwatch = {
    budget: () => ({ status: 'WARNING', total: 40, remaining: 10 }),
    attainment: (name: string) => (name === 'prod-empty' ? undefined : 99),
  } as never;
  const objectives = [
    objective('requests', 'prod-orders'),
    objective('periods', 'prod-mails'),
    objective('requests', 'prod-empty'),
  ];
  const changes = [
    { minute: -30, service: 'shop', kind: 'DEPLOYMENT', name: 'v7' },
    { minute: 5, service: 'shop', kind: 'CONFIGURATION', name: 'limits' },
    { minute: 1, service: 'mail', kind: 'DEPLOYMENT', name: 'v2' },
  ];
  const signals = storySignals({ story: { changes }, eveningStartMinute: FIRST } as never, objectives, cloudwatch);

  it.each([
    ['prod-orders', { status: 'WARNING', unit: 'requests', attainment: 99, total: 40, remaining: 10 }],
    ['prod-mails', { status: 'WARNING', unit: 'seconds', attainment: 99, total: 12_000, remaining: 3000 }],
    ['prod-empty', { status: 'WARNING', unit: 'requests' }],
    ['prod-gone', undefined],
  ])('of the budget of %s', (name, budget) => {
    expect(signals.budget!(name, 0)).toEqual(budget);
  });

  it('of changes, by the name that it knows, and none of the future', () => {
    const at = (minute: number) => (FIRST + minute) * 60_000;
    expect(signals.changes!('shop-api', at(-40), at(0))).toEqual([{ at: at(-30), kind: 'DEPLOYMENT', name: 'v7' }]);
    expect(signals.changes!('shop', at(-40), at(60))).toEqual([]);
    expect(signals.changes!('mail', at(0), at(1))).toHaveLength(1);
  });
});

describe('the time until something is found out', () => {
  const line = (functionName: string, realMs: number, more: object = {}): LogLine => ({
    functionName,
    realMs,
    text: '',
    message: { ...more } as never,
  });
  const written = { message: 'delivered', target: 'incidents', writes: ['edit'] };
  const [deliver, enrich] = ['Echarpe-ResponsedeliverFunctionAAAAAAAA', 'Echarpe-ResponseenrichFunction0123ABCD'];

  it('ends with the first write behind it', () => {
    const lines = [
      line(deliver, 110, written),
      line(enrich, 150),
      line(deliver, 160, { ...written, writes: [] }),
      line(deliver, 170, { ...written, target: 'tickets' }),
      line(deliver, 180, written),
      line(deliver, 190, written),
    ];
    expect(enrichedAfter(lines, ['incidents'], 100)).toBe(80);
    expect(enrichedAfter(lines.slice(0, 4), ['incidents'], 100)).toBeUndefined();
    expect(enrichedAfter([line(deliver, 110, written)], ['incidents'], 100)).toBeUndefined();
  });
});
