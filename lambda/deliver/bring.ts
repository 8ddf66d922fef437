import { createHash } from 'node:crypto';
import type { Audience } from '../../lib/model/contracts/target-config';
import type { TargetResult } from '../../lib/model/contracts/target-result';
import { withShown } from '../../lib/model/delivery/canary';
import { FIRST_LOOK_UP_SECONDS, nextLookUp } from '../../lib/model/delivery/doubt';
import { REFUSAL_MESSAGE } from '../../lib/model/delivery/refusal';
import type { IncidentState } from '../../lib/model/incident';
import { writeMarker } from '../../lib/model/names';
import { composeDocument, composeNote } from '../../lib/model/wording';
import type { Deliveries, NoteRow, ObjectRow } from '../ledger/deliveries';
import type { RemoteObject, RemoteRef, Target } from '../targets/target';

/** The work of one delivery: bring one target to the newest revision of one incident. */
export interface Delivery {
  readonly incident: string;
  readonly targetName: string;
  readonly audience: Audience;
  readonly target: Target;
  /** Read while the lease is taken. */
  readonly state: Promise<IncidentState>;
  readonly deliveries: Deliveries;
  readonly now: () => number;
}

/** What was written (nothing when the target was there already), or when to try again. */
export type Outcome = { readonly writes: readonly ('create' | 'edit' | 'note')[] } | Wait;

export interface Wait {
  readonly retryAfterSeconds: number;
  readonly why: string;
}

type Step = 'done' | Wait;

/**
 * Object first, then one note for all changes of state not yet told. Before everything that creates, its intent is stored,
 * and afterwards the confirmation; an intent without confirmation is a doubt, and a doubt is cleared by looking before
 * anything is written. An edit in doubt is simply made again.
 */
export async function bring(delivery: Delivery): Promise<Outcome> {
  const leasing = delivery.deliveries.lease(delivery.incident, delivery.targetName);
  const [leased, state] = await Promise.all([leasing, delivery.state]);
  if (typeof leased === 'number')
    return { retryAfterSeconds: Math.ceil(leased / 1000), why: 'another worker holds the lease' };
  const work = new Work({ ...delivery, state }, leased.object, [...leased.notes]);
  const step = await work.run();
  await work.finish(step);
  return step === 'done' ? { writes: work.writes } : step;
}

type Settled = Omit<Delivery, 'state'> & { readonly state: IncidentState };

class Work {
  readonly writes: ('create' | 'edit' | 'note')[] = [];
  readonly #d: Settled;
  #object: ObjectRow;
  #notes: NoteRow[];

  constructor(delivery: Settled, object: ObjectRow, notes: NoteRow[]) {
    this.#d = delivery;
    this.#object = object;
    this.#notes = notes;
  }

