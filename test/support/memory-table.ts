import type { Condition, Item, LedgerTable } from '../../lambda/ledger/table';
import type { Turn } from './schedule';

/** The ledger's table in memory, with the same conditional operations; `turn` may delay, reorder or kill each of them. */
export class MemoryTable implements LedgerTable {
  readonly #items: Map<string, Item>;
  readonly #turn: Turn;

  constructor(turn: Turn = async (operation) => operation(), items = new Map<string, Item>()) {
    this.#turn = turn;
    this.#items = items;
  }

  /** The same table as another worker sees it. */
  seenBy(turn: Turn): MemoryTable {
    return new MemoryTable(turn, this.#items);
  }

  get(pk: string, sk: string): Promise<Item | undefined> {
    return this.#turn(() => this.#items.get(id(pk, sk)));
  }

  query(pk: string, skPrefix: string): Promise<Item[]> {
    return this.#turn(() => this.all().filter((item) => item.pk === pk && item.sk.startsWith(skPrefix)));
  }

  put(item: Item, condition: Condition): Promise<boolean> {
    return this.#turn(() => {
      const present = this.#items.get(id(item.pk, item.sk));
      if (!holds(condition, present)) return false;
      this.#items.set(id(item.pk, item.sk), structuredClone(item));
      return true;
    });
  }

  activeGroups(stage: string): Promise<string[]> {
    return this.#turn(() =>
      this.all()
        .filter((item) => item.activeIn === stage)
        .map((item) => item.pk),
    );
  }

  /** Deletes what DynamoDB's time to live would have deleted by now. */
  expire(now: number): void {
    for (const [key, { expiresAt }] of this.#items) {
      if (typeof expiresAt === 'number' && expiresAt * 1000 <= now) this.#items.delete(key);
    }
  }

  all(): Item[] {
    return [...this.#items.values()].sort((a, b) => (a.sk < b.sk ? -1 : 1));
  }
}

function holds(condition: Condition, present: Item | undefined): boolean {
  if (condition.kind === 'absent') return present === undefined;
  if (condition.kind === 'equals') return equal(condition, present);
  return present === undefined || (present[condition.attribute] as number) < condition.value;
}

function id(pk: string, sk: string): string {
  return `${pk}\u0000${sk}`;
}

/** DynamoDB takes no condition without a value. */
function equal({ attribute, value }: Extract<Condition, { kind: 'equals' }>, present: Item | undefined): boolean {
  if (value === undefined) throw new Error(`condition on ${attribute}: got no value`);
  return present?.[attribute] === value;
}
