import { withShown } from '../../lib/model/delivery/canary';
import { checksAfter } from '../../lib/model/delivery/janitor';
import { hasFindings, newsOf } from '../../lib/model/delivery/pace';
import type { ObjectRow } from '../ledger/deliveries';
import { log } from '../log';
import type { RemoteObject, RemoteRef } from '../targets/target';
import type { Step } from './bring';
import { isWorkForNotes } from './notes';
import { isPictureDue } from './picture';
import { later, type Session } from './session';

/** Whether the object is missing, in doubt or out of date. Who read the log before others wrote to it has nothing to say. */
export function isWorkForObject({ object, document, delivery: { state, target }, digest }: Session): boolean {
  if (object.phase === 'intent') return true;
  if (object.ref !== undefined && !target.abilities.edit) return false;
  if (isEndOwed(object) && object.doneRevision <= state.revision) return true;
  if (object.ref !== undefined && object.digest === digest) return false;
  const isRefused = object.phase === 'rejected';
  // Who refused it does not want to hear the same with more small print.
  if (isRefused && object.reason !== 'auth' && object.refused === newsOf(document)) return false;
  return object.doneRevision < state.revision || (object.doneRevision === state.revision && !isRefused);
}

export function bringObject(session: Session): Promise<Step> {
  const { ref } = session.object;
  return ref === undefined ? create(session) : edit(session, ref);
}

/** An object whose creation began but was never confirmed is looked for. */
export async function clearDoubt(session: Session): Promise<Step> {
  const { object, delivery } = session;
  if (object.phase !== 'intent' || object.ref !== undefined || !delivery.target.abilities.find) return 'done';
  const since = object.intentAt ?? delivery.now();
  const found = await delivery.target.find(delivery.incident, { since: object.doubtAt ?? since });
  if (found.outcome === 'retryLater' || found.outcome === 'unknown') return later(found);
  // Who may not look (a missing scope) has looked in vain: rather a second object in the end than none.
  if (found.outcome === 'ok' && found.value !== undefined) {
    const several = found.value.duplicates.length > 0 && session.canTidy;
    await adopt(session, found.value, several ? { doubtAt: object.doubtAt ?? since, checks: [delivery.now()] } : {});
    return 'done';
  }
  return session.missed(since, object.lookUps + 1, (lookUps) => session.save({ lookUps }));
}

/** From now on this one is the incident's object; what it shows is not known. */
export async function adopt(session: Session, remote: RemoteObject, change: Partial<ObjectRow> = {}): Promise<void> {
  const { createdRevision, confirmedAt, ref } = session.object;
  const revision = remote.revision || createdRevision;
  // What the row remembers as ours was written to another object.
  const stranger = ref === undefined ? {} : { ours: undefined };
  await session.save({
    phase: 'done',
    ref: remote.ref,
    digest: undefined,
    doneRevision: revision,
    createdRevision: revision,
    confirmedAt: confirmedAt ?? session.delivery.now(),
    retell: session.notes.length > 0,
    ...stranger,
    ...change,
  });
}

async function create(session: Session): Promise<Step> {
  const { object, document } = session;
  const { state, target, incident, now } = session.delivery;
  const again = object.phase === 'intent' && !target.abilities.find;
  const intent = { phase: 'intent', intentAt: now(), lookUps: 0, createdRevision: state.revision } as const;
  const foundAtFirst = hasFindings(state);
  const inDoubt = object.phase === 'intent' && session.canTidy;
  const doubt = inDoubt ? { doubtAt: object.doubtAt ?? object.intentAt, checks: checksAfter(now()) } : {};
  await session.save({ ...intent, foundAtFirst, ...doubt, ...session.oursBefore });
  const created = await target.create(document, { ...session.write(1, state.revision), ...(again && { again }) });
  if (created.outcome === 'ok') {
    session.wrote('create');
    const done = { ref: created.value, ...session.written, ...session.oursAfter, confirmedAt: now() };
    await session.save({ phase: 'done', ...done, ...shownNow(session), ...lastWrite(session) });
    return 'done';
  }
  if (created.outcome === 'unknown') return later(created);
  // Nothing was created: the intent is withdrawn, so that the next try does not go looking for it.
  if (created.outcome === 'rejected') {
    await session.save({ phase: 'rejected', ...refusalOf(session, created) });
    return session.refused(`create ${incident}`, created);
  }
  await session.save({ phase: 'new', why: created.why });
  return later(created);
}

