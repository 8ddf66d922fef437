import { type Span, untold } from '../../lib/model/delivery/coverage';
import { hasFindings } from '../../lib/model/delivery/pace';
import { writeMarker } from '../../lib/model/names';
import { composeNote, findingsParagraphs, newsFor } from '../../lib/model/wording';
import type { NoteRow } from '../ledger/deliveries';
import type { RemoteRef } from '../targets/target';
import type { Step } from './bring';
import { later, type Session } from './session';

/** Whether a note is not yet sent, is in doubt or is owed. */
export function isWorkForNotes(session: Session): boolean {
  return hasPlace(session) && (openNotes(session).length > 0 || owed(session) !== undefined);
}

/** Nothing is told under what never came to be, and nothing under what is gone: until it is back, or a person asks for another. */
function hasPlace({ object: { phase, ref, reason }, delivery: { target } }: Session): boolean {
  return target.abilities.note && !(phase === 'rejected' && (ref === undefined || reason === 'gone'));
}

/** Under the object, each change of state once: what began is finished first, then one note tells the rest. */
export async function tellNotes(session: Session): Promise<Step> {
  const { incident, now } = session.delivery;
  const { ref } = session.object;
  if (ref === undefined || !hasPlace(session)) return 'done';
  for (const note of openNotes(session)) {
    const sent = note.phase === 'intent' ? await clearNote(session, ref, note) : await sendAgain(session, ref, note);
    if (sent !== 'done') return sent;
  }
  for (let span = owed(session); span !== undefined; span = owed(session)) {
    const marker = writeMarker(incident, span.from, span.to);
    const found = areFindingsOwed(session) && { found: true };
    const note = await session.addNote({ phase: 'intent', marker, ...span, intentAt: now(), lookUps: 0, ...found });
    const sent = await send(session, ref, note);
    if (sent !== 'done') return sent;
  }
  return 'done';
}

/** An object that was created later, because a person asked for another, says itself what they would have said. */
function openNotes({ notes, object }: Session): NoteRow[] {
  return notes.filter(({ phase, to }) => (phase === 'intent' || phase === 'pending') && to > object.createdRevision);
}

function owed(session: Session): Span | undefined {
  const { object, notes, delivery } = session;
  const { state, audience } = delivery;
  const news = untold(object.createdRevision, notes, newsFor(state, audience), state.revision);
  const { revision } = state;
  return news ?? (areFindingsOwed(session) ? { from: revision, to: revision } : undefined);
}

/** Where words cannot be brought up to date, what was found out after they were written is told once. */
function areFindingsOwed({ object, notes, delivery: { state, target } }: Session): boolean {
  const { rewrite = true } = target.abilities;
  return !rewrite && hasFindings(state) && object.foundAtFirst === false && !notes.some(({ found }) => found);
}

async function clearNote(session: Session, ref: RemoteRef, note: NoteRow): Promise<Step> {
  const { target, incident } = session.delivery;
  if (!target.abilities.find) return sendAgain(session, ref, note);
  const found = await target.find(incident, { since: note.intentAt, ref });
  if (found.outcome === 'retryLater' || found.outcome === 'unknown') return later(found);
  const notes = found.outcome === 'ok' ? (found.value?.notes ?? []) : [];
  const there = notes.find(({ marker }) => marker === note.marker);
  if (there !== undefined) {
    await session.saveNote(note, { phase: 'done', ref: there.ref });
    return 'done';
  }
  const again = await session.missed(note.intentAt, note.lookUps + 1, (lookUps) => session.saveNote(note, { lookUps }));
  return again === 'done' ? sendAgain(session, ref, note) : again;
}

async function sendAgain(session: Session, ref: RemoteRef, note: NoteRow): Promise<Step> {
  const intent = { phase: 'intent', intentAt: session.delivery.now(), lookUps: 0 } as const;
  return send(session, ref, await session.saveNote(note, intent), note.phase === 'intent');
}

/** @param inDoubt an earlier try may have arrived */
async function send(session: Session, ref: RemoteRef, note: NoteRow, inDoubt = false): Promise<Step> {
  const { target, state, audience } = session.delivery;
  const { title } = session.document;
  const told = newsFor(state, audience).filter(({ n }) => n >= note.from && n <= note.to);
  const write = { ...session.write(note.from, note.to), ...(inDoubt && !target.abilities.find && { again: true }) };
  const news = told.length === 0 ? { paragraphs: [] } : composeNote(state, told, audience);
  const paragraphs = [...news.paragraphs, ...(note.found ? findingsParagraphs(session.document) : [])];
  const sent = await target.note(ref, { title, ...news, paragraphs }, write);
  if (sent.outcome === 'ok') {
    session.wrote('note');
    await session.saveNote(note, { phase: 'done', ref: sent.value });
    return 'done';
  }
  if (sent.outcome === 'rejected') {
    await session.saveNote(note, { phase: sent.reason === 'auth' ? 'pending' : 'rejected', why: sent.why });
    return session.refused(`note ${note.marker}`, sent);
  }
  if (sent.outcome === 'retryLater') await session.saveNote(note, { phase: 'pending', why: sent.why });
  return later(sent);
}
