/**
 * The operations that the ledger needs of a table: single-item conditional writes, nothing more. DynamoDB and the table in
 * memory that the property test uses offer the same ones.
 */
export interface LedgerTable {
  /** Strongly consistent. */
  get(pk: string, sk: string): Promise<Item | undefined>;
  /** Items whose sort key begins with the prefix, in its order; strongly consistent. */
  query(pk: string, skPrefix: string): Promise<Item[]>;
  /** Replaces the item when the condition holds; false when it does not. */
  put(item: Item, condition: Condition): Promise<boolean>;
  /** Partition keys of groups with an incident that is not over, eventually consistent. */
  activeGroups(stage: string): Promise<string[]>;
}

export interface Item {
  readonly pk: string;
  readonly sk: string;
  readonly [attribute: string]: unknown;
}

export type Condition =
  | { readonly kind: 'absent' }
  | { readonly kind: 'equals'; readonly attribute: string; readonly value: number | string }
  /** Absent, or the attribute is less than the value. */
  | { readonly kind: 'older'; readonly attribute: string; readonly value: number };

export const ABSENT: Condition = { kind: 'absent' };

export function equals(attribute: string, value: number | string): Condition {
  return { kind: 'equals', attribute, value };
}

export function older(attribute: string, value: number): Condition {
  return { kind: 'older', attribute, value };
}
