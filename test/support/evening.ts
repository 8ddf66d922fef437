import { Courier, type Skew } from './courier';
import { generator, shuffled } from './schedule';
import type { World } from './world';

const SLOS = ['place-order', 'text-preview'];
/** Longer than the queues hide a message whose worker died. */
export const AFTER_HIDDEN = 7;
const MOST_SETTLING_STEPS = 30;

/**
 * One incident from its first alarm to its end, in time-lapse: a page with evidence, a second SLO that joins, everything clear, hours of
 * quiet. The seed decides which SLO is first, the order of the alarms, how often each message comes and how late, and who is last.
 */
export async function evening(
  world: World,
  seed: number,
  isSettled: () => Promise<boolean>,
  skew?: Skew,
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
  await settle(world, isSettled);
  await untilTomorrow(world, random);
}

/** Lets time pass until all is told that was held up. */
export async function settle(world: World, isSettled: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < MOST_SETTLING_STEPS && !(await isSettled()); step += 1) await world.jump(AFTER_HIDDEN);
}

/** What is over is sealed afterwards: by the timer, or by the next incident's first alarm. */
export async function untilTomorrow(world: World, random: () => number): Promise<void> {
  if (random() < 0.5) await world.jump(25 * 60);
  else await world.stack.setTime(world.now() + 25 * 60 * 60_000);
}
