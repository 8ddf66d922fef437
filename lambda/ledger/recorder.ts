import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { AlarmDeletedEvent, AlarmEvent, KnownAlarm, ReportEvent } from '../../lib/model/contracts/incident-event';
import type { SomeRules } from '../../lib/model/contracts/incident-rules';
import {
  type Admitted,
  admissionOf,
  breaks,
  type IncidentState,
  isGivenUp,
  isNewsOf,
  isOver,
  registerKey,
  stepOf,
} from '../../lib/model/incident';
import { isFallback } from '../../lib/model/incident/fallback';
import { heardAtLast } from '../../lib/model/incident/heard-late';
import { type Group, incidentId } from '../../lib/model/names';
import { AlarmRows } from './alarm-rows';
import type { Incident, Incidents } from './incidents';
import * as items from './items';
import type { Merges } from './merges';
import { Receipts, turnOf } from './receipts';
import { ABSENT, equals, type LedgerTable } from './table';

/** A change of an alarm or a report of support, joined with the catalogue. */
export interface Signal {
  readonly group: Group;
  readonly entry: CatalogueEntry;
  readonly event: (AlarmEvent & { readonly key: string }) | AlarmDeletedEvent | ReportEvent;
}

/** Why a signal must not open an incident, or not join one that is open; nothing when it may. Asked before anything is written. */
export type Admit = (step: Admitted) => Promise<string | undefined>;

const ADMIT_ALL: Admit = async () => undefined;

export type Recorded =
  /** It is in the log of this incident, which must now be told (also when it already was: the first try may have died). */
  | { readonly outcome: 'recorded'; readonly incident: Incident; readonly duplicate: boolean }
  /** Nothing is open and this signal opens nothing, or it is not admitted; its alarm's state is kept. */
  | { readonly outcome: 'noted'; readonly why?: string }
  /** An earlier, finished incident has it. */
  | { readonly outcome: 'past'; readonly incident: string };

export interface RecorderProps {
  readonly table: LedgerTable;
  readonly now: () => number;
  readonly rules: SomeRules;
  readonly incidents: Incidents;
  readonly merges: Merges;
}

/**
 * Signals into logs. Every step may be the last one before a crash: whoever comes next, with the same signal or another, repairs what was
 * left half done. The order of steps:
 *
 * 1. keep the alarm's own state (last writer wins by the alarm's timestamp),
 * 2. read the group's pointer, and put event 1 in place if a crash left it out; where the incident was merged, go where it went,
 * 3. fold the log; a signal that is in it needs nothing more,
 * 4. claim the signal's receipt for this incident,
 * 5. append after the last event folded, or seal a finished incident and move the group's pointer to a new one,
 * 6. copy into the log what sibling alarms said meanwhile.
 *
 * Step 1 comes first so that an alarm which finds no incident, and an incident which opens at the same moment, cannot miss
 * each other: either the alarm sees the incident in step 2 or the incident sees the alarm in step 6.
 */
export class Recorder {
  readonly #props: RecorderProps;
  readonly #alarms: AlarmRows;
  readonly #receipts: Receipts;

  constructor(props: RecorderProps) {
    this.#props = props;
    this.#alarms = new AlarmRows(props.table);
    this.#receipts = new Receipts(props);
  }

  async record(received: Signal, admit: Admit = ADMIT_ALL): Promise<Recorded> {
    const { entry, event } = received;
    const group = isFallback(entry) ? await this.#alarms.groupOf(received.group, event.slo) : received.group;
    const signal = { ...received, group };
    if (event.type !== 'report') await this.#alarms.keep(group, event);
    for (;;) {
      const recorded = await this.#tryRecord(signal, admit);
      if (recorded === undefined) continue;
      return recorded.outcome === 'recorded' ? this.#completed(recorded, signal) : recorded;
    }
  }

  async #tryRecord(signal: Signal, admit: Admit): Promise<Recorded | undefined> {
    const { group, event } = signal;
    const { incidents, merges, now } = this.#props;
    const head = await incidents.head(group);
    // An incident that cannot be read (another version of this code began it) must not swallow a breach.
    const { incident, hops } = head === undefined ? { incident: undefined, hops: 0 } : await merges.taker(head);
    const step = stepOf(incident?.state, event, now());
    if (step === 'repeat') return this.#repeated(signal, incident!);
    const asked = admissionOf(incident?.state, event);
    const refused = asked && (await admit(asked));
    if (refused !== undefined) return { outcome: 'noted', why: refused };

