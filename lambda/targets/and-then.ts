import { ok, type TargetResult } from '../../lib/model/contracts/target-result';

type Later<T> = TargetResult<T> | Promise<TargetResult<T>>;

/** Goes on with what was received; a failure is passed on as it is. */
export async function andThen<A, B>(result: Later<A>, next: (value: A) => Later<B>): Promise<TargetResult<B>> {
  const received = await result;
  return received.outcome === 'ok' ? next(received.value) : received;
}

/** The same for what somebody may have deleted, which then is nothing, and no failure. */
export async function orGone<A, B>(
  result: Later<A>,
  next: (value: A) => Later<B | undefined>,
): Promise<TargetResult<B | undefined>> {
  const received = await andThen(result, next);
  return received.outcome === 'rejected' && received.reason === 'gone' ? ok(undefined) : received;
}
