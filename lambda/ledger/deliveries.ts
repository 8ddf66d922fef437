import type { FailureReason } from '../../lib/model/contracts/target-result';
import type { Shown } from '../../lib/model/delivery/canary';
import type { LastWrite } from '../../lib/model/delivery/pace';
import type { Progress } from '../../lib/model/delivery/sweep';
import type { Fields, RemoteRef } from '../targets/target';
import { expiry, incidentPk, RETENTION_DAYS } from './items';
import { ABSENT, type Condition, equals, type Item, type LedgerTable } from './table';

/**
 * What was done at one target about one incident. The row of the object carries the lease and its fence; each note has a row
 * of its own. Every write is conditional on the fence, so a worker that lost its lease cannot overwrite its successor.
 */
export interface ObjectRow extends Item, Progress, LastWrite {
  readonly fence: number;
  /** `intent`: a write began and its outcome is not recorded, because it is unknown or because we died. */
  readonly phase: 'new' | 'intent' | 'done' | 'rejected';
  readonly ref?: RemoteRef;
  /** Revision that the object shows. */
  readonly doneRevision: number;
  /** Revision at which the object was created: it covers everything up to it, notes cover what comes after. */
  readonly createdRevision: number;
  /** Digest of the document last written: an unchanged one is not written again. */
  readonly digest?: string;
  /** What we may have written of the fields that people edit, too: what was last confirmed, and tries since then. */
  readonly ours?: readonly Fields[] | undefined;
  /** When the end is to be told again; 0 when it has been. */
  readonly endAgainAt?: number;
  /** Whether the object said from its beginning what was found out. */
  readonly foundAtFirst?: boolean;
  readonly intentAt?: number;
  /** When the first write began after which there may be two objects; look-ups for duplicates begin here. */
  readonly doubtAt?: number;
  /** Another object was adopted, and notes that it lacks are not yet marked to be told again. */
  readonly retell?: boolean;
  readonly lookUps: number;
  readonly edits: number;
  /**
   * The last picture that was made for it; without an `id` it could not be made or was not taken. One that was `refused` is shown once
   * more: the other side may not have been done with it.
   */
  readonly picture?: { readonly key: string; readonly id?: string; readonly alt: string; readonly refused?: string };
  /** When the object was first confirmed at the target. */
  readonly confirmedAt?: number;
  /** The last confirmed writes, oldest first: by them a canary is judged. */
  readonly shown?: readonly Shown[];
  /** Its place in the line before the target, when it waits for one. */
  readonly placeAt?: number;
  /** Calls that did not succeed, and the last reason. */
  readonly retries: number;
  readonly why?: string;
  /** Why it is `rejected`, and what was: `newsOf` the document. */
  readonly reason?: FailureReason;
  readonly refused?: string;
}

export interface NoteFields {
  /** Fence of the lease under which the row was last written. */
  readonly fence: number;
  /** `pending`: certainly not sent. `intent`: sent, but whether it arrived is in doubt. */
  readonly phase: 'pending' | 'intent' | 'done' | 'rejected';
  readonly marker: string;
  readonly from: number;
  readonly to: number;
  readonly intentAt: number;
  readonly lookUps: number;
  /** It tells what was found out, too. */
  readonly found?: boolean;
  readonly ref?: RemoteRef;
  readonly why?: string;
}

export type NoteRow = Item & NoteFields;

export interface Lease {
  readonly object: ObjectRow;
  readonly notes: readonly NoteRow[];
}

export class Deliveries {
  readonly #table: LedgerTable;
  readonly #now: () => number;
  readonly #leaseMs: number;

  /** @param leaseMs the function's timeout and five seconds: a dead worker blocks its successor no longer */
  constructor(table: LedgerTable, now: () => number, leaseMs: number) {
    this.#table = table;
    this.#now = now;
    this.#leaseMs = leaseMs;
  }

  /** The lease, or milliseconds until the present holder's ends. */
  async lease(incident: string, target: string): Promise<Lease | number> {
    const rows = await this.rows(incident, target);
    const now = this.#now();
    const held = rows.object;
    if (held !== undefined && held.leaseUntil > now) return held.leaseUntil - now;
    const leased: ObjectRow = {
      ...(held ?? blank(incident, target)),
      fence: (held?.fence ?? 0) + 1,
      leaseUntil: now + this.#leaseMs,
    };
    const won = await this.#put(leased, held === undefined ? ABSENT : equals('fence', held.fence));
    return won ? { object: leased, notes: rows.notes } : this.#leaseMs;
  }

  async rows(incident: string, target: string): Promise<{ object?: ObjectRow; notes: NoteRow[] }> {
    const all = await this.#table.query(incidentPk(incident), prefix(target));
    const object = all.find((row) => row.sk === objectSk(target));
    const notes = all.filter((row) => row !== object) as NoteRow[];
    return object === undefined ? { notes } : { object: readObject(object), notes };
  }

  /** The object rows of an incident by target, in one query. */
  async objects(incident: string): Promise<Map<string, ObjectRow>> {
    const all = await this.#table.query(incidentPk(incident), 'DELIV#');
    return new Map(
      all.flatMap((row) => {
        const [, target = '', what] = row.sk.split('#');
        return what === OBJECT ? [[target, readObject(row)] as const] : [];
      }),
    );
  }

  /** @throws LeaseLost when somebody else holds the delivery by now */
  async save(row: ObjectRow): Promise<ObjectRow> {
    if (!(await this.#put(row, equals('fence', row.fence)))) throw new LeaseLost(row.sk);
    return row;
  }

  /** @throws LeaseLost when somebody else wrote the note's row since `before` was read */
  async saveNote(incident: string, target: string, note: NoteFields, before?: NoteRow): Promise<NoteRow> {
    const row: NoteRow = { pk: incidentPk(incident), sk: noteSk(target, note.to), ...note };
    const saved = await this.#put(row, before === undefined ? ABSENT : equals('fence', before.fence));
    if (!saved) throw new LeaseLost(row.sk);
    return row;
  }

  /** Every row is kept for so long after it was last written. */
  #put(row: Item, condition: Condition): Promise<boolean> {
    return this.#table.put({ ...row, expiresAt: expiry(RETENTION_DAYS, this.#now()) }, condition);
  }

  release(row: ObjectRow): ObjectRow {
    return { ...row, leaseUntil: 0 };
  }
}

export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  constructor(row: string) {
    super(`the lease of ${row} was taken over by another worker`);
  }
}

function prefix(target: string): string {
  return `DELIV#${target}#`;
}

const OBJECT = 'object';

function objectSk(target: string): string {
  return `${prefix(target)}${OBJECT}`;
}

function noteSk(target: string, to: number): string {
  return `${prefix(target)}note#${String(to).padStart(6, '0')}`;
}

function blank(incident: string, target: string): ObjectRow {
  return { ...DEFAULTS, pk: incidentPk(incident), sk: objectSk(target) };
}

const DEFAULTS = {
  phase: 'new',
  fence: 0,
  leaseUntil: 0,
  waitsUntil: 0,
  doneRevision: 0,
  createdRevision: 0,
  settledRevision: 0,
  lookUps: 0,
  edits: 0,
  retries: 0,
  checks: [],
  notice: '',
} as const;

/** A row that an older version wrote lacks what came later. */
function readObject(row: Item): ObjectRow {
  return { ...DEFAULTS, ...row } as ObjectRow;
}
