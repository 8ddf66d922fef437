import { type People, pending } from '../../lib/model/incident';
import { nextUpdateBy } from '../../lib/model/incident/updates';
import { MINUTE, START } from '../support/incidents';
import { LedgerWorld, recorded } from '../support/ledger';

const EVERYBODY: People = { answer: true, awaitNews: true, workTickets: true, pager: false };

/** An alarm fires at minute 0 and is heard of in minute 180: a mute rule ended, a queue stood still. */
async function heardLate() {
  const world = new LedgerWorld();
  const signal = world.alarmSignal('shop', 'fast', 'ALARM', { critical: true });
  const { state } = recorded(await world.at(180).ledger.record(signal));
  const due = (minute: number) => pending(state, START + minute * MINUTE, EVERYBODY).map(({ event }) => event.type);
  return { state, due };
}

describe('an alarm that is heard of hours after it fired', () => {
  it('began when it fired', async () => {
    const { state } = await heardLate();
    expect(state).toMatchObject({ openedAt: START, firstAlarmAt: START, pages: 1, severity: 'sev1' });
  });

  it('gives whoever is woken the time to answer', async () => {
    const { due } = await heardLate();
    expect(due(194)).not.toContain('notifiedAgain');
    expect(due(195)).toContain('notifiedAgain');
  });

  it('promises support news from now on, and has missed none', async () => {
    const { state, due } = await heardLate();
    expect(nextUpdateBy(state)).toBe(START + 190 * MINUTE);
    expect(due(189)).not.toContain('updateMissed');
    expect(due(190)).toContain('updateMissed');
  });
});

test('an SLO that leaves shadow hours after its alarm fired is told as of now', async () => {
  const world = new LedgerWorld();
  const shadowed = world.alarmSignal('shop', 'fast', 'ALARM', { shadow: true });
  await world.ledger.record(shadowed);
  const left = { ...shadowed, entry: world.alarmSignal('shop', 'fast', 'ALARM').entry };
  const { state } = recorded(await world.at(180).ledger.record(left));
  expect(state.pages).toBe(1);
  expect(pending(state, START + 181 * MINUTE, EVERYBODY).map(({ event }) => event.type)).toEqual([]);
});
