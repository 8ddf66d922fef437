import { bring, type Delivery, type Outcome } from '../../lambda/deliver/bring';
import { Deliveries } from '../../lambda/ledger/deliveries';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { FakeTarget } from './fake-target';
import { alarm, incident, START, timer } from './incidents';
import { MemoryTable } from './memory-table';
import type { Turn } from './schedule';

export const ID = 'inc-0123456789ab';
export const LEASE_MS = 65_000;
export const EVENING: IncidentEvent[] = [
  alarm(0, 'fast', 'ALARM', { reading: 300 }),
  alarm(3, 'fast', 'ALARM', { slo: 'preview', reading: 120 }),
  alarm(30, 'fast', 'OK'),
  alarm(31, 'fast', 'OK', { slo: 'preview' }),
  timer(95, 'mitigated'),
  timer(160, 'resolved'),
];

/** One target and one incident, with a clock that waits as the queue would. */
export function setting(turn?: Turn) {
  let now = START;
  const table = new MemoryTable(turn);
  const target = new FakeTarget(() => now, turn);
  const deliveries = new Deliveries(table, () => now, LEASE_MS);
  const to = (revision: number, change: Partial<Delivery> = {}): Promise<Outcome> => {
    const state = incident(...EVENING.slice(0, revision));
    return bring({
      incident: ID,
      targetName: 'incidents',
      audience: 'engineers',
      target,
      state: Promise.resolve(state),
      unreachable: Promise.resolve([]),
      deliveries,
      admit: async () => undefined,
      now: () => now,
      ...change,
    });
  };
  const pass = (seconds: number): void => {
    now += seconds * 1000;
  };
  const untilDone = async (revision: number): Promise<number[]> => {
    const waits = [];
    for (let outcome = await to(revision); 'retryAfterSeconds' in outcome; outcome = await to(revision)) {
      waits.push(outcome.retryAfterSeconds);
      pass(outcome.retryAfterSeconds);
    }
    return waits;
  };
  return { table, target, deliveries, to, pass, untilDone, now: () => now };
}

/** Markers of all notes at the target. */
export function notes(target: FakeTarget): string[] {
  return target.objects.flatMap((object) => object.notes.map(({ marker }) => marker));
}
