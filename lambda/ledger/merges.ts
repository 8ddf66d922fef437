import type { PersonalEvent } from '../../lib/model/contracts/incident-event';
import { absorbedEvent, mergedInto, mergeFault } from '../../lib/model/incident/merge';
import { type Incident, type Incidents, isRetired } from './incidents';
import type { Head } from './items';

/** Who merges, and when; `key` is the same however often it is said. */
export type MergedBy = Pick<Extract<PersonalEvent, { type: 'merged' }>, 'key' | 'by' | 'via' | 'at'>;

export type Merged = { readonly merged: Incident; readonly into: Incident } | { readonly refusal: string };

/** Mergers are followed so far. People merge two or three incidents into one; a longer way costs a read for each step of every signal. */
export const MOST_HOPS = 3;

/** Who takes the signals of a group, and over how many mergers it was found. */
export interface Taker {
  readonly incident: Incident | undefined;
  readonly hops: number;
}

/**
 * A merger is two events in two logs: `merged` ends the younger incident, `absorbed` tells the older one what it takes over. Whoever finds
 * the first without the second writes the second. Between them, and afterwards for as long as the older incident goes on, signals of
 * the younger one's group go there.
 */
export class Merges {
  readonly #incidents: Incidents;
  readonly #now: () => number;

  constructor(incidents: Incidents, now: () => number) {
    this.#incidents = incidents;
    this.#now = now;
  }

  async merge(younger: string, older: string, by: MergedBy): Promise<Merged> {
    const found = await this.#incidents.find(younger);
    if (found === undefined) return unknown(younger);
    let refusal: string | undefined;
    const merged = await this.#incidents.change(younger, async (state) => {
      refusal = undefined;
      if (mergedInto(state)?.incident === older) return undefined;
      const into = await this.#incidents.find(older);
      refusal = into === undefined ? unknown(older).refusal : mergeFault({ ...found, state }, into, this.#now());
      if (into === undefined || refusal !== undefined) return undefined;
      return { version: 1, type: 'merged', ...by, into: older, group: into.group };
    });
    if (refusal !== undefined || merged === undefined) return { refusal: refusal ?? unknown(younger).refusal };
    const into = await this.absorb(merged);
    return into === undefined ? unknown(older) : { merged, into };
  }

  /** Tells the older incident what it took over, unless it knows or is over by now. @returns the older incident */
  async absorb(younger: Incident): Promise<Incident | undefined> {
    for (;;) {
      const { last, knows } = await this.#way(younger);
      if (last === undefined || knows || last.state.sealed) return last;
      const told = await this.#incidents.append(last, absorbedEvent(younger.id, younger.state, this.#now()));
      if (told !== undefined) return told;
    }
  }

  /** Whether an incident knows what the merged one knew, or is still to be told. */
  async isKnown(younger: Incident): Promise<boolean> {
    const { last, knows } = await this.#way(younger);
    return knows || (last !== undefined && !last.state.sealed);
  }

  /**
   * The incident that takes the signals of a group: the one that its pointer names, or where that was merged, the one that took it
   * over, as long as that is the newest of its own group. Nothing where nothing goes on that can be read.
   */
  async taker(head: Head, hops = 0): Promise<Taker> {
    const own = isRetired(head) ? undefined : await this.#incidents.of(head);
    const into = head.mergedInto ?? (own && mergedInto(own.state));
    if (into === undefined) return { incident: own, hops };
    const next = hops < MOST_HOPS ? await this.#incidents.head(into.group) : undefined;
    return next?.incident === into.incident ? this.taker(next, hops + 1) : { incident: undefined, hops };
  }

  /** The last incident on the way of mergers that begins with this one, and whether one of them knows what it knew. */
  async #way(younger: Incident): Promise<{ readonly last: Incident | undefined; readonly knows: boolean }> {
    let last: Incident | undefined;
    let into = mergedInto(younger.state);
    for (let hop = 0; into !== undefined && hop < MOST_HOPS; hop += 1) {
      last = await this.#incidents.find(into.incident);
      if (last === undefined || last.state.absorbed.includes(younger.id)) return { last, knows: last !== undefined };
      into = mergedInto(last.state);
    }
    return { last, knows: false };
  }
}

function unknown(incident: string): { readonly refusal: string } {
  return { refusal: `incident ${incident} is not in the ledger` };
}
