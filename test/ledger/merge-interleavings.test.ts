import fc from 'fast-check';
import { type Incident, Ledger, type Signal } from '../../lambda/ledger/ledger';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { type LogEntry, readLogEntry } from '../../lib/model/contracts/incident-event';
import { breaks, decide, fold, type IncidentState, pending } from '../../lib/model/incident';
import { mergedInto } from '../../lib/model/incident/merge';
import { alarmSignalKey, type Group, incidentId, reportSignalKey } from '../../lib/model/names';
import { entry } from '../support/entries';
import { MemoryTable } from '../support/memory-table';
import { Killed, Schedule } from '../support/schedule';

const MINUTE = 60_000;
const START = Date.parse('2026-11-14T18:00:00Z');
const RUNS = 400;
/** A service, and so a group, per letter. */
const SERVICES = ['a', 'b', 'c'] as const;
const ROUNDS = 4;

const service = fc.constantFrom(...SERVICES);
const scenario = fc.record({
  seed: fc.integer({ min: 1 }),
  killRate: fc.constantFrom(0, 0, 0.02, 0.1),
  ticks: fc.array(fc.constantFrom(1, 70, 150, 1500), { maxLength: 6 }),
  merges: fc.array(fc.record({ one: service, other: service, copies: fc.integer({ min: 1, max: 2 }) }), {
    maxLength: 5,
  }),
  signals: fc.array(
    fc.record({
      service,
      alarm: fc.constantFrom('fast', 'fast', 'evidence', 'ticket', 'report'),
      value: fc.constantFrom<AlarmValue>('ALARM', 'ALARM', 'OK', 'INSUFFICIENT_DATA'),
      minute: fc.integer({ min: 0, max: 5 }),
      copies: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 2, maxLength: 9 },
  ),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

describe('incidents that are merged while signals come in any order, duplicated, delayed and killed anywhere', () => {
  it(`leave one open incident for a group's signals and lose none (${RUNS} random schedules)`, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const world = await play(given);
        expectLogsEndOnce(world);
        expectMergersFinished(world);
        expectOneTaker(world);
        expectEverySignalOnce(world);
        expectFiringAlarmsHeard(world);
      }),
      { numRuns: RUNS },
    );
  });
});

interface Log {
  readonly id: string;
  readonly service: string;
  readonly entries: readonly LogEntry[];
  readonly state: IncidentState;
}

interface World {
  readonly table: MemoryTable;
  readonly signals: readonly Signal[];
  readonly noted: ReadonlySet<string>;
  readonly logs: ReadonlyMap<string, Log>;
}

async function play({ seed, killRate, signals: given, ticks, merges }: Scenario): Promise<World> {
  const schedule = new Schedule(seed, killRate);
  const table = new MemoryTable();
  let now = START;
  const noted = new Set<string>();
  const signals = given.map(toSignal);
  for (const [index, signal] of signals.entries()) {
    for (let copy = 0; copy < given[index]!.copies; copy += 1) {
      schedule.spawn(async (turn) => {
        const recorded = await new Ledger(table.seenBy(turn), () => now).record(signal);
        if (recorded.outcome === 'noted') noted.add(signal.event.key);
      });
    }
  }
  for (const { one, other, copies } of merges) {
    for (let copy = 0; copy < copies; copy += 1) {
      schedule.spawn(async (turn) => {
        const ledger = new Ledger(table.seenBy(turn), () => now);
        const [a, b] = [await ledger.current(group(one)), await ledger.current(group(other))];
        if (a === undefined || b === undefined) return;
        const [older, younger] = isOlder(a, b) ? [a, b] : [b, a];
        const by = { key: `merge ${younger.id} ${older.id}`, by: { name: 'Dana' }, via: 'incidents', at: now };
        await diesOnce(ledger.merge(younger.id, older.id, by));
      });
    }
  }
  for (const minutes of ticks) {
    schedule.spawn(async (turn) => {
      now += minutes * MINUTE;
      await reconcile(new Ledger(table.seenBy(turn), () => now), () => now);
    });
  }
  await schedule.run();
  // What the next minutes do, whatever died.
  for (let round = 0; round < ROUNDS; round += 1) await reconcile(new Ledger(table, () => now), () => now);
  return { table, signals, noted, logs: logsOf(table) };
}

