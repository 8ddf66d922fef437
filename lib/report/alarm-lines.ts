import type { Objective } from '../assembly';
import type { SimulatedObjective } from '../model/contracts/documents/simulation';
import { parseAlarmName } from '../model/names';
import { many } from '../model/wording/amounts';
import { alarmInWords } from './objective-facts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One alarm over time, as alarms.mjs draws it. */
export interface AlarmLine {
  readonly slo: string;
  readonly alarm: string;
  readonly meaning: string;
  readonly reason: '';
  /** Times at which it was not OK; the last one may go on. */
  readonly spells: readonly { readonly value: string; readonly from: number; readonly to?: number }[];
  /** Times at which nobody would have been told of it. */
  readonly held: readonly Stretch[];
  /** What is said beside it. @default - its state at the end, and when it fired */
  readonly state?: string;
}

type Change = SimulatedObjective['alarms'][number];

/** Whether an alarm's actions are held back by a mute rule at a time. */
export type IsMuted = (alarmName: string, time: number) => boolean;

/** The incidents as one line, then every alarm of the SLO. */
export function alarmLines(
  { entry, alarms }: Objective,
  simulation: SimulatedObjective,
  isMuted: IsMuted,
  stepMs: number,
): AlarmLine[] {
  const [from, to] = [Date.parse(simulation.from), Date.parse(simulation.to)];
  const byName = new Map<string, Change[]>(alarms.map(({ name }) => [name, []]));
  for (const change of simulation.alarms) {
    const its = byName.get(change.name);
    if (its === undefined) byName.set(change.name, [change]);
    else its.push(change);
  }
  const lines = [...byName].map(([name, changes]): AlarmLine => {
    const alarm = parseAlarmName(name)?.alarm ?? name;
    const muted = stretches(from, to, stepMs, (time) => isMuted(name, time));
    const held = [...suppressed(changes, to), ...muted];
    return { slo: entry.slo, alarm, meaning: alarmInWords(entry, alarm), reason: '', spells: spells(changes), held };
  });
  return [incidentLine(simulation), ...lines];
}

function incidentLine({ slo, incidents }: SimulatedObjective): AlarmLine {
  return {
    slo,
    alarm: 'incidents',
    meaning: 'what people would have been told about',
    reason: '',
    state: many(incidents.length, 'incident'),
    spells: incidents.map(({ openedAt, resolvedAt }) => ({
      value: 'INCIDENT',
      from: Date.parse(openedAt),
      ...(resolvedAt === undefined ? {} : { to: Date.parse(resolvedAt) }),
    })),
    held: [],
  };
}

function spells(changes: readonly Change[]): AlarmLine['spells'] {
  const states = changes.filter(({ state }, at) => state !== (changes[at - 1]?.state ?? 'OK'));
  return states.flatMap(({ state, at }, index) => {
    const next = states[index + 1];
    if (state === 'OK') return [];
    return [{ value: state, from: Date.parse(at), ...(next === undefined ? {} : { to: Date.parse(next.at) }) }];
  });
}

/** From a change that says so until the next one that does not. */
function suppressed(changes: readonly Change[], end: number): Stretch[] {
  return changes.flatMap(({ at, actionsSuppressedBy }, index) => {
    if (actionsSuppressedBy === undefined) return [];
    const next = changes[index + 1];
    return [{ from: Date.parse(at), to: next === undefined ? end : Date.parse(next.at) }];
  });
}

function stretches(from: number, to: number, step: number, holds: (time: number) => boolean): Stretch[] {
  const found: Stretch[] = [];
  let began: number | undefined;
  for (let time = from; time <= to; time += step) {
    const now = holds(time) && time < to;
    if (now) began ??= time;
    else if (began !== undefined) {
      found.push({ from: began, to: time });
      began = undefined;
    }
  }
  return began === undefined ? found : [...found, { from: began, to }];
}
