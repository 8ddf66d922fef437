import { mergedInto } from '../../lib/model/incident/merge';
import type { Incidents } from './incidents';
import * as items from './items';
import { type Merges, MOST_HOPS } from './merges';
import { ABSENT, equals, type LedgerTable } from './table';

/** Place of an incident among those that take a group's signals: the group's own of each generation, and those that it was merged into. */
export function turnOf(generation: number, hops = 0): number {
  return generation * (MOST_HOPS + 1) + hops;
}

export interface ReceiptsProps {
  readonly table: LedgerTable;
  readonly now: () => number;
  readonly incidents: Incidents;
  readonly merges: Merges;
}

/**
 * Which incident took a signal: a signal that is delivered again after its incident is over opens no other one. A receipt only moves
 * forward, from an incident that has ended without the signal to the next in turn.
 */
export class Receipts {
  readonly #props: ReceiptsProps;

  constructor(props: ReceiptsProps) {
    this.#props = props;
  }

  /** @returns the id of an earlier incident where that has the signal in its log */
  async claim(key: string, mine: Pick<items.Receipt, 'incident' | 'turn'>): Promise<string | undefined> {
    const { table, now } = this.#props;
    const receipt = items.receiptItem(key, mine, now());
    if (await table.put(receipt, ABSENT)) return undefined;
    const found = (await table.get(receipt.pk, receipt.sk)) as items.Receipt | undefined;
    if (found === undefined || found.turn >= mine.turn) return undefined;
    if (await this.#has(found.incident, key)) return found.incident;
    await table.put(receipt, equals('turn', found.turn));
    return undefined;
  }

  /**
   * A merged incident's log counts only as long as somebody knows what is in it. Where its worker died and the older incident ended before
   * anybody finished the merger, nobody does, and an alarm that still fires must be heard again.
   */
  async #has(id: string, key: string): Promise<boolean> {
    const { incidents, merges } = this.#props;
    const incident = await incidents.find(id);
    if (!incident?.state.signals.has(key)) return false;
    return mergedInto(incident.state) === undefined || (await merges.isKnown(incident));
  }
}
