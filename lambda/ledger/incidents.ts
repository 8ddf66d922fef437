import type { IncidentEvent, LogEntry } from '../../lib/model/contracts/incident-event';
import { fold, advance as folded, type IncidentState } from '../../lib/model/incident';
import type { Group } from '../../lib/model/names';
import * as items from './items';
import { ABSENT, equals, type LedgerTable } from './table';

export interface Incident {
  readonly id: string;
  readonly group: Group;
  readonly state: IncidentState;
  /** What the state was folded from. */
  readonly log: readonly LogEntry[];
}

/** What comes after a state; nothing when it stays as it is. */
export type Next = (state: IncidentState) => Promise<IncidentEvent | undefined> | IncidentEvent | undefined;

/** Groups' pointers and incidents' logs, as they are read and appended to. */
export class Incidents {
  readonly #table: LedgerTable;
  readonly #now: () => number;

  constructor(table: LedgerTable, now: () => number) {
    this.#table = table;
    this.#now = now;
  }

  async head(group: Group): Promise<items.Head | undefined> {
    return (await this.#table.get(items.groupPk(group), items.HEAD)) as items.Head | undefined;
  }

  /** The group's incident, over or not. */
  async current(group: Group): Promise<Incident | undefined> {
    const head = await this.head(group);
    return head && this.of(head);
  }

  /** The incident that the pointer names; nothing when no event of its log can be read. */
  async of({ incident: id, group, first }: items.Head): Promise<Incident | undefined> {
    const rows = await this.#rows(id);
    const [beginning] = rows;
    if (beginning !== undefined && items.readEventItem(beginning).n === 1) {
      // Written before it said whose incident it is: who knows nothing but the id looks for it there.
      if (items.groupOf(beginning) === undefined)
        await this.#table.put({ ...beginning, group }, equals('sk', beginning.sk));
      return withLog(id, group, rows.map(items.readEventItem));
    }
    // Left out by a crash, or expired in an incident that is open for more than a year: it says what the incident is about.
    await this.#table.put(items.firstEventItem(id, group, first, this.#now()), ABSENT);
    return withLog(id, group, await this.#log(id));
  }

  /** Nothing when it has no log, or none any more. */
  async find(id: string): Promise<Incident | undefined> {
    const rows = await this.#rows(id);
    const group = rows[0] && items.groupOf(rows[0]);
    return group && withLog(id, group, rows.map(items.readEventItem));
  }

  async state(id: string): Promise<IncidentState | undefined> {
    return fold(await this.#log(id));
  }

  /** Puts the event after the last one folded; nothing when somebody else was faster. */
  async append({ id, group, log, state }: Incident, event: IncidentEvent): Promise<Incident | undefined> {
    const n = state.revision + 1;
    if (!(await this.#table.put(items.eventItem(id, n, event, this.#now()), ABSENT))) return undefined;
    return { id, group, log: [...log, { n, event }], state: folded(state, { n, event })! };
  }

  async reread({ id, group }: Incident): Promise<Incident> {
    return withLog(id, group, await this.#log(id))!;
  }

  /**
   * Appends what `next` makes of the incident's newest state, which is asked again after each lost race. After its end only what people
   * learned from it is appended.
   *
   * @returns the incident as it is then; nothing when it has no log
   */
  async change(id: string, next: Next): Promise<Incident | undefined> {
    for (;;) {
      const incident = await this.find(id);
      const event = incident && (await next(incident.state));
      if (incident === undefined || event === undefined) return incident;
      if (incident.state.sealed && event.type !== 'reviewed') return incident;
      const changed = await this.append(incident, event);
      if (changed !== undefined) return changed;
    }
  }

  async #log(id: string): Promise<LogEntry[]> {
    return (await this.#rows(id)).map(items.readEventItem);
  }

  #rows(id: string) {
    return this.#table.query(items.incidentPk(id), items.EVENT_PREFIX);
  }
}

/** What was found out or done says nothing without what it is about: an incident whose beginning cannot be read is none. */
function withLog(id: string, group: Group, log: readonly LogEntry[]): Incident | undefined {
  const isAboutSomething = log.some(({ event }) => event?.type === 'alarm' || event?.type === 'report');
  const state = isAboutSomething ? fold(log) : undefined;
  return state && { id, group, log, state };
}

/** The incident is sealed. Its log may have expired since, and what is left of it would look like an open incident. */
export function isRetired({ activeIn }: items.Head): boolean {
  return activeIn === undefined;
}