  async run(): Promise<Step> {
    if (this.#object.doneRevision >= this.#d.state.revision && this.#object.phase !== 'intent')
      return this.#tellNotes();
    const cleared = await this.#clearDoubt();
    if (cleared !== 'done') return cleared;
    const shown = this.#object.ref === undefined ? await this.#create() : await this.#edit(this.#object.ref);
    return shown === 'done' ? this.#tellNotes() : shown;
  }

  /** Gives the lease back, with what happened, unless the last confirmation has given it back already. */
  async finish(step: Step): Promise<void> {
    if (step === 'done' && this.#object.leaseUntil === 0) return;
    const retried = step === 'done' ? {} : { retries: this.#object.retries + 1, why: step.why };
    await this.#d.deliveries.save(this.#d.deliveries.release({ ...this.#object, ...retried }));
  }

  /** An object whose creation began but was never confirmed is looked for. */
  async #clearDoubt(): Promise<Step> {
    if (this.#object.phase !== 'intent' || this.#object.ref !== undefined || !this.#d.target.abilities.find)
      return 'done';
    const since = this.#object.intentAt ?? this.#d.now();
    const found = await this.#d.target.find(this.#d.incident, { since });
    if (found.outcome === 'retryLater' || found.outcome === 'unknown') return later(found);
    // Who may not look (a missing scope) has looked in vain: rather a second object in the end than none.
    if (found.outcome === 'ok' && found.value !== undefined) {
      await this.#adopt(found.value);
      return 'done';
    }
    return this.#missed(since, this.#object.lookUps + 1, (lookUps) => this.#save({ lookUps }));
  }

  async #missed(since: number, lookUps: number, save: (lookUps: number) => Promise<unknown>): Promise<Step> {
    await save(lookUps);
    const urgency = this.#d.state.episode.paged ? 'page' : 'ticket';
    const wait = nextLookUp(lookUps, (this.#d.now() - since) / 1000, urgency);
    return wait === undefined ? 'done' : { retryAfterSeconds: wait, why: `look-up ${lookUps} found nothing yet` };
  }

  async #adopt(remote: RemoteObject): Promise<void> {
    const revision = remote.revision || this.#object.createdRevision;
    await this.#save({
      phase: 'done',
      ref: remote.ref,
      doneRevision: revision,
      createdRevision: revision,
      confirmedAt: this.#d.now(),
    });
  }

  async #create(): Promise<Step> {
    const { state, target, incident, now } = this.#d;
    await this.#save({ phase: 'intent', intentAt: now(), lookUps: 0, createdRevision: state.revision });
    const document = this.#document();
    const created = await target.create(document, this.#write(1, state.revision));
    if (created.outcome === 'ok') {
      const done = { ref: created.value, doneRevision: state.revision, digest: digest(document), confirmedAt: now() };
      await this.#save({ phase: 'done', ...done, shown: this.#shown(), leaseUntil: 0 });
      this.writes.push('create');
      return 'done';
    }
    if (created.outcome === 'unknown') return later(created);
    // Nothing was created: the intent is withdrawn, so that the next try does not go looking for it.
    if (created.outcome === 'rejected') {
      await this.#save({ phase: 'rejected', why: created.why, doneRevision: state.revision });
      return this.#refused(`create ${incident}`, created);
    }
    await this.#save({ phase: 'new', why: created.why });
    return later(created);
  }

  async #edit(ref: RemoteRef): Promise<Step> {
    const { state, target, incident } = this.#d;
    const document = this.#document();
    if (digest(document) === this.#object.digest) {
      await this.#save({ phase: 'done', doneRevision: state.revision, ...this.#releaseIfLast() });
      return 'done';
    }
    const edited = await target.edit(ref, document, this.#write(1, state.revision));
    if (edited.outcome === 'rejected') {
      await this.#save({ phase: 'rejected', why: edited.why, doneRevision: state.revision });
      return this.#refused(`edit ${incident}`, edited);
    }
    if (edited.outcome !== 'ok') return later(edited);
    const done = {
      ref: edited.value,
      doneRevision: state.revision,
      digest: digest(document),
      edits: this.#object.edits + 1,
    };
    await this.#save({ phase: 'done', ...done, shown: this.#shown(), ...this.#releaseIfLast() });
    this.writes.push('edit');
    return 'done';
  }

  async #tellNotes(): Promise<Step> {
    const { target, state, incident, targetName, deliveries, now } = this.#d;
    const ref = this.#object.ref;
    if (ref === undefined || !target.abilities.note) return 'done';
    for (const note of this.#notes.filter(({ phase }) => phase === 'intent' || phase === 'pending')) {
      const sent = note.phase === 'intent' ? await this.#clearNote(ref, note) : await this.#sendAgain(ref, note);
      if (sent !== 'done') return sent;
    }
    if (!this.#owesNote()) return 'done';
    const covered = this.#coveredTo();
    const [from, to] = [covered + 1, state.revision];
    const write = { marker: writeMarker(incident, from, to), from, to, intentAt: now(), lookUps: 0 };
    const row = await deliveries.saveNote(incident, targetName, {
      phase: 'intent',
      fence: this.#object.fence,
      ...write,
    });
    this.#notes.push(row);
    return this.#sendNote(ref, row);
  }

  /** Revision up to which everything was told, by the object's creation or by notes. */
  #coveredTo(): number {
    return Math.max(this.#object.createdRevision, ...this.#notes.map((note) => note.to));
  }

  #owesNote(): boolean {
    return this.#d.state.milestones.some(({ n }) => n > this.#coveredTo());
  }

