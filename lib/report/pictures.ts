import type { Objective } from '../assembly';
import type { SimulatedObjective } from '../model/contracts/documents/simulation';
import { ownPolicy } from '../render/simulation-parts';
import type { SimulatedCloudWatch } from '../simulate';
import { type AlarmLine, alarmLines, type IsMuted, type Stretch } from './alarm-lines';
import { type Curves, curves } from './curves';
import { type ObjectiveFacts, objectiveFacts } from './objective-facts';
import type { Recorded } from './readings';

/** The objects of the simulator from which the pictures of one SLO are drawn. */
export interface Reported {
  readonly objective: Objective;
  readonly cloudwatch: Pick<SimulatedCloudWatch, 'burn' | 'budget'> & { readonly isMuted?: IsMuted };
  /** What was recorded, minute by minute: requests, or periods in the minute in which each ends. */
  readonly series: Recorded;
}

/** What the browser draws of one SLO. Plain data that crosses as JSON: texts in it are data, never markup. */
export interface Pictures {
  readonly objective: ObjectiveFacts;
  readonly timeZone: string;
  readonly from: number;
  readonly to: number;
  readonly curves: Curves;
  readonly alarms: readonly AlarmLine[];
  /** When customers felt it. */
  readonly faults: readonly Stretch[];
  /** When somebody would have been woken. */
  readonly pages: readonly number[];
}

/** @param mostPoints of each curve */
export function pictures(
  simulation: SimulatedObjective,
  { objective, cloudwatch, series }: Reported,
  mostPoints: number,
): Pictures {
  const { entry } = objective;
  const [from, to] = [Date.parse(simulation.from), Date.parse(simulation.to)];
  const drawn = curves({ objective, cloudwatch, series, from, to, mostPoints });
  const isMuted: IsMuted = (name, time) => cloudwatch.isMuted?.(name, time) ?? false;
  const calls = ownPolicy(simulation)?.notifications ?? [];
  return {
    objective: objectiveFacts(entry),
    timeZone: entry.timeZone,
    from,
    to,
    curves: drawn,
    alarms: alarmLines(objective, simulation, isMuted, drawn.stepMinutes * 60_000),
    faults: simulation.faults.map((fault) => ({ from: Date.parse(fault.from), to: Date.parse(fault.to) })),
    pages: calls.filter(({ urgency }) => urgency === 'page').map(({ at }) => Date.parse(at)),
  };
}
