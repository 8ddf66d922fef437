import type { SimulatedObjective } from '../../lib/model/contracts/documents/simulation';
import { htmlReport, type Reported } from '../../lib/report';
import { at, cloudWatchOver, objectiveOf, seriesOf } from '../simulate/fixture';
import { severalDocument, simulated } from './simulation';

const CALM = { total: 100, bad: 0 };
const iso = (minute: number) => new Date(at(minute)).toISOString();

/** Ten hours with half an hour in which every request fails, drawn from the simulator. */
export function reported(change: Partial<Reported['objective']['entry']> = {}): Reported {
  const series = seriesOf({ minutes: 300, ...CALM }, { minutes: 30, total: 100, bad: 100 }, { minutes: 270, ...CALM });
  const objective = objectiveOf();
  const { entry } = objective;
  return { objective: { ...objective, entry: { ...entry, ...change } }, cloudwatch: cloudWatchOver(series), series };
}

export function shown(overrides: Partial<SimulatedObjective> = {}): SimulatedObjective {
  const alarm = { name: 'slo/prod/checkout/fast', tier: 'fast', urgency: 'page' as const };
  return simulated({
    slo: 'checkout',
    from: iso(0),
    to: iso(600),
    minutes: 600,
    alarms: [
      { ...alarm, state: 'ALARM', at: iso(304), actionsSuppressedBy: 'slo/prod/deployment' },
      { ...alarm, state: 'ALARM', at: iso(308) },
      { ...alarm, state: 'OK', at: iso(335) },
    ],
    ...overrides,
  });
}

export function oneReport(
  overrides: Partial<SimulatedObjective> = {},
  change: Parameters<typeof reported>[0] = {},
): string {
  return htmlReport({ version: 1, ...shown(overrides) }, [reported(change)]);
}

export function reportOf(simulations: readonly SimulatedObjective[]): string {
  return htmlReport(
    severalDocument(simulations),
    simulations.map(() => reported()),
  );
}
