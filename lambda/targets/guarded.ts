import * as v from 'valibot';
import { rejected, retryLater, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import type { RemoteObject, RemoteRef, Target, TargetCall } from './target';

/** Together with loading it and one more call this stays below the time that the function has (FUNCTION_TIMEOUT of the construct). */
const TIMEOUTS = 2;
const AGAIN_SECONDS = 60;

const failure = {
  reason: v.picklist(['auth', 'rateLimited', 'clientError', 'serverError', 'timeout', 'network', 'badAnswer', 'gone']),
  why: v.string(),
};
const outcome = v.variant('outcome', [
  v.looseObject({ outcome: v.literal('ok') }),
  v.object({ outcome: v.picklist(['rejected', 'unknown']), ...failure }),
  v.object({
    outcome: v.literal('retryLater'),
    afterSeconds: v.pipe(v.number(), v.minValue(0), v.maxValue(Number.MAX_VALUE)),
    ...failure,
  }),
]);
const ref = v.looseObject({ id: v.pipe(v.string(), v.minLength(1)), url: v.optional(v.string()) });
const found = v.optional(
  v.looseObject({
    ref,
    revision: v.number(),
    notes: v.array(v.looseObject({ marker: v.string(), ref })),
    duplicates: v.array(ref),
  }),
);

/**
 * A target whose code is not ours, as far as others must be kept from what is wrong with it: it works on copies, answers in time, and with
 * an outcome. While one hangs, no message of the same batch counts as delivered, and when the function's time is over, all of them stay
 * hidden for minutes: those of other targets, too.
 *
 * @param timeoutMs for one call of the vendor
 */
export function guarded(target: Target, timeoutMs: number): Target {
  const call = async <T>(name: TargetCall, value: v.GenericSchema, ...given: unknown[]): Promise<TargetResult<T>> => {
    try {
      const calling = (target[name] as (...given: unknown[]) => Promise<unknown>)(...structuredClone(given));
      const result = await inTime(calling, TIMEOUTS * timeoutMs);
      const isOutcome = v.is(outcome, result) && (result.outcome !== 'ok' || v.is(value, result.value));
      // What it would say the next time is the same.
      return isOutcome ? (result as TargetResult<T>) : rejected('badAnswer', `${name}: got no outcome of a target`);
    } catch (error) {
      const why = `${name}: ${error instanceof Error ? error.message : String(error)}`;
      const reason = error instanceof TooLate ? 'timeout' : 'badAnswer';
      return name === 'find' ? retryLater(AGAIN_SECONDS, reason, why) : unknown(reason, why);
    }
  };
  const { attach, fields } = target;
  return {
    abilities: target.abilities,
    ...(fields && { fields: (document) => fields.call(target, structuredClone(document)) }),
    find: (...given) => call<RemoteObject | undefined>('find', found, ...given),
    create: (...given) => call<RemoteRef>('create', ref, ...given),
    edit: (...given) => call<RemoteRef>('edit', ref, ...given),
    note: (...given) => call<RemoteRef>('note', ref, ...given),
    remove: (...given) => call<void>('remove', v.unknown(), ...given),
    // Pictures have less time, and what becomes of them harms nobody.
    ...(attach && { attach: attach.bind(target) }),
  };
}

class TooLate extends Error {}

/** @throws Error when it takes longer; what is under way goes on, and nobody listens */
export async function inTime<T>(doing: T | Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([doing, late]);
  } finally {
    clearTimeout(timer);
  }
}
