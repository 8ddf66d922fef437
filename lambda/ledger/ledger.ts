import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type {
  AlarmDeletedEvent,
  AlarmEvent,
  IncidentEvent,
  KnownAlarm,
  LogEntry,
} from '../../lib/model/contracts/incident-event';
import {
  type Admitted,
  admissionOf,
  breaks,
  CANARY_MS,
  fold,
  type IncidentState,
  isGivenUp,
  isNewsOf,
  isOver,
  registerKey,
  stepOf,
} from '../../lib/model/incident';
import { isFallback } from '../../lib/model/incident/fallback';
import { type Group, incidentId } from '../../lib/model/names';
import * as items from './items';
import { ABSENT, equals, type Item, type LedgerTable, older } from './table';

/** One alarm-driven signal, joined with the catalogue. */
export interface Signal {
  readonly group: Group;
  readonly entry: CatalogueEntry;
  readonly event: (AlarmEvent & { readonly key: string }) | AlarmDeletedEvent;
}

/** Why a signal must not open an incident, or not join one that is open; nothing when it may. Asked before anything is written. */
export type Admit = (step: Admitted) => Promise<string | undefined>;

const ADMIT_ALL: Admit = async () => undefined;

export interface Incident {
  readonly id: string;
  readonly group: Group;
  readonly state: IncidentState;
  /** What the state was folded from. */
  readonly log: readonly LogEntry[];
}

export type Recorded =
  /** It is in the log of this incident, which must now be told (also when it already was: the first try may have died). */
  | { readonly outcome: 'recorded'; readonly incident: Incident; readonly duplicate: boolean }
  /** Nothing is open and this signal opens nothing, or it is not admitted; its alarm's state is kept. */
  | { readonly outcome: 'noted'; readonly why?: string }
  /** An earlier, finished incident of the group has it. */
  | { readonly outcome: 'past'; readonly incident: string };

/**
 * Groups, incidents and events. Every write is one conditional put of one item, and every step may be the last one before a
 * crash: whoever comes next, with the same signal or another, repairs what was left half done. The order of steps:
 *
 * 1. keep the alarm's own state (last writer wins by the alarm's timestamp),
 * 2. read the group's pointer, and put event 1 in place if a crash left it out,
 * 3. fold the log; a signal that is in it needs nothing more,
 * 4. claim the signal's receipt for this generation,
 * 5. append after the last event folded, or seal a finished incident and move the pointer to a new one,
 * 6. copy into the log what sibling alarms said meanwhile.
 *
 * Step 1 comes first so that an alarm which finds no incident, and an incident which opens at the same moment, cannot miss
 * each other: either the alarm sees the incident in step 2 or the incident sees the alarm in step 6.
 */
export class Ledger {
  readonly #table: LedgerTable;
  readonly #now: () => number;

  constructor(table: LedgerTable, now: () => number) {
    this.#table = table;
    this.#now = now;
  }

  async record(received: Signal, admit: Admit = ADMIT_ALL): Promise<Recorded> {
    const signal = isFallback(received.entry) ? await this.#placed(received) : received;
    const { group, event } = signal;
    await this.#table.put(items.alarmItem(group, event), older('at', event.at));
    for (;;) {
      const recorded = await this.#tryRecord(signal, admit);
      if (recorded === undefined) continue;
      return recorded.outcome === 'recorded' ? this.#completed(recorded, signal) : recorded;
    }
  }

