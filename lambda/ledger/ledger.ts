import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import type { SomeRules } from '../../lib/model/contracts/incident-rules';
import { CANARY_MS, type IncidentState, isCanary, isForTheRecord } from '../../lib/model/incident';
import { mergedInto } from '../../lib/model/incident/merge';
import type { Woken } from '../../lib/model/incident/page-together';
import { type Group, incidentId } from '../../lib/model/names';
import { type Incident, Incidents, isRetired, type Next } from './incidents';
import * as items from './items';
import { type Merged, type MergedBy, Merges } from './merges';
import { Pages } from './pages';
import { type Admit, type Recorded, Recorder, type Signal } from './recorder';
import { equals, type Item, type LedgerTable } from './table';

export type { Incident } from './incidents';
export type { Merged, MergedBy } from './merges';
export type { Admit, Recorded, Signal } from './recorder';

/** No more earlier incidents of a group are looked at: each costs a query. */
const MOST_EARLIER = 10;

/** Groups, incidents and events: every write is one conditional put of one item, and every step may be the last one before a crash. */
export class Ledger {
  readonly #table: LedgerTable;
  readonly #now: () => number;
  readonly #incidents: Incidents;
  readonly #merges: Merges;
  readonly #recorder: Recorder;
  readonly #pages: Pages;

  /** @param rules what the response stack sets for incidents that open from now on */
  constructor(table: LedgerTable, now: () => number, rules: SomeRules = {}) {
    this.#table = table;
    this.#now = now;
    this.#incidents = new Incidents(table, now);
    this.#merges = new Merges(this.#incidents, now);
    this.#recorder = new Recorder({ table, now, rules, incidents: this.#incidents, merges: this.#merges });
    this.#pages = new Pages(table, this.#incidents, now);
  }

  /** A signal into the log of its group's incident, or into a new one. @param admit asked before something begins */
  record(signal: Signal, admit?: Admit): Promise<Recorded> {
    return this.#recorder.record(signal, admit);
  }

  /** Appends what `next` makes of the state of the group's incident, until it fits or there is nothing to append. */
  async advance(
    group: Group,
    next: (state: IncidentState, incident: string) => Promise<IncidentEvent | undefined>,
  ): Promise<Incident | undefined> {
    for (;;) {
      const head = await this.#incidents.head(group);
      if (head === undefined || isRetired(head)) return undefined;
      const incident = await this.#incidents.of(head);
      if (incident === undefined)
        throw new Error(`incident ${head.incident} begins with nothing that this code can read`);
      const event = incident.state.sealed ? undefined : await next(incident.state, incident.id);
      if (event === undefined) return incident;
      await this.#incidents.append(incident, event);
    }
  }

  /** As `Incidents.change`. */
  change(incident: string, next: Next): Promise<Incident | undefined> {
    return this.#incidents.change(incident, next);
  }

  /**
   * Merges a younger incident into an older one, of whichever groups. Saying it again finishes what was left half done.
   * @returns both, or in words why not
   */
  merge(younger: string, older: string, by: MergedBy): Promise<Merged> {
    return this.#merges.merge(younger, older, by);
  }

  /** Finishes a merger: the incident that took this one over knows of it afterwards. @returns that one */
  async absorb(merged: Incident): Promise<Incident | undefined> {
    return mergedInto(merged.state) && this.#merges.absorb(merged);
  }

  /** Somebody who was woken a moment ago on the same route is not woken again: the page belongs to the incident of then. */
  pageTogether(incident: Incident, targets: readonly Woken[]): Promise<Incident> {
    return this.#pages.together(incident, targets);
  }

  /** An incident whose page was another one's calls by itself when that is over. @returns what is to be appended, if anything */
  pageApart(incident: string, state: IncidentState): Promise<IncidentEvent | undefined> {
    return this.#pages.apart(incident, state);
  }

  /** Takes a sealed incident out of the index. Its end must be told first, and its merger finished: nobody looks at it afterwards. */
  async retire({ id, group, state }: Incident): Promise<void> {
    const head = await this.#incidents.head(group);
    if (head === undefined || head.incident !== id || !state.sealed) return;
    const { activeIn: _, ...rest } = head;
    const into = mergedInto(state);
    const retired: Item = into === undefined ? rest : { ...rest, mergedInto: into };
    await this.#table.put(retired, equals('generation', head.generation));
  }

  /**
   * Incidents that are not over, or were not when the index was last written. A canary's is left out until its day is over: nothing
   * but the clock concerns it, and its log is the longest of all.
   */
  async active(stage: string): Promise<Group[]> {
    const pks = await this.#table.activeGroups(stage);
    const heads = (await Promise.all(pks.map((pk) => this.#table.get(pk, items.HEAD)))) as (items.Head | undefined)[];
    return heads.flatMap((head) => (head === undefined || this.#isYoungCanary(head) ? [] : [head.group]));
  }

  /** Incidents of the stage that people follow and that are open or mitigated. */
  async neighbours(stage: string): Promise<Incident[]> {
    const found = await Promise.all((await this.active(stage)).map((group) => this.current(group)));
    return found.filter((incident): incident is Incident => incident !== undefined && isFollowed(incident.state));
  }

  /** The group's incident, over or not. */
  current(group: Group): Promise<Incident | undefined> {
    return this.#incidents.current(group);
  }

  async state(incident: string): Promise<IncidentState | undefined> {
    return this.#incidents.state(incident);
  }

  /**
   * Incidents of the group before this one that were opened after `since`, newest first, at most ten. One that was merged is left out: what
   * it was is told by the one that took it over.
   */
  async earlierIncidents(
    group: Group,
    incident: string,
    since: number,
  ): Promise<{ readonly id: string; readonly state: IncidentState }[]> {
    const head = await this.#incidents.head(group);
    let generation = head?.generation ?? 0;
    while (generation > 0 && incidentId(group, generation) !== incident) generation -= 1;
    const found = [];
    for (generation -= 1; generation > 0 && found.length < MOST_EARLIER; generation -= 1) {
      const id = incidentId(group, generation);
      const state = await this.state(id);
      if (state === undefined || state.openedAt < since) break;
      if (mergedInto(state) === undefined) found.push({ id, state });
    }
    return found;
  }

  #isYoungCanary({ first }: items.Head): boolean {
    return first.type === 'alarm' && first.entry?.canary === true && this.#now() - first.at < CANARY_MS;
  }
}

function isFollowed(state: IncidentState): boolean {
  return state.status !== 'resolved' && !isCanary(state) && !isForTheRecord(state);
}
