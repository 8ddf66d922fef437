import type { FindHint, Picture, RemoteObject, RemoteRef, Target, Write } from '../../lambda/targets/target';
import { ok, retryLater, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { parseWriteMarker } from '../../lib/model/names';
import type { NeutralDocument, NeutralNote } from '../../lib/model/wording';
import type { Turn } from './schedule';

interface Remote {
  readonly ref: RemoteRef;
  readonly incident: string;
  readonly createdRevision: number;
  document: NeutralDocument;
  marker: string;
  picture?: Picture | undefined;
  readonly notes: { marker: string; ref: RemoteRef; note: NeutralNote }[];
}

/** What the next call does instead of answering well. */
export type Misbehaviour = 'commitThenSilence' | TargetResult<never>;

/** A target in memory that keeps state and misbehaves on demand; `turn` may kill the caller around each call. */
export class FakeTarget implements Target {
  readonly abilities = { find: true, edit: true, note: true, remove: true, chart: true };
  readonly objects: Remote[] = [];
  /** Calls by name, in order. */
  readonly calls: string[] = [];
  /** Consumed one per call. */
  readonly plan: (Misbehaviour | undefined)[] = [];
  /** Objects are not listed until this time, like a lagging index; who knows one by its id sees it. */
  visibleFrom = 0;
  /** The same for single objects, by id. */
  readonly hiddenUntil = new Map<string, number>();
  /** How many were ever created. */
  created = 0;
  /** Nobody is there. */
  isDown: () => boolean = () => false;
  readonly #now: () => number;
  readonly #turn: Turn;

  constructor(now: () => number, turn: Turn = async (operation) => operation()) {
    this.#now = now;
    this.#turn = turn;
  }

  find(incident: string, { ref }: FindHint): Promise<TargetResult<RemoteObject | undefined>> {
    return this.#answer('find', () => {
      const listed = this.objects.filter((object) => object.incident === incident && this.#isListed(object));
      const found = ref === undefined ? listed[0] : this.objects.find((object) => object.ref.id === ref.id);
      const duplicates = ref === undefined ? listed.slice(1).map((object) => object.ref) : [];
      if (found === undefined) return undefined;
      return {
        ref: found.ref,
        revision: parseWriteMarker(found.marker)?.to ?? 0,
        notes: [...found.notes],
        duplicates,
      };
    });
  }

  create(document: NeutralDocument, { incident, marker, revision }: Write): Promise<TargetResult<RemoteRef>> {
    return this.#answer('create', () => {
      this.created += 1;
      const ref = { id: String(this.created) };
      this.objects.push({ ref, incident, createdRevision: revision, document, marker, notes: [] });
      return ref;
    });
  }

  edit(
    ref: RemoteRef,
    document: NeutralDocument,
    { marker }: Write,
    picture?: Picture,
  ): Promise<TargetResult<RemoteRef>> {
    return this.#answer('edit', () => {
      const object = this.objects.find((candidate) => candidate.ref.id === ref.id)!;
      object.document = document;
      object.marker = marker;
      object.picture = picture;
      return ref;
    });
  }

  note(ref: RemoteRef, note: NeutralNote, { marker }: Write): Promise<TargetResult<RemoteRef>> {
    return this.#answer('note', () => {
      const object = this.objects.find((candidate) => candidate.ref.id === ref.id)!;
      const added = { id: `${ref.id}.${object.notes.length + 1}` };
      object.notes.push({ marker, ref: added, note });
      return added;
    });
  }

  remove(duplicate: RemoteRef): Promise<TargetResult<void>> {
    return this.#answer('remove', () => {
      const at = this.objects.findIndex(({ ref }) => ref.id === duplicate.id);
      if (at >= 0) this.objects.splice(at, 1);
    });
  }

  attach(_ref: RemoteRef, png: Uint8Array): Promise<TargetResult<{ imageId: string }>> {
    return this.#answer('attach', () => ({ imageId: Buffer.from(png).toString('utf8') }));
  }

  #isListed({ ref }: Remote): boolean {
    return this.#now() >= (this.hiddenUntil.get(ref.id) ?? this.visibleFrom);
  }

  #answer<T>(call: string, commit: () => T): Promise<TargetResult<T>> {
    return this.#turn((): TargetResult<T> => {
      this.calls.push(call);
      if (this.isDown()) return retryLater(30, 'network', 'ECONNREFUSED');
      const planned = this.plan.shift();
      if (planned !== undefined && planned !== 'commitThenSilence') return planned;
      const value = commit();
      return planned === 'commitThenSilence' ? unknown('timeout', 'no answer within the time limit') : ok(value);
    });
  }
}
