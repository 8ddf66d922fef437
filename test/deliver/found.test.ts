import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { unknown } from '../../lib/model/contracts/target-result';
import { notes, setting } from '../support/delivery';
import { alarm, found, incident } from '../support/incidents';

const EVENTS: IncidentEvent[] = [
  alarm(0, 'fast', 'ALARM', { reading: 300 }),
  found(1, { traces: [{ id: '1-a', at: 0, exception: 'Deadlock', operation: 'POST /orders' }] } as never),
  found(16, {}),
  alarm(30, 'fast', 'OK'),
];

/** A target whose words stay as they were written. */
function stubborn(change: object = {}) {
  const made = setting();
  const { target } = made;
  Object.assign(target, { abilities: { ...target.abilities, rewrite: false, ...change } });
  const to = (revision: number) =>
    made.to(revision, { state: Promise.resolve(incident(...EVENTS.slice(0, revision))) });
  return { ...made, to, said: () => target.objects[0]!.notes.map(({ note }) => note.paragraphs) };
}

describe('where words cannot be brought up to date', () => {
  it('what is found out after them is told, once', async () => {
    const { to, said, pass } = stubborn();
    await to(1);
    expect(said()).toEqual([]);
    await to(2);
    expect(said()).toEqual([['Found out since:', expect.stringContaining('SLI now: ')]]);
    pass(900);
    await to(3);
    expect(said()).toHaveLength(1);
  });

  it('it is told with the news when both come together', async () => {
    const { to, said } = stubborn();
    await to(1);
    await to(4);
    expect(said()).toHaveLength(1);
    expect(said()[0]!.join('\n')).toMatch(/Found out since:/);
  });

  it('it is told the same way after a lost answer', async () => {
    const { to, said, target, pass } = stubborn({ edit: false });
    await to(1);
    target.plan.push(unknown('network', 'reset'));
    for (let outcome = await to(2); 'retryAfterSeconds' in outcome; outcome = await to(2))
      pass(outcome.retryAfterSeconds);
    expect(said()).toEqual([['Found out since:', expect.any(String)]]);
  });

  it('what stood in them from the beginning is not told again', async () => {
    const { to, said } = stubborn();
    await to(2);
    await to(3);
    expect(said()).toEqual([]);
  });

  it('others show it where it belongs', async () => {
    const { to, target } = stubborn({ rewrite: true });
    await to(1);
    await to(2);
    expect([notes(target), target.calls]).toEqual([[], ['create', 'edit']]);
  });
});
