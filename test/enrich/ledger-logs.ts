import * as items from '../../lambda/ledger/items';
import { type Incident, Ledger } from '../../lambda/ledger/ledger';
import { ABSENT, older } from '../../lambda/ledger/table';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { type Group, incidentId } from '../../lib/model/names';
import { START } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';

export const GROUP: Group = { account: '111122223333', region: 'eu-west-1', stage: 'prod', service: 'shop' };

/** The real ledger over a table in memory, with incidents in it whose events a test has written. */
export class LedgerLogs {
  readonly table = new MemoryTable();
  readonly ledger = new Ledger(this.table, () => START);

  /** @returns id of the incident of that generation of the group, the newest so far */
  async add(events: readonly IncidentEvent[], change: Partial<Group> = {}, generation = 1): Promise<string> {
    const group = { ...GROUP, ...change };
    const id = incidentId(group, generation);
    const [first, ...others] = events;
    await this.table.put(items.headItem(group, generation, id, first!), older('generation', generation));
    await this.table.put(items.firstEventItem(id, group, first!, START), ABSENT);
    for (const [at, event] of others.entries()) await this.table.put(items.eventItem(id, at + 2, event, START), ABSENT);
    return id;
  }

  async append(id: string, event: IncidentEvent): Promise<void> {
    await this.ledger.change(id, () => event);
  }

  /** Somebody else appends the event right before the next one of ours. */
  beFaster(id: string, event: IncidentEvent): void {
    const put = this.table.put.bind(this.table);
    this.table.put = async (...ours) => {
      this.table.put = put;
      await this.append(id, event);
      return put(...ours);
    };
  }

  async incident(id: string): Promise<Incident> {
    return (await this.ledger.change(id, () => undefined))!;
  }

  async types(id: string): Promise<(string | undefined)[]> {
    return (await this.incident(id)).log.map(({ event }) => event?.type);
  }
}
