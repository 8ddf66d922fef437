import fc from 'fast-check';
import { type Incident, Ledger, type Recorded, type Signal } from '../../lambda/ledger/ledger';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { readLogEntry } from '../../lib/model/contracts/incident-event';
import { decide, fold, type IncidentState, opensIncident, pending } from '../../lib/model/incident';
import { alarmSignalKey, incidentId } from '../../lib/model/names';
import { entry } from '../support/entries';
import { MemoryTable } from '../support/memory-table';
import { Schedule, type Turn } from '../support/schedule';

const MINUTE = 60_000;
const START = Date.parse('2026-11-14T18:00:00Z');
const GROUP = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' };
const RUNS = 2000;

interface Scenario {
  readonly seed: number;
  readonly killRate: number;
  readonly signals: readonly { slo: string; alarm: string; value: AlarmValue; minute: number; copies: number }[];
  /** Minutes that pass at each run of the timers: up to a day, so that incidents end and new ones begin meanwhile. */
  readonly ticks: readonly number[];
}

const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.integer({ min: 1 }),
  killRate: fc.constantFrom(0, 0, 0.02, 0.1),
  ticks: fc.array(fc.constantFrom(1, 70, 150, 1500, 1500), { maxLength: 8 }),
  signals: fc.array(
    fc.record({
      slo: fc.constantFrom('orders', 'orders', 'preview'),
      alarm: fc.constantFrom('fast', 'fast', 'evidence', 'ticket', 'no-data'),
      value: fc.constantFrom<AlarmValue>('ALARM', 'ALARM', 'OK', 'OK', 'INSUFFICIENT_DATA'),
      minute: fc.integer({ min: 0, max: 5 }),
      copies: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

describe('signals handled in any order, duplicated, delayed and killed anywhere', () => {
  it(`keep one open incident per group, lose no signal and count none twice (${RUNS} random schedules)`, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const world = await play(given);
        expectOneOpenIncident(world);
        expectEverySignalOnce(world);
        expectNewestRegisters(world);
        expectTargetsAsked(world);
      }),
      { numRuns: RUNS },
    );
  });
});

interface World {
  readonly table: MemoryTable;
  readonly signals: readonly Signal[];
  readonly outcomes: ReadonlyMap<string, Recorded['outcome'][]>;
  readonly asked: ReadonlyMap<string, number>;
}

async function play({ seed, killRate, signals: given, ticks }: Scenario): Promise<World> {
  const schedule = new Schedule(seed, killRate);
  const table = new MemoryTable();
  let now = START;
  const asked = new Map<string, number>();
  const outcomes = new Map<string, Recorded['outcome'][]>();
  const ask = (turn: Turn, { id, state }: Incident) =>
    turn(() => asked.set(id, Math.max(state.revision, asked.get(id) ?? 0)));

  const signals = given.map(toSignal);
  for (const [index, signal] of signals.entries()) {
    for (let copy = 0; copy < given[index]!.copies; copy++) {
      schedule.spawn(async (turn) => {
        const recorded = await new Ledger(table.seenBy(turn), () => now).record(signal);
        if (recorded.outcome === 'recorded') await ask(turn, recorded.incident);
        outcomes.set(signal.event.key, [...(outcomes.get(signal.event.key) ?? []), recorded.outcome]);
      });
    }
  }
  for (const minutes of ticks) {
    schedule.spawn(async (turn) => {
      now += minutes * MINUTE;
      const ledger = new Ledger(table.seenBy(turn), () => now);
      const incident = await ledger.advance(GROUP, async (state) => nextEvent(state, now));
      if (incident === undefined) return;
      await ask(turn, incident);
      await ledger.retire(incident);
    });
  }
  await schedule.run();
  return { table, signals, outcomes, asked };
}

async function nextEvent(state: IncidentState, now: number) {
  const [due] = pending(state, now);
  const enough = { requests: 1000, usual: 1000 };
  return (
    due &&
    decide(
      due,
      due.questions.map((question) => (question.kind === 'bad' ? { bad: 1 } : enough)),
    )
  );
}

function toSignal({ slo, alarm, value, minute }: Scenario['signals'][number]): Signal {
  const at = START + minute * MINUTE;
  const arn = `arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/${slo}/${alarm}`;
  return {
    group: GROUP,
    entry: entry({ slo }),
    event: { version: 1, type: 'alarm', key: alarmSignalKey(arn, value, at), slo, alarm, value, at },
  };
}

function logs({ table }: World): { id: string; entries: ReturnType<typeof readLogEntry>[] }[] {
  const found = [];
  for (let generation = 1; ; generation++) {
    const id = incidentId(GROUP, generation);
    const items = table.all().filter(({ pk, sk }) => pk === `INC#${id}` && sk.startsWith('EVENT#'));
    if (items.length === 0) return found;
    found.push({ id, entries: items.map((item) => readLogEntry(Number(item.sk.slice(6)), item.event)) });
  }
}

function expectOneOpenIncident(world: World): void {
  const all = logs(world);
  const breached = world.signals.some(
    ({ event }) => 'value' in event && event.value === 'ALARM' && opensIncident(event.alarm),
  );
  if (!breached) expect(all).toEqual([]);
  for (const { entries } of all) {
    expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1));
    expect(entries.slice(0, -1).some(({ event }) => event?.type === 'sealed')).toBe(false);
  }
  const unsealed = all.filter(({ entries }) => !fold(entries)!.sealed);
  expect(unsealed.length).toBeLessThanOrEqual(1);
  if (unsealed.length === 1) expect(unsealed[0]).toBe(all.at(-1));
}

function expectEverySignalOnce(world: World): void {
  const counted = logs(world).flatMap(({ entries }) =>
    entries.flatMap(({ event }) => (event?.type === 'alarm' && event.key ? [event.key] : [])),
  );
  expect(new Set(counted).size).toBe(counted.length);
  for (const { event } of world.signals) {
    const opens = 'value' in event && event.value === 'ALARM' && opensIncident(event.alarm);
    const noted = world.outcomes.get(event.key)!.includes('noted');
    if (opens || !noted) expect(counted).toContain(event.key);
    const alarm = 'alarm' in event ? event.alarm : undefined;
    const kept = world.table.all().find(({ pk, sk }) => pk.endsWith(`/prod/${event.slo}`) && sk === `ALARM#${alarm}`);
    expect(kept!.at as number).toBeGreaterThanOrEqual(event.at);
  }
}

/** An alarm that found no incident, and an incident that opened at that moment, have not missed each other. */
function expectNewestRegisters(world: World): void {
  const last = logs(world).at(-1);
  const state = last && fold(last.entries)!;
  if (state === undefined || state.sealed) return;
  for (const slo of Object.keys(state.objectives)) {
    for (const row of world.table.all().filter(({ pk }) => pk.endsWith(`/prod/${slo}`))) {
      expect(state.registers[`${slo}/${row.alarm}`]?.at ?? 0).toBe(row.at);
    }
  }
}

function expectTargetsAsked(world: World): void {
  const last = logs(world).at(-1);
  if (last !== undefined) expect(world.asked.get(last.id)).toBe(fold(last.entries)!.revision);
}
