import type { EnrichmentName } from '../model/contracts/enrichment-name';
import { listFaults } from './class-fault';

/**
 * Something that is found out about an incident after its first message, which never waits for it, and again while it is open at SEV1 or
 * SEV2. What does not come within its deadline is said to be missing.
 *
 * Metrics cost 0.01 USD per 1,000 that are asked for (https://aws.amazon.com/cloudwatch/pricing/, read in November 2026); answers of
 * Application Signals are free [inferred: its price list names none].
 */
export class Enrichment {
  /** What is left of the error budget of each SLO, and when it is empty at the present rate. Free. */
  static readonly BUDGET = new Enrichment('budget', ['application-signals:BatchGetServiceLevelObjectiveBudgetReport']);
  /** What customers got in the last minutes. Two metrics or more per SLO. */
  static readonly LATELY = new Enrichment('lately', ['cloudwatch:GetMetricData']);
  /** How it went in the last hour, as a small curve. Two metrics or more per SLO. */
  static readonly TREND = new Enrichment('trend', ['cloudwatch:GetMetricData']);
  /** Deployments and changes of configuration; the last deployment before the trouble is suspect. Free. */
  static readonly CHANGES = new Enrichment('changes', ['application-signals:ListEntityEvents']);
  /** The dependency that fails worst. Two metrics per dependency. */
  static readonly DEPENDENCY = new Enrichment('dependency', [
    'application-signals:ListServiceDependencies',
    'cloudwatch:GetMetricData',
  ]);
  /** The operations from which most bad outcomes come. Two metrics per operation. */
  static readonly CONTRIBUTORS = new Enrichment('contributors', [
    'application-signals:ListServiceOperations',
    'cloudwatch:GetMetricData',
  ]);
  /**
   * Traces of bad requests, and what they threw. X-Ray takes 0.50 USD per million traces that it scans
   * (https://aws.amazon.com/xray/pricing/, read in November 2026).
   */
  static readonly TRACES = new Enrichment('traces', ['xray:GetTraceSummaries']);
  /** Other segments of the service that have trouble now. From the ledger: free. */
  static readonly SEGMENTS = new Enrichment('segments');
  /** The earlier incident that this one may repeat. From the ledger: free. */
  static readonly EARLIER = new Enrichment('earlier');
  /** Incidents of services that depend on this one, or on which it depends. From the ledger: free. */
  static readonly RELATED = new Enrichment('related');

  private constructor(
    /** Name in the functions' configuration. */
    readonly name: EnrichmentName,
    /**
     * What it asks of AWS, beside the ledger.
     * @internal
     */
    readonly _actions: readonly string[] = [],
  ) {}

  /**
   * All of them.
   * @internal
   */
  static get _all(): Enrichment[] {
    return Object.values(Enrichment).filter((each): each is Enrichment => each instanceof Enrichment);
  }
}

/** What is wrong with a choice of enrichments, each in words. */
export function enrichmentsFaults(what: string, chosen: readonly Enrichment[]): (string | undefined)[] {
  const faults = listFaults(what, chosen, '_actions', 'Enrichment');
  if (faults.some((fault) => fault !== undefined)) return faults;
  const names = chosen.map(({ name }) => name);
  const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return [...twice].map((name) => `${what}: got two of "${name}", allowed is each once`);
}
