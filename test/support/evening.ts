import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { generator } from './schedule';
import type { World } from './world';

/** One change of an alarm of the shop, and when messages about it arrive. */
interface Change {
  readonly slo: string;
  readonly alarm: string;
  readonly value: AlarmValue;
}

const SLOS = ['place-order', 'text-preview'];
/** Milliseconds by which an alarm's clock goes ahead of everybody's. */
export type Skew = (alarm: string) => number;

/** Longer than the queues hide a message whose worker died. */
const AFTER_HIDDEN = 7;
const MOST_SETTLING_STEPS = 30;

/**
 * One incident from its first alarm to its end, in time-lapse: a page with evidence, a second SLO that joins, everything clear, hours of
 * quiet. The seed decides which SLO is first, the order of the alarms, how often each message comes and how late, and who is last.
 */
export async function evening(
  world: World,
  seed: number,
  isSettled: () => Promise<boolean>,
  skew: Skew = () => 0,
): Promise<void> {
  const random = generator(seed);
  const [first, second] = shuffled(SLOS, random) as [string, string];
  const told = new Courier(world, random, skew);
  await told.say([
    { slo: first, alarm: 'evidence', value: 'ALARM' },
    { slo: first, alarm: 'fast', value: 'ALARM' },
  ]);
  await world.jump(1 + Math.floor(random() * 4));
  await told.say([{ slo: second, alarm: 'fast', value: 'ALARM' }]);
  await world.jump(AFTER_HIDDEN);
  // The ticket tier forgets hours after the others, and the incident is mitigated until then; or, for odd seeds, it never fired.
  const slow = seed % 2 === 0;
  if (slow) await told.say([{ slo: first, alarm: 'ticket', value: 'ALARM' }]);
  await world.jump(AFTER_HIDDEN);
  await told.say([
    { slo: first, alarm: 'fast', value: 'OK' },
    { slo: second, alarm: 'fast', value: 'OK' },
    { slo: first, alarm: 'evidence', value: 'OK' },
  ]);
  for (const minutes of [AFTER_HIDDEN, AFTER_HIDDEN, 55]) await world.jump(minutes);
  if (slow) await told.say([{ slo: first, alarm: 'ticket', value: 'OK' }]);
  for (const minutes of slow ? [AFTER_HIDDEN, 60] : [AFTER_HIDDEN]) await world.jump(minutes);
  for (let step = 0; step < MOST_SETTLING_STEPS && !(await isSettled()); step += 1) await world.jump(AFTER_HIDDEN);
  // Whether the timer or the next incident's first alarm seals it.
  if (random() < 0.5) await world.jump(25 * 60);
  else await world.stack.setTime(world.now() + 25 * 60 * 60_000);
}

/** Brings messages about changes: in any order, more than once, and some copies at the next occasion only. */
class Courier {
  readonly #world: World;
  readonly #random: () => number;
  readonly #skew: Skew;
  #late: object[] = [];

  constructor(world: World, random: () => number, skew: Skew) {
    this.#world = world;
    this.#random = random;
    this.#skew = skew;
  }

  async say(changes: readonly Change[]): Promise<void> {
    const messages = changes.map(({ slo, alarm, value }) =>
      this.#world.event(
        slo,
        alarm,
        value,
        value === 'ALARM' ? 'OK' : 'ALARM',
        this.#world.now() + this.#skew(`${slo}/${alarm}`),
      ),
    );
    const repeated = messages.filter(() => this.#random() < 0.4);
    const [late, now] = [repeated.slice(1), repeated.slice(0, 1)];
    const arriving = shuffled([...messages, ...now, ...this.#late], this.#random);
    this.#late = late;
    for (const message of arriving) {
      await this.#world.stack.putEvent(message);
      // Sometimes several are handled together.
      if (this.#random() < 0.8) await this.#world.stack.drain();
    }
    await this.#world.stack.drain();
  }
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
