import { alarmLines } from '../../lib/report/alarm-lines';
import { at, objectiveOf } from '../simulate/fixture';
import { incident, simulated } from '../support/simulation';

const MINUTE = 60_000;
const objective = objectiveOf();
const FAST = 'slo/prod/checkout/fast';

type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

function lines(
  changes: readonly [minute: number, state: State, by?: string][],
  isMuted = (_name: string, _at: number) => false,
) {
  const alarms = changes.map(([minute, state, by]) => ({
    name: FAST,
    tier: 'fast',
    urgency: 'page' as const,
    state,
    at: new Date(at(minute)).toISOString(),
    ...(by === undefined ? {} : { actionsSuppressedBy: by }),
  }));
  const [from, to] = [0, 100].map((minute) => new Date(at(minute)).toISOString());
  const simulation = simulated({ slo: 'checkout', from: from!, to: to!, alarms, incidents: [] });
  return alarmLines(objective, simulation, isMuted, MINUTE);
}

const fast = (...args: Parameters<typeof lines>) => lines(...args).find(({ alarm }) => alarm === 'fast')!;
const minutes = (stretches: readonly { readonly from: number; readonly to?: number }[]) =>
  stretches.map(({ from, to }) => [(from - at(0)) / MINUTE, to === undefined ? undefined : (to - at(0)) / MINUTE]);

describe('alarms over the time of a report', () => {
  it('are all there, also those that said nothing, with what they wait for', () => {
    const all = lines([]);
    expect(all.map(({ alarm }) => alarm)).toEqual([
      'incidents',
      ...objective.alarms.map(({ name }) => name.split('/').at(-1)),
    ]);
    expect(all.flatMap(({ spells }) => spells)).toEqual([]);
    expect(fast([]).meaning).toMatch(/^wakes someone above [\d.]+ over 1 h and 5 min$/);
  });

  it('fire from a change to the next one, and to the end', () => {
    const { spells } = fast([
      [10, 'ALARM'],
      [20, 'INSUFFICIENT_DATA'],
      [30, 'OK'],
      [40, 'ALARM'],
    ]);
    expect(spells.map(({ value }) => value)).toEqual(['ALARM', 'INSUFFICIENT_DATA', 'ALARM']);
    expect(minutes(spells)).toEqual([
      [10, 20],
      [20, 30],
      [40, undefined],
    ]);
  });

  it('are one spell where only the suppression changes, and that is held back', () => {
    const { spells, held } = fast([
      [10, 'ALARM', 'slo/prod/deployment'],
      [25, 'ALARM'],
      [40, 'OK'],
    ]);
    expect(minutes(spells)).toEqual([[10, 40]]);
    expect(minutes(held)).toEqual([[10, 25]]);
  });

  it('are held back while they are muted, to the end where that goes on', () => {
    const muted = (name: string, time: number) =>
      name === FAST && ((time >= at(20) && time < at(35)) || time >= at(90));
    const all = lines([[10, 'ALARM']], muted);
    expect(minutes(all.find(({ alarm }) => alarm === 'fast')!.held)).toEqual([
      [20, 35],
      [90, 100],
    ]);
    expect(all.filter(({ held }) => held.length > 0)).toHaveLength(1);
  });

  it('come after the incidents, of which an open one goes on', () => {
    const { resolvedAt: _, ...open } = incident({ openedAt: new Date(at(50)).toISOString() });
    const simulation = simulated({
      incidents: [
        incident({ openedAt: new Date(at(5)).toISOString(), resolvedAt: new Date(at(9)).toISOString() }),
        open,
      ],
    });
    const [line] = alarmLines(objective, simulation, () => false, MINUTE);
    expect(line).toMatchObject({ alarm: 'incidents', state: '2 incidents' });
    expect(minutes(line!.spells)).toEqual([
      [5, 9],
      [50, undefined],
    ]);
  });
});