    if (step === 'note') return { outcome: 'noted' };
    if (step === 'open' || head === undefined || incident === undefined) return this.#open(signal, head);
    if (step === 'seal') {
      await incidents.append(incident, { version: 1, type: 'sealed', at: now() });
      return undefined;
    }
    const past = await this.#receipts.claim(event.key, group, {
      incident: incident.id,
      turn: turnOf(head.generation, hops),
    });
    if (past !== undefined) return { outcome: 'past', incident: past };
    const appended = await incidents.append(incident, await this.#withContext(signal, incident.state));
    return appended && { outcome: 'recorded', incident: appended, duplicate: false };
  }

  /** It is in the log; but the SLO may have left shadow since, and its alarm that fires will say nothing new for days. */
  async #repeated(signal: Signal, incident: Incident): Promise<Recorded | undefined> {
    const { event, entry } = signal;
    const isNews = event.type === 'alarm' && !incident.state.sealed && isNewsOf(incident.state, entry, event.alarm);
    if (!isNews) return { outcome: 'recorded', incident, duplicate: true };
    const { key: _, ...said } = await this.#withContext(signal, incident.state);
    const appended = await this.#props.incidents.append(incident, said as AlarmEvent);
    return appended && { outcome: 'recorded', incident: appended, duplicate: true };
  }

  /** Moves the group's pointer; the new incident's first event travels inline. The next round finds and completes it. */
  async #open(signal: Signal, head: items.Head | undefined): Promise<Recorded | undefined> {
    const { table, incidents, rules } = this.#props;
    const { group, event } = signal;
    const generation = (head?.generation ?? 0) + 1;
    const incident = incidentId(group, generation);
    const past = await this.#receipts.claim(event.key, group, { incident, turn: turnOf(generation) });
    if (past !== undefined) return { outcome: 'past', incident: past };
    const said = await this.#withContext(signal, undefined);
    const first = Object.keys(rules).length === 0 ? said : { ...said, rules };
    const moved = items.headItem(group, generation, incident, first);
    if (!(await table.put(moved, head === undefined ? ABSENT : equals('generation', head.generation))))
      return undefined;
    const opened = await incidents.of(moved);
    return opened && { outcome: 'recorded', incident: opened, duplicate: false };
  }

  /**
   * Siblings matter when the SLO is new to the incident, and to a repeated signal, whose first try may have died before. Later
   * siblings see the incident themselves.
   */
  async #completed(recorded: Extract<Recorded, { outcome: 'recorded' }>, signal: Signal): Promise<Recorded> {
    const { incident, duplicate } = recorded;
    const event = incident.log.find(({ event }) => event && 'key' in event && event.key === signal.event.key)?.event;
    const brought = (event?.type === 'alarm' || event?.type === 'report') && event.entry !== undefined;
    return brought || duplicate ? { ...recorded, incident: await this.#withSiblings(incident, signal) } : recorded;
  }

  /**
   * The SLO's catalogue entry, and what its other alarms said before, travel with the first event that concerns the SLO; and again
   * with an alarm that the incident's entry does not name but a newer one does, when the SLO left shadow or entered it, and with
   * the end of an alarm that the SLO's newer entry has given up.
   */
  async #withContext({ group, event, entry }: Signal, state: IncidentState | undefined): Promise<Signal['event']> {
    if (event.type === 'alarmDeleted') return isGivenUp(entry, event) ? { ...event, entry } : event;
    const alarm = event.type === 'alarm' ? event.alarm : undefined;
    const said = event.type === 'alarm' ? heardAtLast(event, this.#props.now()) : event;
    if (!isNewsOf(state, entry, alarm)) return said;
    const known = (await this.#alarms.ofSlo(group, event.slo)).filter((other) => other.alarm !== alarm);
    return known.length === 0 ? { ...said, entry } : { ...said, entry, known };
  }

  async #withSiblings(incident: Incident, { group, event: { slo } }: Signal): Promise<Incident> {
    const { incidents, now } = this.#props;
    let current = incident;
    for (const known of await this.#alarms.ofSlo(group, slo)) {
      while (this.#misses(current.state, slo, known)) {
        const said = heardAtLast({ version: 1, type: 'alarm', slo, ...known }, now());
        const copied = await incidents.append(current, said);
        current = copied ?? (await incidents.reread(current));
      }
    }
    return current;
  }

  /**
   * An alarm that fires when the incident is over is not copied: its row was written first, and its own signal, perhaps after a
   * crash, opens the next incident.
   */
  #misses(state: IncidentState, slo: string, known: KnownAlarm): boolean {
    if (state.sealed || (breaks(known) && isOver(state, this.#props.now()))) return false;
    return (state.registers[registerKey(slo, known.alarm)]?.at ?? 0) < known.at;
  }
}
