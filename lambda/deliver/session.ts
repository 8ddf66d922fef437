import { createHash } from 'node:crypto';
import type { TargetResult } from '../../lib/model/contracts/target-result';
import { FIRST_LOOK_UP_SECONDS, nextLookUp } from '../../lib/model/delivery/doubt';
import { isCheckDue } from '../../lib/model/delivery/janitor';
import { noticeKey, type Unreachable } from '../../lib/model/delivery/notice';
import { editAllowedAt, hasFindings, headlineOf } from '../../lib/model/delivery/pace';
import { REFUSAL_MESSAGE } from '../../lib/model/delivery/refusal';
import type { Silence } from '../../lib/model/delivery/silence';
import type { IncidentState } from '../../lib/model/incident';
import { writeMarker } from '../../lib/model/names';
import { composeDocument, type NeutralDocument } from '../../lib/model/wording';
import type { NoteFields, NoteRow, ObjectRow } from '../ledger/deliveries';
import { log } from '../log';
import type { Fields, Picture, Write } from '../targets/target';
import type { Delivery, Step, Told, Wait } from './bring';

/** A token that was refused is tried again: somebody puts it right. The target's breaker keeps us from hammering with it. */
const REFUSED_TOKEN_SECONDS = 60;
/** Waits that cost the target no call. */
const QUIET: ReadonlySet<Silence> = new Set(['leased', 'breakerOpen', 'paused', 'paced']);

/** Tries that changed something and were never confirmed; more of them than this are told from a person's edit no more. */
const MOST_TRIES = 10;

const FREE = { leaseUntil: 0, placeAt: undefined } as const;

type Settled = Omit<Delivery, 'state' | 'unreachable'> & {
  readonly state: IncidentState;
  readonly unreachable: readonly Unreachable[];
};

/** One worker's hold of one delivery: what it brings, and the rows as they were last stored. */
export class Session {
  readonly delivery: Settled;
  readonly document: NeutralDocument;
  readonly #documentDigest: string;
  readonly #writes: Told['writes'][number][] = [];
  #object: ObjectRow;
  #notes: readonly NoteRow[];
  #seconds: number | undefined;

  constructor(delivery: Settled, object: ObjectRow, notes: readonly NoteRow[]) {
    this.delivery = delivery;
    this.#object = object;
    this.#notes = notes;
    const { incident, state, audience, unreachable } = delivery;
    this.document = composeDocument(incident, state, audience, unreachable, process.env.AWS_REGION);
    // How far a chart goes is the picture's business: without a new one nothing new is shown.
    const { chart: _, ...said } = this.document;
    this.#documentDigest = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
  }

  /** Of the document and its picture: an unchanged one is not written again. */
  get digest(): string {
    const { picture } = this;
    return picture === undefined ? this.#documentDigest : `${this.#documentDigest}+${picture.id}`;
  }

  get picture(): Picture | undefined {
    const { id, alt = '' } = this.#object.picture ?? {};
    return id === undefined || this.document.chart === undefined ? undefined : { id, alt };
  }

  get object(): ObjectRow {
    return this.#object;
  }

  get notes(): readonly NoteRow[] {
    return this.#notes;
  }

  /** How long an edit that could be made now is to wait, so that the object is not rewritten all the time. */
  get pace(): Wait | undefined {
    const { object, document, delivery } = this;
    // What an object shows that was adopted or refused is not known.
    if (object.ref === undefined || object.digest === undefined || object.phase === 'rejected') return undefined;
    const { endAgainAt = 0 } = object;
    const isNews = object.headline !== headlineOf(document);
    const due = endAgainAt > 0 && !isNews ? endAgainAt : editAllowedAt(object, document, delivery.state);
    const ms = due - delivery.now();
    return ms > 0 ? { retryAfterSeconds: ms / 1000, reason: 'paced', why: 'it was edited a moment ago' } : undefined;
  }

  /** What the row remembers of a document that was written. */
  get written(): Partial<ObjectRow> {
    const { document, digest, delivery } = this;
    const { state } = delivery;
    const enriched = hasFindings(state) ? { enriched: true } : {};
    return { doneRevision: state.revision, digest, headline: headlineOf(document), ...enriched };
  }

  /** What the row must say before a write that may change fields which people edit, too; nothing when it says it already. */
  get oursBefore(): Pick<ObjectRow, 'ours'> | undefined {
    const wanted = this.#fields;
    const { ours, ref } = this.#object;
    // What was left at an object that is known, but not what we left there, stays unknown until it is written.
    const isUnknown = ref !== undefined && ours === undefined;
    if (wanted === undefined || isUnknown || ours?.some((left) => isSame(left, wanted))) return undefined;
    return { ours: [...(ours ?? []), wanted].slice(-MOST_TRIES) };
  }

  /** The same after the write was confirmed. */
  get oursAfter(): Pick<ObjectRow, 'ours'> | undefined {
    return this.#fields && { ours: [this.#fields] };
  }

  /** An edit that knows what is ours. */
  editing(revision: number): Write {
    const { ours } = this.#object;
    return { ...this.write(1, revision), ...(ours && { ours }) };
  }

