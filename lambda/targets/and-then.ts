import { ok, type TargetResult } from '../../lib/model/contracts/target-result';

type Later<T> = TargetResult<T> | Promise<TargetResult<T>>;

/** Goes on with what was received; a failure is passed on as it is. */
export async function andThen<A, B>(result: Later<A>, next: (value: A) => Later<B>): Promise<TargetResult<B>> {
  const received = await result;
  return received.outcome === 'ok' ? next(received.value) : received;
}

/** What somebody deleted is nothing, and no failure. */
export async function orGone<T>(result: Later<T>): Promise<TargetResult<T | undefined>> {
  const received = await result;
  return received.outcome === 'rejected' && received.reason === 'gone' ? ok(undefined) : received;
}

/** The one, or none where somebody deleted it. */
export function oneOrNone<T>(result: Later<T>): Promise<TargetResult<T[]>> {
  return andThen(orGone(result), (found) => ok(found === undefined ? [] : [found]));
}
