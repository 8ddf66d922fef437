import { Night } from '../support/night';

let night: Night;
const begin = async (rules = {}) => {
  night = await Night.start(rules);
};
afterEach(() => night.stop());

const newest = () => night.pager.tickets().at(-1)!.id;
const said = () => night.chat.objects.flatMap(({ notes }) => notes.flatMap(({ note }) => note.paragraphs)).join('\n');

describe('whoever is on call', () => {
  it('is called for a page although somebody took the ticket that it was before', async () => {
    await begin();
    const id = await night.alarm('shop', 'ALARM', ['ticket']);
    await night.until(5);
    await night.jira.change(night.jira.tickets()[0]!.id, { state: 'open' });
    await night.heard();
    expect((await night.state(id)).episode.acknowledged?.by.name).toBe('Sam');
    await night.until(200);
    await night.alarm('shop');
    expect(night.rings()).toEqual([`slo-${id}-1 Triggered`]);
  });

  it('is called when nobody is on what came back within the hour, and not told before that somebody was', async () => {
    await begin();
    const id = await night.alarm('shop');
    await night.until(2);
    await night.alarm('shop', 'OK');
    await night.until(65);
    await night.alarm('shop');
    await night.until(79);
    expect([night.rings(), said()]).toEqual([[], expect.not.stringContaining('engineer is woken')]);
    await night.until(81);
    expect(night.rings()).toEqual([`slo-${id}-2 Triggered`]);
  });

  it('is called again when a merger ended a call that nobody had answered', async () => {
    await begin();
    const older = await night.alarm('shop', 'ALARM', ['ticket']);
    await night.until(1);
    const younger = await night.alarm('stock');
    await night.until(3);
    await night.press(younger, { type: 'merge', into: older });
    expect(night.rings()).toEqual([]);
    await night.until(20);
    expect(night.rings()).toEqual([`slo-${older}-1 Triggered`]);
  });

  it('hears the end of what was merged while deliveries were off, though a worker knew late that they are on', async () => {
    await begin();
    const older = await night.alarm('shop');
    await night.until(10);
    const younger = await night.alarm('stock');
    night.isOn = false;
    night.isDeliverOn = false;
    await night.press(younger, { type: 'merge', into: older });
    await night.until(15);
    night.isOn = true;
    await night.until(16);
    night.isDeliverOn = true;
    await night.until(25);
    expect(night.rings()).toEqual([`slo-${older}-1 Triggered`]);
    expect(Object.values(night.tickets())).toEqual(['To Do', 'Done']);
  });

  it('is called once more for a storm whose tickets somebody closed while it burned', async () => {
    await begin();
    const ids = [await night.alarm('a'), await night.alarm('b'), await night.alarm('c')];
    await night.until(3);
    for (const { id } of night.jira.tickets()) await night.jira.change(id, { state: 'closed' });
    await night.heard();
    expect(night.rings()).toEqual([]);
    await night.until(40);
    expect(night.rings()).toEqual([`slo-${ids[0]}-2 Triggered`]);
    expect(night.pager.calls).toBe(2);
  });
});

describe('a pager that owns the lifecycle', () => {
  /** Its word that it is over is lost on the way to us; then the alarm is clear. */
  async function resolvedUnheard(): Promise<string> {
    await begin({ pagerOwnsLifecycle: true });
    const id = await night.alarm('shop');
    await night.until(2);
    night.isHeard = false;
    await night.pager.change(newest(), { state: 'closed' });
    await night.heard();
    await night.alarm('shop', 'OK');
    return id;
  }

  it('calls for the next outage, and the incident has an end, although its last word was lost', async () => {
    const id = await resolvedUnheard();
    await night.until(200);
    expect(await night.press(id, { type: 'mitigated' })).toMatchObject({ outcome: 'done' });
    await night.until(202);
    expect((await night.state(id)).status).toBe('resolved');
  });

  it('is called by the same key for what burns anew, and by its word that is the end', async () => {
    const id = await resolvedUnheard();
    night.isHeard = true;
    await night.until(100);
    await night.alarm('shop');
    expect(night.rings()).toEqual([`slo-${id}-1 Triggered`]);
    await night.pager.change(newest(), { state: 'closed' });
    await night.heard();
    expect([(await night.state(id)).status, night.rings()]).toEqual(['resolved', []]);
  });
});
