import { Courier } from './courier';
import { AFTER_HIDDEN, settle, untilTomorrow } from './evening';
import { OnCall } from './on-call';
import type { Said } from './on-record';
import { generator, shuffled } from './schedule';
import type { World } from './world';

/** Incidents of one evening: the shop's, and the storefront's that turns out to be the same. */
export interface Pair {
  readonly shop: string;
  readonly storefront: string;
}

/** How an evening goes. */
export interface Course {
  readonly seed: number;
  readonly isBrief: boolean;
}

/** Longer than the door of callbacks keeps its secret, and shorter than a message is hidden whose worker died calling. */
const UNTIL_ANSWERED = 5.5;
/** Longer than page tiers must be clear until it is mitigated. */
const CLEAR = 55;

/**
 * An evening with everything in it: the shop is paged for two SLOs, the storefront for one, customers tell support, and whoever is on
 * call answers the pager, merges the storefront's incident into the shop's, names the cause and closes it, and has a customer confirm. The
 * seed decides the order of messages, and which of them come twice or late. A brief evening has one alarm of the shop, no customers and no
 * named cause.
 */
export async function busyEvening(
  world: World,
  { seed, isBrief }: Course,
  { shop, storefront }: Pair,
  isSettled: () => Promise<boolean>,
): Promise<Said> {
  const random = generator(seed);
  const [first = '', second = ''] = shuffled(['place-order', 'text-preview'], random);
  const told = new Courier(world, random);
  const onCall = new OnCall(world);
  await told.say([
    { slo: first, alarm: 'evidence', value: 'ALARM' },
    { slo: first, alarm: 'fast', value: 'ALARM' },
  ]);
  await world.jump(1 + Math.floor(random() * 4));
  if (!isBrief) await told.say([{ slo: second, alarm: 'fast', value: 'ALARM' }]);
  // Later, whichever of the shop's alarms is heard first: only the younger incident is merged into the older one.
  await world.jump(1);
  await told.say([{ slo: 'basket', alarm: 'fast', value: 'ALARM' }]);
  const report = { incident: shop, id: `ZD-${world.now()}`, count: isBrief ? 0 : 3 };
  // One customer, then more of them; the second message comes twice.
  for (const count of isBrief ? [] : [1, report.count, report.count])
    await world.hear({ id: `${report.id}#${count}`, slo: first, report: report.id, count });
  await world.jump(UNTIL_ANSWERED);
  await onCall.answers([shop, storefront]);
  await onCall.does(storefront, 'merge', { into: shop });
  if (!isBrief)
    await onCall.does(shop, 'nameCause', { tag: 'data', text: 'The preview holds the lock of the orders.' });
  await world.jump(AFTER_HIDDEN);
  await told.say([
    { slo: first, alarm: 'fast', value: 'OK' },
    ...(isBrief ? [] : [{ slo: second, alarm: 'fast', value: 'OK' } as const]),
    { slo: 'basket', alarm: 'fast', value: 'OK' },
    { slo: first, alarm: 'evidence', value: 'OK' },
  ]);
  if (!isBrief) await onCall.does(shop, 'closeCause', { how: 'fixed' });
  for (const minutes of [AFTER_HIDDEN, AFTER_HIDDEN, CLEAR]) await world.jump(minutes);
  if (!isBrief) await onCall.does(shop, 'confirm', { customer: report.id });
  await world.jump(AFTER_HIDDEN);
  await settle(world, isSettled);
  await untilTomorrow(world, random);
  return { done: onCall.done, report };
}