  /**
   * What stands in for a missing catalogue entry does not know the SLO's service, but the SLO's alarms have spoken before: when a stack
   * is deleted, its alarms' end belongs to the incident that waits for them.
   */
  async #placed(signal: Signal): Promise<Signal> {
    const { slo } = signal.event;
    const rows = await this.#table.query(items.alarmsPk(signal.group, slo), items.ALARM_PREFIX);
    const group = rows
      .flatMap((row) => items.knownGroup(row) ?? [])
      .find(({ service, segment }) => service !== slo || segment !== undefined);
    return group === undefined ? signal : { ...signal, group };
  }

  /** Appends what `next` makes of the state, until it fits or there is nothing to append. */
  async advance(
    group: Group,
    next: (state: IncidentState) => Promise<IncidentEvent | undefined>,
  ): Promise<Incident | undefined> {
    for (;;) {
      const head = await this.#head(group);
      if (head === undefined || isRetired(head)) return undefined;
      const incident = await this.#incident(head);
      if (incident === undefined)
        throw new Error(`incident ${head.incident} begins with nothing that this code can read`);
      const event = incident.state.sealed ? undefined : await next(incident.state);
      if (event === undefined) return incident;
      await this.#append(incident, event);
    }
  }

  /** Takes a sealed incident out of the index. Its end must be told first: nobody looks at it afterwards. */
  async retire({ id, group, state }: Incident): Promise<void> {
    const head = await this.#head(group);
    if (head === undefined || head.incident !== id || !state.sealed) return;
    const { activeIn: _, ...rest } = head;
    await this.#table.put(rest as Item, equals('generation', head.generation));
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

  /** The group's incident, over or not. */
  async current(group: Group): Promise<Incident | undefined> {
    const head = await this.#head(group);
    return head === undefined ? undefined : this.#incident(head);
  }

  async state(incident: string): Promise<IncidentState | undefined> {
    return fold(await this.#log(incident));
  }

  /**
   * Siblings matter when the SLO is new to the incident, and to a repeated signal, whose first try may have died before. Later
   * siblings see the incident themselves.
   */
  async #completed(recorded: Extract<Recorded, { outcome: 'recorded' }>, signal: Signal): Promise<Recorded> {
    const { incident, duplicate } = recorded;
    const last = incident.log.find(({ event }) => event?.type === 'alarm' && event.key === signal.event.key)?.event;
    const brought = last?.type === 'alarm' && last.entry !== undefined;
    return brought || duplicate ? { ...recorded, incident: await this.#withSiblings(incident, signal) } : recorded;
  }

  async #tryRecord(signal: Signal, admit: Admit): Promise<Recorded | undefined> {
    const { group, event } = signal;
    const head = await this.#head(group);
    // An incident that cannot be read (another version of this code began it) must not swallow a breach.
    const incident = head === undefined || isRetired(head) ? undefined : await this.#incident(head);
    const step = stepOf(incident?.state, event, this.#now());
    if (step === 'repeat') return this.#repeated(signal, incident!);
    const asked = admissionOf(incident?.state, event);
    const refused = asked && (await admit(asked));
    if (refused !== undefined) return { outcome: 'noted', why: refused };

    if (step === 'note') return { outcome: 'noted' };
    if (step === 'open' || head === undefined || incident === undefined)
      return this.#open(signal, (head?.generation ?? 0) + 1, head);
    if (step === 'seal') {
      await this.#append(incident, { version: 1, type: 'sealed', at: this.#now() });
      return undefined;
    }
    const past = await this.#claim(signal, head.generation);
    if (past !== undefined) return past;
    const appended = await this.#append(incident, await this.#withContext(signal, incident.state));
    return appended && { outcome: 'recorded', incident: appended, duplicate: false };
  }

  /** It is in the log; but the SLO may have left shadow since, and its alarm that fires will say nothing new for days. */
  async #repeated(signal: Signal, incident: Incident): Promise<Recorded | undefined> {
    const { event, entry } = signal;
    const isNews = event.type === 'alarm' && !incident.state.sealed && isNewsOf(incident.state, entry, event.alarm);
    if (!isNews) return { outcome: 'recorded', incident, duplicate: true };
    const { key: _, ...said } = await this.#withContext(signal, incident.state);
    const appended = await this.#append(incident, said as AlarmEvent);
    return appended && { outcome: 'recorded', incident: appended, duplicate: true };
  }

  /** Moves the group's pointer; the new incident's first event travels inline. The next round finds and completes it. */
  async #open(signal: Signal, generation: number, head: items.Head | undefined): Promise<Recorded | undefined> {
    const past = await this.#claim(signal, generation);
    if (past !== undefined) return past;
    const incident = incidentId(signal.group, generation);
    const moved = items.headItem(signal.group, generation, incident, await this.#withContext(signal, undefined));
    const won = await this.#table.put(moved, head === undefined ? ABSENT : equals('generation', head.generation));
    if (!won) return undefined;
    const opened = await this.#incident(moved);
    return opened && { outcome: 'recorded', incident: opened, duplicate: false };
  }

  /** Something only when an earlier generation took the signal and really has it in its log. */
  async #claim(signal: Signal, generation: number): Promise<Recorded | undefined> {
    const receipt = items.receiptItem(signal.event.key, generation, this.#now());
    if (await this.#table.put(receipt, ABSENT)) return undefined;
    const found = await this.#table.get(receipt.pk, receipt.sk);
    const taken = Number(found?.generation ?? generation);
    if (taken >= generation) return undefined;
    const earlier = incidentId(signal.group, taken);
    if ((await this.state(earlier))?.signals.has(signal.event.key)) return { outcome: 'past', incident: earlier };
    await this.#table.put(receipt, equals('generation', taken));
    return undefined;
  }

  /**
   * The SLO's catalogue entry, and what its other alarms said before, travel with the first event that concerns the SLO; and again
   * with an alarm that the incident's entry does not name but a newer one does, when the SLO left shadow or entered it, and with
   * the end of an alarm that the SLO's newer entry has given up.
   */
  async #withContext(
    { group, event, entry }: Signal,
    state: IncidentState | undefined,
  ): Promise<AlarmEvent | AlarmDeletedEvent> {
    if (event.type === 'alarmDeleted') return isGivenUp(entry, event) ? { ...event, entry } : event;
    if (!isNewsOf(state, entry, event.alarm)) return event;
    const known = (await this.#siblings(group, event.slo)).filter(({ alarm }) => alarm !== event.alarm);
    return known.length === 0 ? { ...event, entry } : { ...event, entry, known };
  }

  async #withSiblings(incident: Incident, { group, event: { slo } }: Signal): Promise<Incident> {
    let current = incident;
    for (const known of await this.#siblings(group, slo)) {
      while (this.#misses(current.state, slo, known)) {
        const copied = await this.#append(current, { version: 1, type: 'alarm', slo, ...known });
        current = copied ?? (await this.#reread(current));
      }
    }
    return current;
  }

  /**
   * An alarm that fires when the incident is over is not copied: its row was written first, and its own signal, perhaps after a
   * crash, opens the next incident.
   */
  #misses(state: IncidentState, slo: string, known: KnownAlarm): boolean {
    if (state.sealed || (breaks(known) && isOver(state, this.#now()))) return false;
    return (state.registers[registerKey(slo, known.alarm)]?.at ?? 0) < known.at;
  }

  async #siblings(group: Group, slo: string): Promise<KnownAlarm[]> {
    return (await this.#table.query(items.alarmsPk(group, slo), items.ALARM_PREFIX)).map(items.knownAlarm);
  }

  /** Puts the event after the last one folded; nothing when somebody else was faster. */
  async #append(incident: Incident, event: IncidentEvent): Promise<Incident | undefined> {
    const n = incident.state.revision + 1;
    if (!(await this.#table.put(items.eventItem(incident.id, n, event, this.#now()), ABSENT))) return undefined;
    return withLog(incident, [...incident.log, { n, event }]);
  }

  async #head(group: Group): Promise<items.Head | undefined> {
    return (await this.#table.get(items.groupPk(group), items.HEAD)) as items.Head | undefined;
  }

  /** Nothing when no event of its log can be read. */
  async #incident(head: items.Head): Promise<Incident | undefined> {
    let log = await this.#log(head.incident);
    // Left out by a crash, or expired in an incident that is open for more than a year: it says what the incident is about.
    if (log[0]?.n !== 1) {
      await this.#table.put(items.eventItem(head.incident, 1, head.first, this.#now()), ABSENT);
      log = await this.#log(head.incident);
    }
    return fold(log) && withLog({ id: head.incident, group: head.group }, log);
  }

  async #reread(incident: Incident): Promise<Incident> {
    return withLog(incident, await this.#log(incident.id));
  }

  async #log(incident: string): Promise<LogEntry[]> {
    return (await this.#table.query(items.incidentPk(incident), items.EVENT_PREFIX)).map(items.readEventItem);
  }

  #isYoungCanary({ first }: items.Head): boolean {
    return first.type === 'alarm' && first.entry?.canary === true && this.#now() - first.at < CANARY_MS;
  }
}

/** The incident is sealed. Its log may have expired since, and what is left of it would look like an open incident. */
function isRetired({ activeIn }: items.Head): boolean {
  return activeIn === undefined;
}

function withLog({ id, group }: Pick<Incident, 'id' | 'group'>, log: readonly LogEntry[]): Incident {
  return { id, group, log, state: fold(log)! };
}
