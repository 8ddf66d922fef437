import type { EnrichmentName } from '../../lib/model/contracts/enrichment-name';
import type { Findings } from '../../lib/model/contracts/findings';
import type { IncidentState } from '../../lib/model/incident';
import type { Group } from '../../lib/model/names';
import type { Ledger } from '../ledger/ledger';

/** What an enrichment looks at. */
export interface Subject {
  readonly incident: string;
  readonly group: Group;
  readonly state: IncidentState;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** One thing that can be found out, on its own. */
export interface Enrichment {
  readonly name: EnrichmentName;
  /** What it finds, in people's words: "the error budget". */
  readonly what: string;
  /** Whom it asks, in people's words: "CloudWatch". */
  readonly source: string;
  /**
   * Parts of the findings; none where there is nothing to ask. Whatever it throws becomes a line of `missing`.
   *
   * @param signal aborted when the time is over
   */
  find(subject: Subject, signal: AbortSignal): Promise<Findings>;
}

/** What enrichments need of the ledger. */
export type OtherIncidents = Pick<Ledger, 'earlierIncidents' | 'neighbours'>;
