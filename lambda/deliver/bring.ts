import type { Audience } from '../../lib/model/contracts/target-config';
import type { Unreachable } from '../../lib/model/delivery/notice';
import type { Silence } from '../../lib/model/delivery/silence';
import type { IncidentState } from '../../lib/model/incident';
import type { Deliveries } from '../ledger/deliveries';
import type { Target } from '../targets/target';
import { tidy } from './janitor';
import { isWorkForNotes, tellNotes } from './notes';
import { bringObject, clearDoubt, isWorkForObject } from './object';
import { type Draw, isPictureDue, takePicture } from './picture';
import { Session } from './session';

/** The work of one delivery: bring one target to the newest revision of one incident. */
export interface Delivery {
  readonly incident: string;
  readonly targetName: string;
  readonly audience: Audience;
  readonly target: Target;
  /** Read while the lease is taken. */
  readonly state: Promise<IncidentState>;
  /** Other places of the incident that cannot be reached now, which its readers are told of. Read meanwhile, too. */
  readonly unreachable: Promise<readonly Unreachable[]>;
  readonly deliveries: Deliveries;
  /** Without it no pictures are made. */
  readonly draw?: Draw;
  /** Asked once, before the first call: nothing, or for how long the target may not be called. */
  readonly admit: (placeAt?: number) => Promise<Wait | undefined>;
  /** What was refused is tried again. */
  readonly force?: boolean;
  readonly now: () => number;
}

/** What was written (nothing when the target was there already), or when to try again. */
export type Outcome = Told | Wait;

export interface Told {
  readonly writes: readonly ('create' | 'edit' | 'note' | 'remove')[];
  /** From the event that made the revision to the object that shows it; missing when it was shown before. */
  readonly seconds?: number;
  /** What was told is to be told again after so long. */
  readonly againAfterSeconds?: number;
}

export interface Wait {
  readonly retryAfterSeconds: number;
  readonly reason: Silence;
  readonly why: string;
  /** Place in the line before the target; see lib/model/delivery/breaker.ts. */
  readonly placeAt?: number;
}

export type Step = 'done' | Wait;

/**
 * Object first, then one note for all changes of state not yet told. Before everything that creates, its intent is stored,
 * and afterwards the confirmation; an intent without confirmation is a doubt, and a doubt is cleared by looking before
 * anything is written. An edit in doubt is simply made again.
 */
export async function bring(delivery: Delivery): Promise<Outcome> {
  const leasing = delivery.deliveries.lease(delivery.incident, delivery.targetName);
  const [leased, state, unreachable] = await Promise.all([leasing, delivery.state, delivery.unreachable]);
  if (typeof leased === 'number') {
    const retryAfterSeconds = Math.ceil(leased / 1000);
    return { retryAfterSeconds, reason: 'leased', why: 'another worker holds the lease' };
  }
  const session = new Session({ ...delivery, state, unreachable }, leased.object, leased.notes);
  const step = await work(session);
  await session.finish(step);
  return step === 'done' ? session.told() : step;
}

async function work(session: Session): Promise<Step> {
  if (session.delivery.force) session.forgiveRefusals();
  if (!isWorkForNotes(session) && !session.isTidyDue) {
    if (!isWorkForObject(session)) return 'done';
    if (session.pace !== undefined) return session.pace;
  }
  const wait = await session.delivery.admit(session.object.placeAt);
  if (wait !== undefined) return wait;
  const cleared = await clearDoubt(session);
  if (cleared !== 'done') return cleared;
  return session.isTidyDue ? tidy(session, bringUp) : bringUp(session);
}

/** Notes go while an edit waits. A picture that was made now is shown by an edit of its own. */
async function bringUp(session: Session): Promise<Step> {
  const shown = await bringObjectInPace(session);
  if (shown !== 'done' && shown.reason !== 'paced') return shown;
  const told = await tellNotes(session);
  if (told !== 'done' || shown !== 'done') return told === 'done' ? shown : told;
  if (!isPictureDue(session)) return 'done';
  await takePicture(session);
  return bringObjectInPace(session);
}

async function bringObjectInPace(session: Session): Promise<Step> {
  if (!isWorkForObject(session)) return 'done';
  return session.pace ?? (await bringObject(session));
}