  get #fields(): Fields | undefined {
    return this.delivery.target.fields?.(this.document);
  }

  get canTidy(): boolean {
    const { find, remove } = this.delivery.target.abilities;
    return find && remove;
  }

  /** Whether it is time to look whether the incident has more than one object. */
  get isTidyDue(): boolean {
    return this.canTidy && isCheckDue(this.#object.checks, this.delivery.now());
  }

  /** What was refused counts as not yet tried. */
  forgiveRefusals(): void {
    const { phase, ref } = this.#object;
    if (phase === 'rejected') {
      this.#object = {
        ...this.#object,
        phase: ref === undefined ? 'new' : 'done',
        digest: undefined,
        reason: undefined,
      };
    }
    this.#notes = this.#notes.map((note) => (note.phase === 'rejected' ? { ...note, phase: 'pending' } : note));
  }

  /** Said at once after the target confirmed it, before it is stored. Nobody waits for small print, which has its own pace. */
  wrote(what: Told['writes'][number]): void {
    const { state, now } = this.delivery;
    this.#writes.push(what);
    const shows = what === 'create' || (what === 'edit' && this.#object.headline !== headlineOf(this.document));
    const { settledRevision } = this.#object;
    if (!shows || settledRevision >= state.revision) return;
    // What was found out meanwhile is no news: people have waited since what happened.
    const news = state.milestones.find(({ n }) => n > settledRevision);
    this.#seconds = Math.max(0, now() - (news?.at ?? state.revisedAt)) / 1000;
  }

  get hasEdited(): boolean {
    return this.#writes.includes('edit');
  }

  told(): Told {
    const { endAgainAt = 0 } = this.#object;
    const againAfterSeconds = (endAgainAt - this.delivery.now()) / 1000;
    return {
      writes: this.#writes,
      ...(this.#seconds === undefined ? {} : { seconds: this.#seconds }),
      ...(endAgainAt > 0 && { againAfterSeconds: Math.max(1, againAfterSeconds) }),
    };
  }

  async save(change: Partial<ObjectRow>): Promise<void> {
    this.#object = await this.delivery.deliveries.save({ ...this.#object, ...change } as ObjectRow);
  }

  async saveNote(note: NoteRow, change: Partial<NoteRow>): Promise<NoteRow> {
    const before = this.#notes.find(({ sk }) => sk === note.sk) ?? note;
    const changed = { ...before, ...change, fence: this.#object.fence };
    const { deliveries, incident, targetName } = this.delivery;
    const saved = await deliveries.saveNote(incident, targetName, changed, before);
    this.#notes = this.#notes.map((other) => (other.sk === note.sk ? saved : other));
    return saved;
  }

  async addNote(note: Omit<NoteFields, 'fence'>): Promise<NoteRow> {
    const { deliveries, incident, targetName } = this.delivery;
    const added = await deliveries.saveNote(incident, targetName, { ...note, fence: this.#object.fence });
    this.#notes = [...this.#notes, added];
    return added;
  }

  /** What the row says when nothing is left to do; the lease goes back with it. */
  settled(): Partial<ObjectRow> {
    const { state, unreachable } = this.delivery;
    const { settledRevision, doneRevision, ref, digest } = this.#object;
    const settled = { ...FREE, waitsUntil: 0, settledRevision: Math.max(settledRevision, state.revision) };
    if (doneRevision > state.revision) return settled;
    // A revision that changes nothing that its readers see is shown already.
    const isShown = ref !== undefined && digest === this.digest;
    const shown = isShown ? ({ phase: 'done', doneRevision: state.revision } as const) : {};
    return { ...settled, notice: noticeKey(unreachable), ...shown };
  }

  /** Gives the lease back, with what happened, unless the last confirmation has given it back already. */
  async finish(step: Step): Promise<void> {
    if (step === 'done') {
      if (this.#object.leaseUntil > 0) await this.save(this.settled());
      return;
    }
    const { retries } = this.#object;
    const waitsUntil = this.delivery.now() + step.retryAfterSeconds * 1000;
    const counted = QUIET.has(step.reason) ? {} : { retries: retries + 1 };
    await this.save({ ...FREE, waitsUntil, placeAt: step.placeAt, why: step.why, ...counted });
  }

  /** After a look-up that found nothing: when to look again, or that it is time to write anyway. */
  async missed(since: number, lookUps: number, save: (lookUps: number) => Promise<unknown>): Promise<Step> {
    await save(lookUps);
    const urgency = this.delivery.state.episode.paged ? 'page' : 'ticket';
    const retryAfterSeconds = nextLookUp(lookUps, (this.delivery.now() - since) / 1000, urgency);
    if (retryAfterSeconds === undefined) return 'done';
    return { retryAfterSeconds, reason: 'inDoubt', why: `look-up ${lookUps} found nothing yet` };
  }

  readonly write = (from: number, to: number): Write => {
    const { incident } = this.delivery;
    return { incident, marker: writeMarker(incident, from, to), revision: to };
  };

  /**
   * A refusal is visible in the ledger, and the operators hear of it through the log. It is final for this revision, except that a
   * token can be put right.
   */
  refused(what: string, result: Extract<TargetResult<unknown>, { outcome: 'rejected' }>): Step {
    const { reason, why } = result;
    log.error({ message: REFUSAL_MESSAGE, target: this.delivery.targetName, what, reason, why });
    return reason === 'auth' ? { retryAfterSeconds: REFUSED_TOKEN_SECONDS, reason: 'refused', why } : 'done';
  }
}

function isSame(a: Fields, b: Fields): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof Fields)[]);
  return [...keys].every((key) => a[key] === b[key]);
}

/** When to go on after a call that did not succeed. */
export function later(result: Extract<TargetResult<unknown>, { outcome: 'retryLater' | 'unknown' }>): Step {
  return result.outcome === 'retryLater'
    ? { retryAfterSeconds: result.afterSeconds, reason: 'failed', why: result.why }
    : { retryAfterSeconds: FIRST_LOOK_UP_SECONDS, reason: 'inDoubt', why: result.why };
}
