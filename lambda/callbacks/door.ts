import { createHash } from 'node:crypto';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { CALLBACK, type Callback, isValidCallback } from '../../lib/model/contracts/callback';
import { COMMAND_NOT_QUEUED_MESSAGE, SIGNATURE_UNCHECKED_MESSAGE } from '../../lib/model/delivery/failure';
import type { SignedWith } from '../doors/hmac';
import { type DoorAnswer, doorRequest, empty } from '../doors/request';
import { log } from '../log';
import type { CallbackKind, Heard } from './kind';

/** One target whose other side tells us what people do. */
export interface Listener {
  readonly target: string;
  readonly kind: CallbackKind;
  readonly settings: Readonly<Record<string, string>>;
  /** @throws Error when the secret cannot be read */
  hasSigned(signature: SignedWith | undefined): Promise<boolean>;
}

export interface CallbackDoorDependencies {
  /** By the name of the target. */
  readonly listeners: ReadonlyMap<string, Listener>;
  /** @throws Error when it may not be recorded */
  record(callback: Callback): Promise<void>;
  now(): number;
}

/** Whoever sends it again does so within a day (PagerDuty and Jira give up earlier); what is older is somebody's recording. */
const OLDEST_MS = 24 * 3_600_000;
/** Clocks differ. */
const NEWEST_MS = 300_000;

/**
 * What people do at the places where they work, on its way to the queue of commands: `POST /<target>`. It faces the internet, knows no
 * incidents and answers at once. Only what may work in a moment is answered with 5xx, so that nobody sends again what fails again.
 */
export function callbackDoor(
  dependencies: CallbackDoorDependencies,
): (event: LambdaFunctionURLEvent) => Promise<DoorAnswer> {
  const { listeners, now } = dependencies;
  return async (event) => {
    const request = doorRequest(event, 'json');
    if ('refused' in request) return turnedAway(request.refused);
    const listener = listeners.get(event.rawPath.slice(1));
    if (listener === undefined) return turnedAway(404);
    const { target, kind, settings } = listener;
    try {
      if (!(await listener.hasSigned(kind.signature(request, now())))) return turnedAway(401, target);
    } catch (error) {
      log.error({ message: SIGNATURE_UNCHECKED_MESSAGE, target, why: (error as Error).message });
      return empty(503);
    }
    const body = parsed(request.body);
    if (body === undefined) return turnedAway(400, target);
    const heard = kind.read(body, { settings, request });
    if (heard === undefined) return ignored(target);
    if (!(heard.at >= now() - OLDEST_MS && heard.at <= now() + NEWEST_MS)) return turnedAway(401, target);
    const callback = callbackOf(target, heard, request.body);
    return isValidCallback(callback) ? queued(callback, dependencies) : ignored(target);
  };
}

/** Numbers of deliveries are not signed, the body is: by it a callback is known again, whoever sends it. */
function callbackOf(target: string, { by, apart = '', ...heard }: Heard, body: Buffer): Callback {
  const digest = createHash('sha256')
    .update(JSON.stringify([target, apart]))
    .update(body)
    .digest('hex');
  return { version: 1, source: CALLBACK, id: `callback:${digest.slice(0, 32)}`, target, ...heard, by: { name: by } };
}

async function queued(callback: Callback, { record }: CallbackDoorDependencies): Promise<DoorAnswer> {
  const { id, target, incident, says } = callback;
  const about = { id, target, incident, says: says.type };
  try {
    await record(callback);
    log.info({ message: 'callback queued', ...about });
    return empty();
  } catch (error) {
    log.error({ message: COMMAND_NOT_QUEUED_MESSAGE, ...about, why: (error as Error).message });
    return empty(503);
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function ignored(target: string): DoorAnswer {
  log.info({ message: 'callback ignored', target });
  return empty();
}

/** Why, whoever knocks is not told. */
function turnedAway(status: number, target?: string): DoorAnswer {
  log.warn({ message: 'callback turned away', status, ...(target && { target }) });
  return empty(status);
}
