import { allEnrichments } from '../../lambda/enrich/all';
import type { Subject } from '../../lambda/enrich/enrichment';
import { findAll } from '../../lambda/enrich/find';
import type { EnrichmentName } from '../../lib/model/contracts/enrichment-name';
import type { Findings } from '../../lib/model/contracts/findings';
import { FakeSources } from './fake-sources';
import { LedgerLogs } from './ledger-logs';

/** Enrichments with real clients against fake sources, which forget everything between two tests. */
export class Harness {
  fake!: FakeSources;
  logs = new LedgerLogs();

  static forTests(): Harness {
    const harness = new Harness();
    beforeAll(async () => {
      harness.fake = await FakeSources.start();
    });
    beforeEach(() => {
      harness.fake.reset();
      harness.logs = new LedgerLogs();
      for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockImplementation();
    });
    afterEach(() => jest.restoreAllMocks());
    afterAll(() => harness.fake.stop());
    return harness;
  }

  enrichments(names?: readonly EnrichmentName[]) {
    const all = allEnrichments({ ...this.fake.clients(), incidents: this.logs.ledger });
    return all.filter(({ name }) => names?.includes(name) ?? true);
  }

  find(names: readonly EnrichmentName[], about: Subject, deadlineMs?: number): Promise<Findings> {
    return findAll(this.enrichments(names), about, deadlineMs);
  }
}
