import type { Incident } from '../../lambda/ledger/ledger';
import { slackNote } from '../../lambda/targets/slack-blocks';
import { shownText } from '../../lib/local/fakes/slack-rules';
import { LONGEST_NOTE, parseCommandRequest } from '../../lib/model/contracts/command';
import { composeNote } from '../../lib/model/wording';
import { noteMarkdown } from '../../lib/render/markdown';
import { MINUTE } from '../support/incidents';
import { ActWorld } from './world';

const ACKNOWLEDGE = { type: 'acknowledge' } as const;
const NOTE = { type: 'note', text: 'Looking', support: false } as const;

describe('what people ask for', () => {
  let world: ActWorld;
  let shop: Incident;
  let logged: jest.SpyInstance[];
  beforeEach(async () => {
    logged = (['info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level).mockReturnValue());
    world = await ActWorld.start();
    shop = await world.open();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.slack.stop();
  });

  const answers = () => world.slack.people.told;
  const state = async (id = shop.id) => (await world.ledger.state(id))!;

  it('happens, is told to everybody, and is answered', async () => {
    await world.act(shop.id, ACKNOWLEDGE);
    expect((await state()).episode.acknowledged).toEqual({ at: world.now, by: { name: 'Dana' } });
    expect(world.told).toEqual([`${shop.id}#r2`]);
    expect(answers()).toEqual(['Recorded: you are on it. Nobody is called again unless it comes back.']);
  });

  it('happens once however often it is delivered, and is told again because the first try may have died', async () => {
    world.isQueueDown = true;
    await expect(world.act(shop.id, NOTE)).rejects.toThrow('The queue is down');
    expect(answers()).toEqual([]);
    world.isQueueDown = false;
    await world.act(shop.id, NOTE);
    await world.act(shop.id, NOTE);
    expect((await state()).revision).toBe(2);
    expect(world.told).toEqual([`${shop.id}#r2`, `${shop.id}#r2`]);
  });

  it('happens once when two people press at the same moment', async () => {
    const sam = { id: 'slack:2', by: { name: 'Sam', id: 'U8' } };
    const acted = await Promise.all([world.act(shop.id, ACKNOWLEDGE), world.act(shop.id, ACKNOWLEDGE, sam)]);
    expect(acted.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
    expect((await state()).revision).toBe(2);
    const { name } = (await state()).episode.acknowledged!.by;
    expect(answers().join()).toContain(`${name} acknowledged this at 14 Nov, 21:05 (Europe/Paris).`);
  });

  it.each([
    ['is not in the group', { id: 'U9' }, 'Nothing was recorded: only members of the group for incidents may do this.'],
    ['cannot be known', {}, 'Nothing was recorded: who you are did not come along.'],
  ])('does not happen when whoever asks %s', async (_, by, answer) => {
    expect(await world.act(shop.id, ACKNOWLEDGE, { by: { name: 'Kim', ...by } })).toMatchObject({ outcome: 'refused' });
    expect((await state()).revision).toBe(1);
    expect(answers()).toEqual([answer]);
    expect(world.told).toEqual([]);
  });

  it('waits while Slack does not say who may, and after two minutes says that it did not happen', async () => {
    const at = world.now;
    await world.slack.stop();
    for (const seconds of [0, 119]) {
      world.now = at + seconds * 1000;
      expect(await world.act(shop.id, ACKNOWLEDGE, { at })).toMatchObject({ outcome: 'retry' });
    }
    world.now = at + 120_000;
    const refused = await world.act(shop.id, ACKNOWLEDGE, { at });
    expect(refused).toMatchObject({ outcome: 'refused', answer: expect.stringContaining('could not be checked') });
    expect((await state()).revision).toBe(1);
  });

  it.each([
    ['the group is gone', () => world.slack.people.groups.clear(), 'Slack: no_such_subteam'],
    [
      'the token is revoked',
      () => {
        world.slack.tokens = new Set();
      },
      'Slack: invalid_auth',
    ],
  ])('is refused at once when %s', async (_, spoil, why) => {
    spoil();
    expect(await world.act(shop.id, ACKNOWLEDGE)).toEqual({
      outcome: 'refused',
      answer: `Nothing was recorded: whether you may do this could not be checked (${why}).`,
    });
  });

  it('knows of no incident that does not exist', async () => {
    await world.act('inc-00000nowhere', ACKNOWLEDGE);
    expect(answers()).toEqual(['Nothing was recorded: there is no incident inc-00000nowhere any more.']);
  });

  it('happens although its message was deleted meanwhile', async () => {
    world.slack.people.areMessagesGone = true;
    expect(await world.act(shop.id, NOTE)).toMatchObject({ outcome: 'done' });
    expect((await state()).revision).toBe(2);
    expect(answers()).toEqual([]);
  });

  it('merges the younger into the older, and tells both', async () => {
    const mail = await world.open('mail', 2);
    await world.act(mail.id, { type: 'merge', into: shop.id });
    expect((await state(mail.id)).end).toMatchObject({ kind: 'merged', into: shop.id });
    expect((await state()).absorbed).toEqual([mail.id]);
    expect(world.told).toEqual([`${mail.id}#r2`, `${shop.id}#r2`]);
    expect(answers()).toEqual([`Recorded: ${mail.id} is part of ${shop.id} now.`]);
  });

  it('does not merge the older into the younger', async () => {
    const mail = await world.open('mail', 2);
    await world.act(shop.id, { type: 'merge', into: mail.id });
    expect(answers()).toEqual([`Incident ${shop.id} is older: merge incident ${mail.id} into it.`]);
    expect(world.told).toEqual([]);
  });

  it('keeps a note of 40,000 characters, and a longer one is none', async () => {
    const note = (text: string) => ({ ...NOTE, text });
    await world.act(shop.id, note('\u{1F9E3}'.repeat(LONGEST_NOTE / 2)));
    expect((await state()).milestones.at(-1)?.text).toHaveLength(40_000);
    const request = { version: 1, id: '1', incident: shop.id, at: 0, by: { name: 'Dana' }, via: 'incidents' };
    expect(() => parseCommandRequest(JSON.stringify({ ...request, command: note('x'.repeat(40_001)) }))).toThrow(
      'not a command: command.text: got 40001 characters, allowed are 40000',
    );
  });

  it.each([
    ['markup', '<!channel> *all* [click](javascript:alert(1)) <b>', /MENTION|LINK/],
    ['right to left', '\u202egnp.exe \u0627\u0644\u0639\u0631', /\u202e/],
    ['emoji', '\u{1F468}\u200d\u{1F469}\u200d\u{1F467} done', /\ufffd/],
  ])('shows a note as it was written and nothing more: %s', async (_, text, never) => {
    await world.act(shop.id, { ...NOTE, text });
    const now = await state();
    const note = composeNote(now, now.milestones.slice(-1), 'engineers');
    const inSlack = shownText(slackNote(note).blocks as never);
    expect(inSlack).toContain(text.replace('\u202e', ''));
    expect(inSlack).not.toMatch(never);
    expect(noteMarkdown(note)).not.toMatch(/<b>|[^\\]\[click\]\(|\u202e/);
  });

  it('asks Slack who may once in five minutes, and again for a newcomer', async () => {
    const asked = jest.spyOn(world.slack.people, 'members');
    const note = (by: string, number: number) =>
      world.act(shop.id, NOTE, { id: `${number}`, by: { name: by, id: by } });
    await note('U7', 1);
    await note('U8', 2);
    await note('U9', 3);
    expect(asked).toHaveBeenCalledTimes(1);
    world.slack.people.groups.set('S1', ['U8', 'U9']);
    world.now += 30_000;
    await note('U9', 4);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(await note('U7', 5)).toMatchObject({ outcome: 'refused' });
    world.now += 5 * MINUTE;
    await note('U8', 6);
    expect(asked).toHaveBeenCalledTimes(3);
    expect((await state()).revision).toBe(1 + 4);
  });

  it('logs no names and no words', async () => {
    await world.act(shop.id, { ...NOTE, text: 'very private words' });
    const lines = JSON.stringify(logged.map(({ mock }) => mock.calls));
    expect(lines).toContain('command handled');
    expect(lines).not.toMatch(/private|Dana|U7|xoxb|actions\/T1/);
  });
});
