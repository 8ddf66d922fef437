import fc from 'fast-check';
import { Ledger } from '../../lambda/ledger/ledger';
import type { Objective } from '../../lib/assembly';
import { concernsIncidents, decide, pending } from '../../lib/model/incident';
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

  constructor(cloudwatch: SimulatedCloudWatch) {
    this.#counts = new RequestCounts(cloudwatch);
  }

  async receive(transition: Transition): Promise<void> {
    const name = parseAlarmName(transition.alarmName)!;
    if (!concernsIncidents(name.alarm)) return;
    this.#now = transition.at;
    const objective = BOTH.find(({ entry }) => entry.slo === name.slo)!;
    const event = alarmEvent(transition, name) as Parameters<Ledger['record']>[0]['event'];
    await this.#ledger.record({ group: GROUP(objective), entry: objective.entry, event });
  }

  async tick(now: number): Promise<void> {
    this.#now = now;
    const incident = await this.#ledger.advance(GROUP(BOTH[0]!), async (state) =>
      pending(state, now)
        .map((due) =>
          decide(
            due,
            due.questions.map((question) => this.#counts.answer(state, question, now)),
          ),
        )
        .find((event) => event !== undefined),
    );
    if (incident?.state.sealed) await this.#ledger.retire(incident);
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
    fc.asyncProperty(days, days, async (checkout, search) => {
      const minutes = 2200;
      const cloudwatch = new SimulatedCloudWatch({
        objectives: BOTH,
        composites: [],
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
    { numRuns: 8, seed: 6 },
  );
}, 60_000);
