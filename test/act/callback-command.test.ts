import { VENDORS } from '../callbacks/vendors';
import { CallbackWorld } from '../callbacks/world';

/** What the worker makes of a callback that the door let in. */
describe('a callback', () => {
  let world: CallbackWorld;
  beforeEach(() => {
    jest.spyOn(console, 'info').mockReturnValue();
    world = new CallbackWorld();
  });
  afterEach(() => jest.restoreAllMocks());

  const tell = async (incident: string, deed: 'acknowledged' | 'closed' | 'shared', object?: string) => {
    const about = { incident, at: world.now, ...(object === undefined ? {} : { object }) };
    await world.tell('jira', VENDORS.jira.body(deed, about));
    return (await world.work())[0]!;
  };

  it('that does not say of which incident it is finds the one whose object it names', async () => {
    const shop = await world.open('shop');
    const mail = await world.open('mail');
    await world.deliver(mail, 'jira', { ref: { id: '10043' } });
    expect(await tell('', 'shared', '10043')).toMatchObject({ outcome: 'done' });
    expect((await world.state(mail)).milestones.at(-1)?.kind).toBe('noted');
    expect((await world.state(shop)).revision).toBe(1);
  });

  it('that names an object of nobody does nothing', async () => {
    await world.open();
    expect(await tell('', 'shared', '4711')).toEqual({ ignored: 'no incident has this object' });
    expect(await tell('inc-00000nowhere', 'closed')).toEqual({ ignored: 'no incident has this object' });
  });

  it.each(['github', 'jira'] as const)(
    'counts at %s although its ticket has the label of another, too',
    async (kind) => {
      const shop = await world.open('shop');
      const mail = await world.open('mail');
      await world.deliver(mail, kind, { ref: { id: '4711' } });
      const body = JSON.stringify(VENDORS[kind].body('closed', { incident: shop, at: world.now, object: '4711' }));
      const copied =
        kind === 'github' ? [{ name: `slo-${shop}` }, { name: `slo-${mail}` }] : [`slo-${shop}`, `slo-${mail}`];
      await world.tell(kind, body.replace(/"labels":\[[^\]]*\]/, `"labels":${JSON.stringify(copied)}`));
      expect(await world.work()).toMatchObject([{ outcome: 'done' }]);
      expect([(await world.state(shop)).status, (await world.state(mail)).status]).toEqual(['open', 'mitigated']);
    },
  );

  it('of support that takes or solves its ticket neither answers the call to engineers nor ends it; what it shares is read', async () => {
    const incident = await world.open();
    world.support = new Set(['zendesk']);
    const deeds = ['acknowledged', 'closed', 'shared'] as const;
    for (const deed of deeds) await world.tell('zendesk', VENDORS.zendesk.body(deed, { incident, at: world.now }));
    const ignored = { ignored: 'only support works there' };
    expect(await world.work()).toEqual([ignored, ignored, expect.objectContaining({ outcome: 'done' })]);
    expect((await world.state(incident)).milestones.map(({ kind }) => kind)).toEqual(['opened', 'noted']);
  });

  it('waits while it is in doubt whether the object exists, and not for ever', async () => {
    const incident = await world.open();
    await world.deliver(incident, 'jira', { phase: 'intent', ref: undefined });
    await world.tell('jira', VENDORS.jira.body('closed', { incident, at: world.now }));
    const [message] = world.queue;
    expect(await world.work()).toEqual([{ waits: 'the target is being written' }]);
    world.ledger.at(8);
    world.queue.push(message!);
    expect(await world.work()).toEqual([{ ignored: 'it is another object' }]);
  });

  it.each([
    ['first', { phase: 'intent', ref: undefined }],
    ['later', { ref: { id: 'slo-inc-0-0' } }],
  ] as const)(
    'at the pager is heard although the worker that made the %s call died before it wrote that down',
    async (_, row) => {
      const incident = await world.open();
      await world.deliver(incident, 'pagerduty', row);
      await world.tell('pagerduty', VENDORS.pagerduty.body('acknowledged', { incident, at: world.now }));
      expect(await world.work()).toEqual([expect.objectContaining({ outcome: 'done' })]);
      expect((await world.state(incident)).episode.acknowledged).toBeDefined();
    },
  );

  it('waits for nothing where the object is known, though the last write of it is in doubt', async () => {
    const incident = await world.open();
    await world.deliver(incident, 'jira', { phase: 'intent' });
    expect(await tell(incident, 'closed')).toMatchObject({ outcome: 'done' });
  });

  it('is heard when the worker that wrote died before it knew the object: its message is hidden for six minutes', async () => {
    const incident = await world.open();
    await world.deliver(incident, 'jira', { phase: 'intent', ref: undefined });
    await world.tell('jira', VENDORS.jira.body('acknowledged', { incident, at: world.now }));
    const [message] = world.queue;
    for (const minute of [2, 5.5]) {
      world.queue.splice(0, 1, message!);
      world.ledger.at(minute);
      expect(await world.work()).toEqual([{ waits: 'the target is being written' }]);
    }
    world.ledger.at(6.5);
    await world.deliver(incident, 'jira', { phase: 'done', ref: { id: VENDORS.jira.object(incident) } });
    world.queue.splice(0, 1, message!);
    expect(await world.work()).toEqual([expect.objectContaining({ outcome: 'done' })]);
    expect((await world.state(incident)).episode.acknowledged).toBeDefined();
  });

  describe('when we opened again what came back, which looks as if somebody had taken it', () => {
    const ours = { ignored: 'we wrote it' };
    const done = { outcome: 'done' };

    it.each([
      ['acknowledged', 'jira', 0, ours],
      ['acknowledged', 'jira', 30, ours],
      ['acknowledged', 'jira', 31, done],
      ['acknowledged', 'jira', -30, ours],
      ['acknowledged', 'jira', -31, done],
      ['shared', 'jira', 0, done],
      // A pager says who did it.
      ['acknowledged', 'pagerduty', 0, done],
    ] as const)('"%s" of %s, %i s after our edit, is taken for what it is', async (deed, kind, seconds, made) => {
      const incident = await world.open();
      await tell(incident, 'closed');
      world.ledger.at(31);
      await world.ledger.pass('shop');
      expect(await world.state(incident)).toMatchObject({ status: 'open', episode: { reopened: true } });
      world.ledger.at(32);
      await world.deliver(incident, kind, { editedAt: world.now });
      await world.tell(kind, VENDORS[kind].body(deed, { incident, at: world.now + seconds * 1000 }));
      expect(await world.work()).toMatchObject([made]);
    });

    it('whoever takes what was not opened again is heard at once', async () => {
      const incident = await world.open();
      await world.deliver(incident, 'jira', { editedAt: world.now });
      expect(await tell(incident, 'acknowledged')).toMatchObject(done);
    });
  });

  it.each([
    [false, 'pagerduty', 'mitigated'],
    [true, 'pagerduty', 'resolved'],
    [true, 'github', 'open'],
  ] as const)(
    'of the end is the end only at the pager, and where that owns the lifecycle: %s, %s',
    async (pagerOwnsLifecycle, kind, status) => {
      world = new CallbackWorld({ pagerOwnsLifecycle });
      const incident = await world.open();
      await world.tell(kind, VENDORS[kind].body('closed', { incident, at: world.now }));
      await world.work();
      const state = await world.state(incident);
      expect([state.episode.paged, state.status]).toEqual([true, status]);
    },
  );

  it('of a merged incident is refused: its object says where it goes on', async () => {
    const shop = await world.open('shop');
    world.ledger.at(1);
    const mail = await world.open('mail');
    await world.ledger.merge(mail, shop);
    expect(await tell(mail, 'closed')).toMatchObject({ outcome: 'refused' });
    expect((await world.state(shop)).status).toBe('open');
  });
});