  /** The lease goes back with the last write, which saves one. */
  #releaseIfLast(): Partial<ObjectRow> {
    const open = this.#notes.some(({ phase }) => phase === 'intent' || phase === 'pending');
    return open || this.#owesNote() ? {} : { leaseUntil: 0 };
  }

  async #clearNote(ref: RemoteRef, note: NoteRow): Promise<Step> {
    const { target, incident } = this.#d;
    if (!target.abilities.find) return this.#sendAgain(ref, note);
    const found = await target.find(incident, { since: note.intentAt, ref });
    if (found.outcome === 'retryLater' || found.outcome === 'unknown') return later(found);
    const notes = found.outcome === 'ok' ? (found.value?.notes ?? []) : [];
    const there = notes.find(({ marker }) => marker === note.marker);
    if (there !== undefined) {
      await this.#saveNote(note, { phase: 'done', ref: there.ref });
      return 'done';
    }
    const again = await this.#missed(note.intentAt, note.lookUps + 1, (lookUps) => this.#saveNote(note, { lookUps }));
    return again === 'done' ? this.#sendAgain(ref, note) : again;
  }

  async #sendAgain(ref: RemoteRef, note: NoteRow): Promise<Step> {
    return this.#sendNote(ref, await this.#saveNote(note, { phase: 'intent', intentAt: this.#d.now(), lookUps: 0 }));
  }

  async #sendNote(ref: RemoteRef, note: NoteRow): Promise<Step> {
    const { target, state, incident, audience } = this.#d;
    const told = state.milestones.filter(({ n }) => n >= note.from && n <= note.to);
    const sent = await target.note(ref, composeNote(state, told, audience), {
      incident,
      marker: note.marker,
      revision: note.to,
    });
    if (sent.outcome === 'ok') {
      await this.#saveNote(note, { phase: 'done', ref: sent.value });
      this.writes.push('note');
      return 'done';
    }
    if (sent.outcome === 'rejected') {
      await this.#saveNote(note, { phase: 'rejected', why: sent.why });
      return this.#refused(`note ${note.marker}`, sent);
    }
    if (sent.outcome === 'retryLater') await this.#saveNote(note, { phase: 'pending', why: sent.why });
    return later(sent);
  }

  async #save(change: Partial<ObjectRow>): Promise<void> {
    this.#object = await this.#d.deliveries.save({ ...this.#object, ...change } as ObjectRow);
  }

  async #saveNote(note: NoteRow, change: Partial<NoteRow>): Promise<NoteRow> {
    const before = this.#notes.find(({ sk }) => sk === note.sk) ?? note;
    const changed = { ...before, ...change, fence: this.#object.fence };
    const saved = await this.#d.deliveries.saveNote(this.#d.incident, this.#d.targetName, changed, before);
    this.#notes = this.#notes.map((other) => (other.sk === note.sk ? saved : other));
    return saved;
  }

  #write(from: number, to: number) {
    return { incident: this.#d.incident, marker: writeMarker(this.#d.incident, from, to), revision: to };
  }

  #document() {
    return composeDocument(this.#d.incident, this.#d.state, this.#d.audience);
  }

  #shown() {
    return withShown(this.#object.shown, { revision: this.#d.state.revision, at: this.#d.now() });
  }

  /** A refusal is final for this revision: visible in the ledger, never retried, and the operators hear of it through the log. */
  #refused(what: string, result: { reason: string; why: string }): Step {
    console.error({
      message: REFUSAL_MESSAGE,
      target: this.#d.targetName,
      what,
      reason: result.reason,
      why: result.why,
    });
    return 'done';
  }
}

function later(result: Exclude<TargetResult<unknown>, { outcome: 'ok' }>): Step {
  const retryAfterSeconds = result.outcome === 'retryLater' ? result.afterSeconds : FIRST_LOOK_UP_SECONDS;
  return { retryAfterSeconds, why: result.why };
}

function digest(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 16);
}
