import { mergedInto } from '../../lib/model/incident/merge';
import { type Group, incidentId } from '../../lib/model/names';
import type { Incidents } from './incidents';
import * as items from './items';
import { type Merges, MOST_HOPS } from './merges';
import { ABSENT, type Condition, equals, type Item, type LedgerTable } from './table';

/** Place of an incident among those that take a group's signals: the group's own of each generation, and those that it was merged into. */
export function turnOf(generation: number, hops = 0): number {
  return generation * (MOST_HOPS + 1) + hops;
}

type Claim = Pick<items.Receipt, 'incident' | 'turn'>;

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

  /**
   * @param group of the signal
   * @returns the id of an earlier incident where that has the signal in its log
   */
  async claim(key: string, group: Group, mine: Claim): Promise<string | undefined> {
    const { table, now } = this.#props;
    const receipt = items.receiptItem(key, mine, now());
    if (await table.put(receipt, ABSENT)) return undefined;
    const item = await table.get(receipt.pk, receipt.sk);
    if (item === undefined) return undefined;
    const { incident, turn, unchanged } = read(item, group);
    if (turn >= mine.turn) return undefined;
    if (await this.#has(incident, key)) return incident;
    await table.put(receipt, unchanged);
    return undefined;
  }

  /**
   * A merged incident's log counts only as long as somebody knows what is in it. Where its worker died and the older incident ended before
   * anybody finished the merger, nobody does, and an alarm that still fires must be heard again.
   */
  async #has(id: string, key: string): Promise<boolean> {
    const { incidents, merges } = this.#props;
    const state = await incidents.state(id);
    if (!state?.signals.has(key)) return false;
    if (mergedInto(state) === undefined) return true;
    const incident = await incidents.find(id);
    return incident !== undefined && (await merges.isKnown(incident));
  }
}

/** Receipts from before incidents could be merged say the generation of the signal's group alone; they expire within 35 days. */
function read(item: Item, group: Group): Claim & { readonly unchanged: Condition } {
  const { incident, turn } = item as items.Receipt;
  if (turn !== undefined) return { incident, turn, unchanged: equals('turn', turn) };
  const generation = Number(item.generation);
  return {
    incident: incidentId(group, generation),
    turn: turnOf(generation),
    unchanged: equals('generation', generation),
  };
}
