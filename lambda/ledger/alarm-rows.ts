import type { AlarmDeletedEvent, AlarmEvent, KnownAlarm } from '../../lib/model/contracts/incident-event';
import type { Group } from '../../lib/model/names';
import * as items from './items';
import { type LedgerTable, older } from './table';

/** What every alarm last said, whether an incident goes on or not. */
export class AlarmRows {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  /** The last writer wins, by the alarm's own timestamp. */
  async keep(group: Group, event: AlarmEvent | AlarmDeletedEvent): Promise<void> {
    await this.#table.put(items.alarmItem(group, event), older('at', event.at));
  }

  async ofSlo(group: Group, slo: string): Promise<KnownAlarm[]> {
    return (await this.#rows(group, slo)).map(items.knownAlarm);
  }

  /**
   * What stands in for a missing catalogue entry does not know the SLO's service, but the SLO's alarms have spoken before: when a stack
   * is deleted, its alarms' end belongs to the incident that waits for them.
   *
   * @param fallback of which the SLO itself is the service
   */
  async groupOf(fallback: Group, slo: string): Promise<Group> {
    const rows = await this.#rows(fallback, slo);
    const groups = rows.flatMap((row) => items.groupOf(row) ?? []);
    return groups.find(({ service, segment }) => service !== slo || segment !== undefined) ?? fallback;
  }

  #rows(group: Group, slo: string) {
    return this.#table.query(items.alarmsPk(group, slo), items.ALARM_PREFIX);
  }
}
