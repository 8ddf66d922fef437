import { admit, type Breaker, CLOSED, type Holding, type Observation, observe } from '../../lib/model/delivery/breaker';
import { ABSENT, equals, type Item, type LedgerTable } from './table';

interface BreakerRow extends Item, Breaker {
  readonly target: string;
  /** Fence of concurrent changes. */
  readonly version: number;
}

type Rows = ReadonlyMap<string, BreakerRow>;

/** Rows are read again after so long: every worker sees an opened breaker within that time. */
const KEPT_MS = 2000;
const PREFIX = 'TARGET#';

/**
 * The breakers of all targets: one row per target in one partition, so that one query reads them all. What is remembered may be
 * some seconds old. That is enough to keep quiet or to go on; every change is conditional on the row's version and made again
 * on a fresh one when it fails.
 */
export class Breakers {
  readonly #table: LedgerTable;
  readonly #pk: string;
  readonly #now: () => number;
  #kept: { readonly until: number; rows: Rows } = { until: 0, rows: new Map() };
  /** Deliveries of one batch read together. */
  #reading: Promise<void> | undefined;

  /** The table belongs to one account and region, so the stage tells its partitions apart. */
  constructor(table: LedgerTable, stage: string, now: () => number) {
    this.#table = table;
    this.#pk = `BREAKERS#${stage}`;
    this.#now = now;
  }

  /** By target; one that never failed is missing. */
  async all(): Promise<ReadonlyMap<string, Breaker>> {
    if (this.#kept.until <= this.#now()) {
      this.#reading ??= this.#read();
      await this.#reading;
    }
    return this.#kept.rows;
  }

  /** Nothing when the target may be called, which claims the probe of an open breaker or the place in the line. */
  async admit(target: string, placeAt?: number): Promise<Holding | undefined> {
    await this.all();
    for (;;) {
      const row = this.#kept.rows.get(target);
      const { claimed, holding } = admit(row ?? CLOSED, this.#now(), placeAt);
      if (claimed === undefined || (await this.#put(target, row, claimed))) return holding;
    }
  }

  /** Costs nothing for a good answer of a target that has not failed. */
  async observe(target: string, observation: Observation): Promise<void> {
    for (;;) {
      const row = this.#kept.rows.get(target);
      const before = row ?? CLOSED;
      const after = observe(before, observation, this.#now());
      if (after === before || (await this.#put(target, row, after))) return;
    }
  }

  async #read(): Promise<void> {
    try {
      const rows = (await this.#table.query(this.#pk, PREFIX)) as BreakerRow[];
      this.#kept = { until: this.#now() + KEPT_MS, rows: new Map(rows.map((row) => [row.target, row])) };
    } finally {
      this.#reading = undefined;
    }
  }

  /** Whether nobody was faster; otherwise the row is read again. */
  async #put(target: string, before: BreakerRow | undefined, after: Breaker): Promise<boolean> {
    const row: BreakerRow = { ...after, pk: this.#pk, sk: sk(target), target, version: (before?.version ?? 0) + 1 };
    const stored = await this.#table.put(row, before === undefined ? ABSENT : equals('version', before.version));
    const now = stored ? row : ((await this.#table.get(this.#pk, sk(target))) as BreakerRow | undefined);
    if (now !== undefined) this.#kept.rows = new Map(this.#kept.rows).set(target, now);
    return stored;
  }
}

function sk(target: string): string {
  return `${PREFIX}${target}`;
}
