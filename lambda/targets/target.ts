import type { TargetConfig } from '../../lib/model/contracts/target-config';
import type { TargetResult } from '../../lib/model/contracts/target-result';
import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';

/**
 * The one interface behind which every ticket system, chat and pager stands. A target keeps no state of its own: the
 * ledger knows what was done, the remote side knows what arrived, and the marker in every write joins the two.
 */
export interface Target {
  /** What this kind can do; a target that cannot find promises "never none" only. */
  readonly abilities: {
    readonly find: boolean;
    readonly edit: boolean;
    readonly note: boolean;
    readonly remove: boolean;
    /** False where the words of an object stay those of its beginning: what is found out afterwards is told in a note. @default true */
    readonly rewrite?: boolean;
    /** Whether it takes pictures. */
    readonly chart: boolean;
    /** The other side takes what we send in any order: the end is told again after so many seconds. */
    readonly endAgainAfterSeconds?: number;
  };

  /**
   * What we would write for the document into fields that people edit, too, as a look-up would show it. The ledger remembers it: by that
   * a person's edit is told from our own write. Missing where nobody edits beside us.
   */
  fields?(document: NeutralDocument): Fields;

  /** The object of an incident and everything of ours that it already holds. The oldest one wins when there are several. */
  find(incident: string, hint: FindHint): Promise<TargetResult<RemoteObject | undefined>>;
  create(document: NeutralDocument, write: Write): Promise<TargetResult<RemoteRef>>;
  /** Brings the object to the document, its open or closed state included; with the picture, where it takes one. */
  edit(ref: RemoteRef, document: NeutralDocument, write: Write, picture?: Picture): Promise<TargetResult<RemoteRef>>;
  /** Adds to the conversation under the object. */
  note(ref: RemoteRef, note: NeutralNote, write: Write): Promise<TargetResult<RemoteRef>>;
  /**
   * Takes a duplicate away, or where nothing can be taken away leaves it closed, pointing at the one that is kept, and no longer to be
   * found as the incident's. Fine, too, when it is gone already.
   */
  remove(duplicate: RemoteRef, kept: RemoteRef, incident: string): Promise<TargetResult<void>>;
  /** Hands a picture over, for edits of the object that come later. One that is handed over twice does no harm. */
  attach?(ref: RemoteRef, png: Uint8Array, alt: string, write: Write): Promise<TargetResult<{ imageId: string }>>;
}

/** The calls that every target answers. */
export type TargetCall = 'find' | 'create' | 'edit' | 'note' | 'remove';

/** A picture that the target holds. */
export interface Picture {
  /** As `attach` gave it. */
  readonly id: string;
  /** The same in words. */
  readonly alt: string;
}

/**
 * What people edit, too. `state` is `open` or `closed` whatever finer states the other side has: within them a person moves the object as
 * they like.
 */
export type Fields = Readonly<Partial<Record<'title' | 'priority' | 'assignee' | 'state', string>>>;

/** Opaque to everyone but the target, except `url`, which people may follow. */
export interface RemoteRef {
  readonly id: string;
  readonly url?: string;
}

export interface RemoteObject {
  readonly ref: RemoteRef;
  /** Highest revision that the object's own marker names, 0 when it has none. */
  readonly revision: number;
  /** Markers of the notes under it. */
  readonly notes: readonly { readonly marker: string; readonly ref: RemoteRef }[];
  /** Other objects of the same incident, all younger; not looked for when the hint named the object. */
  readonly duplicates: readonly RemoteRef[];
}

export interface FindHint {
  /** Epoch milliseconds of the first write that may have happened. */
  readonly since: number;
  /** Known when only notes or an edit are in doubt. */
  readonly ref?: RemoteRef;
}

/** Identity of one write: `marker` (see names.writeMarker) must end up in the remote object, invisible to readers. */
export interface Write {
  readonly incident: string;
  readonly marker: string;
  readonly revision: number;
  /**
   * `Fields` as they stand at the other side if nobody but us has touched them: what was last confirmed, and what tries since then may have
   * written. Missing: not known. `untouched` compares.
   */
  readonly ours?: readonly Fields[];
  /** An earlier try may have arrived, and nobody can look: readers are told that it may stand there twice. */
  readonly again?: boolean;
}

/** What calls of a vendor are made with. */
export interface Access {
  /** Values of the target's secret; `fresh` bypasses the cache (asked once after 401). */
  secret(fresh?: boolean): Promise<Readonly<Record<string, string>>>;
  /** Milliseconds before a call is given up. */
  readonly timeoutMs: number;
}

/** What a target is built from. */
export interface TargetDependencies extends Access {
  readonly config: TargetConfig;
}

export type TargetFactory = (dependencies: TargetDependencies) => Target;
