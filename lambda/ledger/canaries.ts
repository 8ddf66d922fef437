import { type CanaryItem, canaryKey } from './items';
import { ABSENT, equals, type LedgerTable } from './table';

/** Which canary was sent last, so that it can be judged by whoever comes next, and once. */
export class Canaries {
  readonly #table: LedgerTable;
  readonly #stage: string;

  constructor(table: LedgerTable, stage: string) {
    this.#table = table;
    this.#stage = stage;
  }

  async last(): Promise<CanaryItem | undefined> {
    const { pk, sk } = canaryKey(this.#stage);
    return (await this.#table.get(pk, sk)) as CanaryItem | undefined;
  }

  /** @returns false when somebody else has sent another one meanwhile */
  judged(canary: CanaryItem): Promise<boolean> {
    return this.#table.put({ ...canary, judged: true }, equals('sentAt', canary.sentAt));
  }

  /** @returns false when somebody else was faster */
  sent(sentAt: number, before: CanaryItem | undefined): Promise<boolean> {
    const item: CanaryItem = { ...canaryKey(this.#stage), sentAt, judged: false };
    return this.#table.put(item, before === undefined ? ABSENT : equals('sentAt', before.sentAt));
  }
}
