import type { AlarmValue } from '../../../lib/model/contracts/alarm-event';
import { type Published, stateAt } from './alarms';
import { type Counted, DefinedSlo } from './definitions';
import { ALARMS, COMPOSITES, depths, type Estate, evaluations, forcedAt, line, type Name, WATCHED } from './estates';
import type { Span } from './intervals';
import { holds } from './rules';
import { requestsOf } from './spells-as-outcomes';
import { type Seen, suppressionOf } from './suppression';

/** @param asked minutes that will be asked for */
export function sloOf({ start, history, goal, interval, excluded }: Estate, asked: Span): DefinedSlo {
  const counted = { kind: 'requests', startMinute: start, minutes: requestsOf(history), periodMinutes: 1 } as const;
  return new DefinedSlo({ ...counted, goal, interval, warningThreshold: 50, excluded }, asked);
}

/** What is recorded and what Application Signals publishes, minute by minute, by definition. */
export function published(estate: Estate, until: number): (name: Name) => Published {
  const from = estate.start - 100;
  const requests = requestsOf(estate.history);
  const slo = sloOf(estate, { from, to: until });
  const everyMinute = (of: Published) => Array.from({ length: until - from }, (_, at) => of(from + at));
  const counted = (of: (found: Counted) => number) =>
    everyMinute((minute) => {
      const found = requests[minute - estate.start];
      return found === undefined ? Number.NaN : of(found);
    });
  const recorded = depths(estate);
  const series: Record<Name, number[]> = {
    good: counted(({ total, bad }) => total - bad),
    total: counted(({ total }) => total),
    burn7: everyMinute((minute) => slo.burn(7, minute)),
    burn60: everyMinute((minute) => slo.burn(60, minute)),
    attainment: everyMinute((minute) => slo.attainment(minute)),
    // The value of a step is there when the step has ended.
    depth: everyMinute((minute) => recorded[(minute + 1 - estate.start) / estate.stepMinutes - 1] ?? Number.NaN),
  };
  return (name) => (minute) => series[name][minute - from] ?? Number.NaN;
}

/**
 * What evaluations find that is new, in order, that of one minute by name. What SetAlarmState says holds until the next one. Composites
 * are looked at after the alarms below them, suppression after all of them.
 */
export function definedChanges(estate: Estate): string[] {
  const times = evaluations(estate);
  const read = published(estate, times.at(-1)! + 1);
  const states = new Map<string, AlarmValue>([...ALARMS, ...COMPOSITES].map((name) => [name, 'INSUFFICIENT_DATA']));
  const stateOf = (alarm: string) => states.get(alarm.split(':').at(-1)!)!;
  const seen: Seen[] = [];
  let suppressedBy: string | undefined;
  return times.flatMap((minute, evaluation) => {
    for (const { alarm, value } of forcedAt(estate, evaluation)) states.set(alarm, value);
    const before = new Map(states);
    for (const [at, { watches, ...settings }] of estate.alarms.entries()) {
      const valueOver = (from: number, to: number) => WATCHED[watches].valueOver(read, from, to);
      const range = settings.evaluationPeriods + estate.extraDatapoints;
      const name = ALARMS[at]!;
      states.set(name, stateAt({ ...settings, valueOver }, minute - estate.lagMinutes, range, stateOf(name)));
    }
    for (const name of COMPOSITES) states.set(name, holds(estate.rules[name], stateOf) ? 'ALARM' : 'OK');
    const changed = [...states.keys()].filter((name) => states.get(name) !== before.get(name));
    if (estate.suppressor !== undefined) {
      const { alarm, waitMinutes, extensionMinutes } = estate.suppressor;
      seen.push({ minute, changed: changed.includes('outer'), suppresses: stateOf(alarm) === 'ALARM' });
      const phase = suppressionOf(seen, waitMinutes, extensionMinutes);
      if (phase !== suppressedBy && !changed.includes('outer')) changed.push('outer');
      suppressedBy = phase;
    }
    return changed.map((name) =>
      line(minute - estate.start, name, stateOf(name), name === 'outer' ? suppressedBy : undefined),
    );
  });
}
