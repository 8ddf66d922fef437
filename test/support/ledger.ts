import { type Incident, Ledger, type Signal } from '../../lambda/ledger/ledger';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { SomeRules } from '../../lib/model/contracts/incident-rules';
import { decide, pending } from '../../lib/model/incident';
import { alarmSignalKey, type Group, reportSignalKey } from '../../lib/model/names';
import { entry } from './entries';
import { MINUTE, START } from './incidents';
import { MemoryTable } from './memory-table';

const PLACE = { account: '111122223333', region: 'eu-west-3', stage: 'prod' };

export function groupOf(service: string): Group {
  return { ...PLACE, service };
}

/** A ledger over a table in memory, for services that have one SLO each, of the same name. Minutes count from START. */
export class LedgerWorld {
  readonly table = new MemoryTable();
  readonly ledger: Ledger;
  #minute = 0;

  constructor(rules: SomeRules = {}) {
    this.ledger = new Ledger(this.table, () => this.now(), rules);
  }

  now(): number {
    return START + this.#minute * MINUTE;
  }

  /** Time only passes forward. */
  at(minute: number): this {
    this.#minute = Math.max(this.#minute, minute);
    return this;
  }

  async alarm(
    service: string,
    alarm: string,
    value: AlarmValue,
    change: Partial<CatalogueEntry> = {},
  ): Promise<Incident> {
    return recorded(await this.ledger.record(this.alarmSignal(service, alarm, value, change)));
  }

  alarmSignal(service: string, alarm: string, value: AlarmValue, change: Partial<CatalogueEntry> = {}): Signal {
    const arn = `arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/${service}/${alarm}`;
    const [slo, at] = [service, this.now()];
    const event = { version: 1, type: 'alarm', key: alarmSignalKey(arn, value, at), slo, alarm, value, at } as const;
    return { group: groupOf(service), entry: entry({ slo, service, ...change }), event };
  }

  reportSignal(service: string, report: string, count: number, change: Partial<CatalogueEntry> = {}): Signal {
    const key = reportSignalKey(`${report}/${count}`);
    const event = { version: 1, type: 'report', key, slo: service, report, count, at: this.now() } as const;
    return { group: groupOf(service), entry: entry({ slo: service, service, ...change }), event };
  }

  /** As `reconcile` does once a minute for one group, with traffic. */
  async pass(service: string): Promise<Incident | undefined> {
    const found = await this.ledger.advance(groupOf(service), async (state) => {
      const [due] = pending(state, this.now());
      return (
        due &&
        decide(
          due,
          due.questions.map(({ kind }) => (kind === 'bad' ? { bad: 1 } : { requests: 1e3, usual: 1e3 })),
        )
      );
    });
    if (found === undefined) return undefined;
    await this.ledger.absorb(found);
    await this.ledger.retire(found);
    return found;
  }

  merge(younger: string, older: string) {
    const by = { name: 'Dana' };
    return this.ledger.merge(younger, older, { key: `${younger} into ${older}`, by, via: 'incidents', at: this.now() });
  }
}

export function recorded(outcome: Awaited<ReturnType<Ledger['record']>>): Incident {
  if (outcome.outcome !== 'recorded') throw new Error(`outcome: got ${outcome.outcome}, expected is recorded`);
  return outcome.incident;
}