/** Nobody says it again: whoever comes by must finish what was begun. */
async function diesOnce(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

async function reconcile(ledger: Ledger, now: () => number): Promise<void> {
  for (const name of SERVICES) {
    const incident = await ledger.advance(group(name), async (state) => {
      const [due] = pending(state, now());
      const enough = { requests: 1000, usual: 1000 };
      return (
        due &&
        decide(
          due,
          due.questions.map(({ kind }) => (kind === 'bad' ? { bad: 1 } : enough)),
        )
      );
    });
    if (incident === undefined) continue;
    await ledger.absorb(incident);
    await ledger.retire(incident);
  }
}

function isOlder(a: Incident, b: Incident): boolean {
  return a.state.openedAt === b.state.openedAt ? a.id < b.id : a.state.openedAt < b.state.openedAt;
}

function group(name: string): Group {
  return { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: name };
}

/** Each service has one SLO of its name. */
function toSignal({ service: slo, alarm, value, minute }: Scenario['signals'][number], index: number): Signal {
  // No alarm says two things at one moment.
  const at = START + minute * MINUTE + index;
  const joined = { group: group(slo), entry: entry({ slo, service: slo }) };
  if (alarm === 'report') {
    const key = reportSignalKey(`${index}`);
    return { ...joined, event: { version: 1, type: 'report', key, slo, report: `problem-${index}`, count: 1, at } };
  }
  const key = alarmSignalKey(`arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/${slo}/${alarm}`, value, at);
  return { ...joined, event: { version: 1, type: 'alarm', key, slo, alarm, value, at } };
}

function logsOf(table: MemoryTable): ReadonlyMap<string, Log> {
  const found = new Map<string, Log>();
  for (const name of SERVICES) {
    for (let generation = 1; ; generation += 1) {
      const id = incidentId(group(name), generation);
      const items = table.all().filter(({ pk, sk }) => pk === `INC#${id}` && sk.startsWith('EVENT#'));
      if (items.length === 0) break;
      const entries = items.map((item) => readLogEntry(Number(item.sk.slice(6)), item.event));
      found.set(id, { id, service: name, entries, state: fold(entries)! });
    }
  }
  return found;
}

/** Where what the incident knew is known: itself, or at the end of the way of mergers. */
function holder(world: World, log: Log): Log {
  const into = mergedInto(log.state);
  return into === undefined ? log : holder(world, world.logs.get(into.incident)!);
}

function isKnown(world: World, log: Log): boolean {
  let into = mergedInto(log.state);
  if (into === undefined) return true;
  for (; into !== undefined; into = mergedInto(world.logs.get(into.incident)!.state)) {
    if (world.logs.get(into.incident)!.state.absorbed.includes(log.id)) return true;
  }
  return false;
}

function expectLogsEndOnce({ logs }: World): void {
  for (const { entries } of logs.values()) {
    expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1));
    const ends = entries.filter(({ event }) => event?.type === 'sealed' || event?.type === 'merged');
    expect(ends).toEqual(ends.length === 0 ? [] : [entries.at(-1)]);
  }
}

function expectMergersFinished(world: World): void {
  const told = [...world.logs.values()].flatMap(({ entries }) =>
    entries.flatMap(({ event }) => (event?.type === 'absorbed' ? [event.incident] : [])),
  );
  expect(new Set(told).size).toBe(told.length);
  for (const log of world.logs.values()) {
    if (!isKnown(world, log)) expect(holder(world, log).state.sealed).toBe(true);
    const heads = world.table.all().filter(({ sk, incident }) => sk === 'HEAD' && incident === log.id);
    if (log.state.sealed) expect(heads.filter(({ activeIn }) => activeIn !== undefined)).toEqual([]);
  }
}

/** All that is open for a group is at most one: of its own, or one that took its own over. */
function expectOneTaker(world: World): void {
  for (const name of SERVICES) {
    const its = [...world.logs.values()].filter((log) => log.service === name);
    const open = new Set(its.map((log) => holder(world, log)).filter(({ state }) => !state.sealed));
    expect(open.size).toBeLessThanOrEqual(1);
  }
}

function expectEverySignalOnce(world: World): void {
  const counted = [...world.logs.values()]
    .filter((log) => isKnown(world, log))
    .flatMap(({ entries }) =>
      entries.flatMap(({ event }) => (event?.type === 'alarm' || event?.type === 'report' ? (event.key ?? []) : [])),
    );
  expect(new Set(counted).size).toBe(counted.length);
  const anywhere = [...world.logs.values()].flatMap(({ state }) => [...state.signals]);
  for (const { event } of world.signals) {
    const opens = event.type === 'report' || (event.type === 'alarm' && breaks(event));
    if (opens || !world.noted.has(event.key)) expect(anywhere).toContain(event.key);
  }
}

/** Whoever takes a group's signals knows of each of its alarms that fires. */
function expectFiringAlarmsHeard(world: World): void {
  const unknown = [...world.logs.values()].some((log) => !isKnown(world, log));
  if (unknown) return;
  const open = [...world.logs.values()].filter(({ state }) => !state.sealed);
  for (const row of world.table.all()) {
    if (!row.sk.startsWith('ALARM#') || !breaks(row as unknown as { alarm: string; value: AlarmValue })) continue;
    const registers = open.flatMap(({ state }) => state.registers[`${row.slo}/${row.alarm}`] ?? []);
    expect(registers).toEqual([expect.objectContaining({ firing: true, at: row.at })]);
  }
}
