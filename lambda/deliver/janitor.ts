import { checksLeft } from '../../lib/model/delivery/janitor';
import type { RemoteObject } from '../targets/target';
import type { Step } from './bring';
import { adopt } from './object';
import { later, type Session } from './session';

/**
 * Keeps the oldest object of the incident: adopts it, brings it up to date, tells under it what was told elsewhere, and only then
 * takes the others away. The check stays due until all of it is done, so that whoever is killed half-way is followed by somebody
 * who begins again, and at every moment one object is complete.
 */
export async function tidy(session: Session, bringUp: (session: Session) => Promise<Step>): Promise<Step> {
  const { target, incident, now } = session.delivery;
  const since = session.object.doubtAt ?? session.object.intentAt ?? now();
  const found = await target.find(incident, { since });
  if (found.outcome === 'retryLater' || found.outcome === 'unknown') return later(found);
  const remote = found.outcome === 'ok' ? found.value : undefined;
  if (remote !== undefined) await keep(session, remote);
  const brought = await bringUp(session);
  if (brought !== 'done') return brought;
  const removed = remote === undefined ? 'done' : await removeOthers(session, remote);
  if (removed === 'done') await session.save({ checks: checksLeft(session.object.checks, now()) });
  return removed;
}

async function keep(session: Session, remote: RemoteObject): Promise<void> {
  if (remote.ref.id !== session.object.ref?.id) await adopt(session, remote);
  if (!session.object.retell) return;
  const there = new Set(remote.notes.map(({ marker }) => marker));
  for (const note of session.notes) {
    const isTold = note.to <= session.object.createdRevision || there.has(note.marker);
    if (!isTold && note.phase !== 'rejected') await session.saveNote(note, { phase: 'pending' });
  }
  await session.save({ retell: false });
}

async function removeOthers(session: Session, { ref, duplicates }: RemoteObject): Promise<Step> {
  const { target, incident } = session.delivery;
  for (const duplicate of duplicates) {
    const removed = await target.remove(duplicate, ref, incident);
    if (removed.outcome === 'retryLater' || removed.outcome === 'unknown') return later(removed);
    if (removed.outcome === 'rejected') {
      const refused = session.refused(`remove ${duplicate.id}`, removed);
      if (refused !== 'done') return refused;
    } else session.wrote('remove');
  }
  return 'done';
}
