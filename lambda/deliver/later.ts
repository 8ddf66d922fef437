import type { DeliveryRequest } from '../../lib/model/contracts/target-config';
import type { Ask } from '../ask-targets';
import type { Outcome } from './bring';

/**
 * An edit that can wait leaves the line of its incident and target, so that what comes behind it need not: the request is sent again
 * for later, waits by itself, and then joins the end of the line.
 */
export interface Later {
  readonly ask: (asks: readonly Ask[]) => Promise<void>;
  readonly now: () => number;
}

/** Sends a paced request for later; of several for the same moment SQS keeps one. */
export async function postpone(
  { force: _, ...request }: DeliveryRequest,
  seconds: number,
  { ask, now }: Later,
): Promise<Outcome> {
  const notBefore = Math.ceil(now() + seconds * 1000);
  await ask([{ request: { ...request, notBefore }, id: idOf(request, `later${notBefore}`) }]);
  return { writes: [] };
}

/** What a request that was sent for later waits for still; at its time it is asked again like others. */
export async function awaited({ notBefore = 0, ...request }: DeliveryRequest, { ask, now }: Later): Promise<Outcome> {
  const ms = notBefore - now();
  if (ms > 0) return { retryAfterSeconds: ms / 1000, reason: 'paced', why: 'its time has not come' };
  await ask([{ request, id: idOf(request, `due${notBefore}`) }]);
  return { writes: [] };
}

function idOf({ incident, target }: DeliveryRequest, moment: string): string {
  return `${incident}#${target}#${moment}`;
}
