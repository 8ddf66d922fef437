import type { Command } from '../../lib/model/contracts/command';
import { DoorWorld, INCIDENT, NOW } from './world';

const NOT_OPENED = 'If no form opened, please press again: nothing was recorded.';

describe("Slack's door", () => {
  let world: DoorWorld;
  let logged: jest.SpyInstance[];
  beforeEach(async () => {
    world = await DoorWorld.start();
    logged = (['info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level).mockReturnValue());
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.stop();
  });

  const commands = () => world.queue.map(({ command }) => command);

  it.each(['acknowledge', 'mitigated'] as const)('queues a press of %s at once', async (type) => {
    expect(await world.press(type)).toEqual({ status: 200 });
    expect(world.queue).toMatchObject([
      {
        version: 1,
        incident: INCIDENT,
        at: NOW,
        by: { name: 'dana', id: 'U7' },
        via: 'incidents',
        command: { type },
        replyTo: world.replyTo,
      },
    ]);
  });

  it('knows a press that Slack delivers twice from two presses', async () => {
    await world.press('acknowledge', { at: '1.1' });
    await world.press('acknowledge', { at: '1.1' });
    await world.press('acknowledge', { at: '1.2' });
    const [first, again, second] = world.queue.map(({ id }) => id);
    expect(again).toBe(first);
    expect(second).not.toBe(first);
    // The log of an incident keeps it: nobody may be read from it.
    expect(first).not.toContain('U7');
  });

  it.each<[string, Parameters<DoorWorld['submit']>[0], Command]>([
    ['falsePositive', { reason: ' A load test. ' }, { type: 'falsePositive', reason: 'A load test.' }],
    [
      'nameCause',
      { tag: { choice: 'capacity' }, text: 'Too few' },
      { type: 'nameCause', tag: 'capacity', cause: 'Too few' },
    ],
    ['closeCause', { how: { choice: 'followedUp' } }, { type: 'closeCause', how: 'followedUp' }],
    ['note', { text: 'Looking' }, { type: 'note', text: 'Looking', support: false }],
    ['note', { text: 'Try again', support: ['yes'] }, { type: 'note', text: 'Try again', support: true }],
    ['confirm', { customer: 'ZD-4711' }, { type: 'confirm', customer: 'ZD-4711' }],
    ['review', {}, { type: 'review' }],
    ['review', { url: 'https://wiki.example/r1' }, { type: 'review', url: 'https://wiki.example/r1' }],
    ['merge', { into: 'inc-00000000older' }, { type: 'merge', into: 'inc-00000000older' }],
  ])('asks before %s, and queues what was answered: %j', async (type, answers, command) => {
    expect(await world.press(type)).toEqual({ status: 200 });
    expect(world.queue).toEqual([]);
    expect(await world.submit(answers)).toEqual({ status: 200 });
    expect(world.queue).toMatchObject([{ incident: INCIDENT, by: { name: 'dana', id: 'U7' }, replyTo: world.replyTo }]);
    expect(commands()).toEqual([command]);
  });

  it.each([
    [[], undefined],
    [['yes'], 'inc-00000earlier'],
  ])('asks whether it is the cause of the earlier incident: ticked %j', async (repeat, repeatOf) => {
    await world.press('nameCause', { value: `${INCIDENT}|inc-00000earlier` });
    expect(JSON.stringify(world.slack.people.views)).toContain('The same cause as inc-00000earlier');
    await world.submit({ tag: { choice: 'data' }, text: 'Locks', repeat });
    expect(commands()).toEqual([{ type: 'nameCause', tag: 'data', cause: 'Locks', ...(repeatOf && { repeatOf }) }]);
  });

  it.each<[string, Parameters<DoorWorld['submit']>[0], Record<string, string>]>([
    ['falsePositive', { reason: ' \n ' }, { reason: 'Please write something.' }],
    ['note', { text: 'x'.repeat(3001) }, { text: 'Got 3001 characters, allowed are 3000.' }],
    ['nameCause', {}, { tag: 'Please choose one.', text: 'Please write something.' }],
    ['closeCause', {}, { how: 'Please choose one.' }],
    [
      'confirm',
      { customer: 'dana@shop.example' },
      { customer: 'Please give the number of the ticket instead of an address.' },
    ],
    ['review', { url: 'javascript:alert(1)' }, { url: 'Please give an address that begins with https://.' }],
    ['merge', { into: 'the other one' }, { into: 'Please give the id of an incident, like inc-0123456789ab.' }],
  ])('says in the form of %s what is wrong: %j', async (type, answers, errors) => {
    await world.press(type);
    const { status, body } = await world.submit(answers);
    expect({ status, body: JSON.parse(body ?? '') }).toEqual({
      status: 200,
      body: { response_action: 'errors', errors },
    });
    expect(world.queue).toEqual([]);
  });

  it('lets support read only what it understands', async () => {
    world.terms = ['SLO', 'p99'];
    await world.press('note');
    const { body } = await world.submit({ text: 'p99 of the SLO', support: ['yes'] });
    expect(JSON.parse(body ?? '').errors).toEqual({
      text: 'Support would not understand: SLO, p99. Explain, or untick "Support reads it, too".',
    });
    expect(await world.submit({ text: 'p99 of the SLO' })).toEqual({ status: 200 });
    expect(commands()).toEqual([{ type: 'note', text: 'p99 of the SLO', support: false }]);
  });

  it.each([
    ['emoji', '\u{1F9E3} \u{1F468}\u200d\u{1F469}\u200d\u{1F467}'],
    ['right to left', '\u0627\u0644\u0639\u0631\u0628\u064a\u0629'],
    ['markup', '<!channel> *bold* & "quoted" \\ `code`'],
    ['plus and percent', 'a+b %26 100 %'],
  ])('keeps words as they were written: %s', async (_, text) => {
    await world.press('note');
    await world.submit({ text });
    expect(commands()).toEqual([{ type: 'note', text, support: false }]);
  });

  it.each([
    ['an old trigger', () => world.slack.people.trigger('old')],
    ['an unknown trigger', () => 'nonsense'],
  ])('says that the form could not be opened: %s', async (_, trigger) => {
    expect(await world.press('note', { trigger: trigger() })).toEqual({ status: 200 });
    expect(world.slack.people.told).toEqual([NOT_OPENED]);
  });

  it.each([
    ['answers nothing', { kind: 'commitThenSilence' as const }],
    ['is in trouble', { kind: 'status' as const, status: 500, body: 'oops' }],
  ])('says so when Slack %s', async (_, fault) => {
    world.network.next(/views\.open/, fault);
    expect(await world.press('note')).toEqual({ status: 200 });
    expect(world.slack.people.told).toEqual([NOT_OPENED]);
  });

  it('says that a press was perhaps not recorded when the queue does not answer', async () => {
    world.isQueueDown = true;
    expect(await world.press('acknowledge')).toMatchObject({ status: 503 });
    expect(world.slack.people.told).toEqual(['This was perhaps not recorded. Please do it again: twice does no harm.']);
  });

  it('keeps the form open when the queue does not answer, and sends the same command afterwards', async () => {
    await world.press('note');
    world.isQueueDown = true;
    expect(JSON.parse((await world.submit({ text: 'Looking' })).body ?? '').errors.text).toContain(
      'perhaps not recorded',
    );
    world.isQueueDown = false;
    await world.submit({ text: 'Looking' });
    await world.submit({ text: 'Looking' });
    expect(new Set(world.queue.map(({ id }) => id)).size).toBe(1);
  });

  it('says what became of a button that an older version knew', async () => {
    expect(await world.press('escalate')).toEqual({ status: 200 });
    expect(world.slack.people.told[0]).toContain('does nothing any more');
  });

  it.each([
    ['an unsigned request', 401, () => world.send({ type: 'block_actions' }, { secret: 'other' })],
    ['a look', 405, () => world.send('', { method: 'GET' })],
    ['JSON', 415, () => world.send('{}', { type: 'application/json' })],
    ['a megabyte and more', 413, () => world.send('x'.repeat(1024 * 1024 + 1))],
    ['no payload', 400, () => world.send('text=hello')],
    ['a payload that is no JSON', 400, () => world.send('payload=hello')],
    ['a payload without its parts', 400, () => world.send({ type: 'block_actions' })],
    ['a form that was tampered with', 400, () => world.send({ type: 'view_submission', view: {} })],
    ["a check of Slack's", 200, () => world.send('ssl_check=1&token=ignored')],
    ['a form that was closed', 200, () => world.send({ type: 'view_closed' })],
  ])('answers %s with %i and nothing else', async (_, status, send) => {
    expect(await send()).toEqual({ status });
    expect(world.queue).toEqual([]);
  });

  it('lets nothing in while it cannot check signatures', async () => {
    world.isSecretGone = true;
    expect(await world.press('acknowledge')).toEqual({ status: 503 });
    expect(world.queue).toEqual([]);
  });

  it('logs no names, no words and nothing that signs', async () => {
    await world.press('note', { name: 'Dana Example' });
    await world.submit({ text: 'very private words' });
    await world.send({ type: 'block_actions' }, { secret: 'other' });
    const lines = JSON.stringify(logged.map(({ mock }) => mock.calls));
    expect(lines).toContain('command queued');
    expect(lines).not.toMatch(/Example|private|v0=|xoxb|hooks|U7/);
  });
});