async function edit(session: Session, ref: RemoteRef): Promise<Step> {
  const { object, document, picture } = session;
  const { state, target, incident, force = false, now } = session.delivery;
  // What a try may have changed must be known before it, or a person would seem to have done it.
  if (session.oursBefore !== undefined) await session.save(session.oursBefore);
  const edited = await target.edit(ref, document, session.editing(state.revision), picture);
  if (edited.outcome === 'rejected') {
    // Somebody deleted it, which is respected until a person asks for it again.
    if (edited.reason === 'gone' && force) {
      await session.save({ phase: 'new', ref: undefined });
      return create(session);
    }
    if (edited.reason === 'clientError' && picture !== undefined) return withoutPicture(session, edited.why);
    await session.save({ phase: 'rejected', ...refusalOf(session, edited) });
    return session.refused(`edit ${incident}`, edited);
  }
  if (edited.outcome !== 'ok') return later(edited);
  session.wrote('edit');
  const done = {
    ref: edited.value,
    ...session.written,
    ...session.oursAfter,
    ...endAfter(session),
    edits: object.edits + 1,
    editedAt: now(),
  };
  await session.save({ phase: 'done', ...done, ...shownNow(session), ...lastWrite(session) });
  return 'done';
}

/** The end is to be told again. */
function isEndOwed({ endAgainAt = 0 }: ObjectRow): boolean {
  return endAgainAt > 0;
}

/** Where the end may be overtaken by what was sent before it, it is owed once more. */
function endAfter({ object, document, delivery: { target, now } }: Session): Partial<ObjectRow> {
  const seconds = target.abilities.endAgainAfterSeconds;
  if (seconds === undefined) return {};
  const isOver = document.page === undefined || document.page.state === 'over';
  return { endAgainAt: isOver && !isEndOwed(object) ? now() + seconds * 1000 : 0 };
}

/**
 * The words are worth more than the picture, which may be what was refused. What Slack was handed a moment ago is refused until it is
 * processed (slackapi/slack-github-action#413): the first time it is only put off.
 */
async function withoutPicture(session: Session, why: string): Promise<Step> {
  const { object, delivery } = session;
  log.warn({ message: 'picture refused', incident: delivery.incident, target: delivery.targetName, why });
  const { id, refused, ...picture } = object.picture!;
  await session.save({ picture: { ...picture, ...(refused === undefined && id !== undefined && { refused: id }) } });
  return isWorkForObject(session) ? edit(session, object.ref!) : 'done';
}

/** A refused token leaves the revision undone: it comes again. */
function refusalOf(
  { object, document, delivery: { state } }: Session,
  refusal: { reason: ObjectRow['reason']; why: string },
): Partial<ObjectRow> {
  const { reason, why } = refusal;
  const doneRevision = reason === 'auth' ? object.doneRevision : state.revision;
  return { reason, why, refused: newsOf(document), doneRevision };
}

/** By it a canary is judged. */
function shownNow({ object, delivery: { state, now } }: Session): Pick<ObjectRow, 'shown'> {
  return { shown: withShown(object.shown, { revision: state.revision, at: now() }) };
}

/** The lease goes back with the last write, which saves one. */
function lastWrite(session: Session): Partial<ObjectRow> {
  return isWorkForNotes(session) || session.isTidyDue || isPictureDue(session) ? {} : session.settled();
}
