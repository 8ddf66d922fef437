import fc from 'fast-check';
import { Ledger, type Signal } from '../../lambda/ledger/ledger';
import type { Objective } from '../../lib/assembly';
import type { AlarmEvent } from '../../lib/model/contracts/incident-event';
import {
  concernsIncidents,
  decide,
  disagreements,
  isUnsure,
  observation,
  orphans,
  pending,
} from '../../lib/model/incident';
import { type Group, parseAlarmName } from '../../lib/model/names';
import { RequestSeries, SimulatedCloudWatch, SimulatedIncidents, type Transition, timeOf } from '../../lib/simulate';
import { alarmEvent } from '../../lib/simulate/incidents';
import { RequestCounts } from '../../lib/simulate/request-counts';
import { MemoryTable } from '../support/memory-table';
import { objectiveOf, START } from './fixture';

const GROUP = ({ account, region, entry: { stage, service } }: Objective): Group => ({
  account,
  region,
  stage,
  service,
});
const BOTH = [objectiveOf(), objectiveOf({ slo: 'search' })];

/** What the functions do with a change of an alarm and, once a minute, with the time: the ledger itself, over a table in memory. */
class Functions {
  #now = 0;
  readonly #ledger = new Ledger(new MemoryTable(), () => this.#now);
  readonly #counts: RequestCounts;

  readonly #cloudwatch: SimulatedCloudWatch;
  readonly #heard = new Map<string, Signal>();

  constructor(cloudwatch: SimulatedCloudWatch) {
    this.#cloudwatch = cloudwatch;
    this.#counts = new RequestCounts(cloudwatch);
  }

  async receive(transition: Transition): Promise<void> {
    const name = parseAlarmName(transition.alarmName)!;
    if (!concernsIncidents(name.alarm)) return;
    this.#now = transition.at;
    const objective = BOTH.find(({ entry }) => entry.slo === name.slo)!;
    const event = alarmEvent(transition, name) as Signal['event'];
    const signal = { group: GROUP(objective), entry: objective.entry, event };
    this.#heard.set(transition.alarmName, signal);
    await this.#record(transition.alarmName, signal);
  }

  /** As `reconcile` does: first what the time decides, then what was never heard of. */
  async tick(now: number): Promise<void> {
    this.#now = now;
    const named = [...this.#heard].sort(([a], [b]) => (a < b ? -1 : 1));
    const observed = observation(named.map(([arn, { event }]) => ({ ...(event as AlarmEvent), arn })));
    const incident = await this.#ledger.advance(GROUP(BOTH[0]!), async (state) =>
      pending(state, now)
        .filter(({ event }) => event.type === 'held' || !isUnsure(state, observed))
        .map((due) =>
          decide(
            due,
            due.questions.map((question) => this.#counts.answer(state, question, now)),
          ),
        )
        .find((event) => event !== undefined),
    );
    if (incident?.state.sealed) await this.#ledger.retire(incident);
    const states = incident === undefined ? [] : [incident.state];
    const unheard = [
      ...states.flatMap((state) => disagreements(state, observed)),
      ...orphans(states, observed).map((alarm) => ({ kind: 'changed', alarm }) as const),
    ];
    for (const missed of unheard) {
      if (missed.kind === 'changed') await this.#record(missed.alarm.arn, this.#heard.get(missed.alarm.arn)!);
    }
  }

  async #record(alarmName: string, signal: Signal): Promise<void> {
    await this.#ledger.record(signal, async () =>
      this.#cloudwatch.isMuted(alarmName, this.#now) ? 'muted' : undefined,
    );
  }

  current() {
    return this.#ledger.current(GROUP(BOTH[0]!));
  }
}

/** Hours of a service: calm, trickling, failing, silent. */
const stretch = fc.record({
  minutes: fc.integer({ min: 1, max: 300 }),
  total: fc.constantFrom(0, 1, 10, 100),
  badShare: fc.constantFrom(0, 0, 0, 0.001, 0.01, 0.1, 1),
});
const days = fc.array(stretch, { minLength: 1, maxLength: 8 });

/** Maintenance that mutes all alarms of one SLO for a while. */
const maintenance = fc.record({
  from: fc.integer({ min: 0, max: 1500 }),
  minutes: fc.integer({ min: 1, max: 400 }),
  objective: fc.constantFrom(...BOTH),
});

function muteRuleOf(
  { from, minutes, objective }: { from: number; minutes: number; objective: Objective },
  index: number,
) {
  const { stack, account, region, alarms } = objective;
  const at = new Date(timeOf(START + from)).toISOString().slice(0, 16);
  const name = `maintenance-${index}`;
  const alarmNames = alarms.map((alarm) => alarm.name);
  return {
    stack,
    account,
    region,
    logicalId: name,
    name,
    arn: name,
    expression: `at(${at})`,
    timeZone: 'UTC',
    minutes,
    alarmNames,
  };
}

function seriesOf(stretches: readonly { minutes: number; total: number; badShare: number }[], minutes: number) {
  const total = stretches.flatMap((one) => Array<number>(one.minutes).fill(one.total));
  const bad = stretches.flatMap((one) =>
    Array.from(
      { length: one.minutes },
      (_, minute) =>
        Math.floor((minute + 1) * one.total * one.badShare) - Math.floor(minute * one.total * one.badShare),
    ),
  );
  const filled = Array.from({ length: minutes }, (_, minute) => total[minute] ?? 10);
  const good = filled.map((count, minute) => count - Math.min(bad[minute] ?? 0, count));
  return new RequestSeries(START, Float64Array.from(good), Float64Array.from(filled));
}

it('simulated incidents are those that the ledger of the functions makes of the same alarms', async () => {
  await fc.assert(
    fc.asyncProperty(days, days, fc.array(maintenance, { maxLength: 3 }), async (checkout, search, muted) => {
      const minutes = 2200;
      const cloudwatch = new SimulatedCloudWatch({
        objectives: BOTH,
        composites: [],
        muteRules: muted.map(muteRuleOf),
        series: new Map([
          ['prod-checkout', seriesOf(checkout, minutes)],
          ['prod-search', seriesOf(search, minutes)],
        ]),
      });
      const simulated = new SimulatedIncidents(BOTH, cloudwatch);
      const functions = new Functions(cloudwatch);
      for (let minute = START + 1; minute <= START + minutes; minute += 1) {
        const changes = cloudwatch.evaluate(timeOf(minute));
        for (const change of changes) {
          simulated.receive(change);
          await functions.receive(change);
        }
        const before = simulated.incidents().at(-1)?.state.revision;
        simulated.tick(timeOf(minute));
        const last = simulated.incidents().at(-1);
        // The ledger folds its log anew each time: it is asked when the simulator decides something, and now and then.
        const decided = last?.state.revision !== before;
        if (decided || minute % 30 === 0) await functions.tick(timeOf(minute));
        if (changes.length === 0 && !decided && minute % 30 !== 0) continue;
        const current = await functions.current();
        expect(current?.id).toBe(last?.id);
        expect(current?.state).toEqual(last?.state);
      }
    }),
    { numRuns: 20, seed: 6 },
  );
});
