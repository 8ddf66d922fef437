import { LOCAL_ENVIRONMENT } from '../../lib/local';
import { incidentId } from '../../lib/model/names';
import { busyEvening, type Course } from './busy-evening';
import { firstMessagesThatWaited } from './first-messages';
import { brokenInvariants } from './invariants';
import { brokenWords, isPageLost, ledgerOf } from './on-record';
import { brokenCalls } from './pager-side';
import type { World } from './world';

/**
 * Plays an evening and returns what is wrong afterwards: at the other side, with what people said, with the order in which they heard of
 * it, with who was woken, and an incident too many. Sentences; none when all is well.
 *
 * @param number how many evenings the world has seen with this one: each has one incident of either service
 */
export async function judgedEvening(world: World, number: number, course: Course): Promise<string[]> {
  const heard = world.log.length;
  const pair = incidentsOf(number);
  const said = await busyEvening(
    world,
    course,
    pair,
    async () => (await brokenAtOtherSide(world, number)).length === 0,
  );
  const faults = [
    ...(await brokenAtOtherSide(world, number)),
    ...(await brokenWords(world.stack, said)),
    ...firstMessagesThatWaited(world.log.slice(heard)),
  ];
  for (const id of Object.values(pair)) if (await isPageLost(world.stack, id)) faults.push(`${id}: nobody was woken`);
  for (const id of Object.values(incidentsOf(number + 1)))
    if ((await ledgerOf(world.stack).state(id)) !== undefined) faults.push(`${id}: got a second incident of its group`);
  return faults;
}

/** Of an evening's incidents. */
export async function brokenAtOtherSide(world: World, number: number): Promise<string[]> {
  const faults = Object.values(incidentsOf(number)).flatMap((id) => [
    brokenInvariants(world.stack, id),
    brokenCalls(world.stack, id),
  ]);
  return (await Promise.all(faults)).flat();
}

function incidentsOf(number: number) {
  const of = (service: string) => incidentId({ ...LOCAL_ENVIRONMENT, stage: 'prod', service }, number);
  return { shop: of('shop'), storefront: of('storefront') };
}
