import type { Severity as SeverityName } from '../model/contracts/catalogue';

/** How bad an incident is. Routes say from which severity on a target hears of it. */
export class Severity {
  /** Customers are stopped on a critical SLO. */
  static readonly SEV1 = new Severity('sev1');
  /** A promise is being broken quickly. */
  static readonly SEV2 = new Severity('sev2');
  /** Needs work in working hours. */
  static readonly SEV3 = new Severity('sev3');
  /** For information. */
  static readonly INFO = new Severity('info');

  private constructor(
    /** Name in catalogue and messages. */
    readonly name: SeverityName,
  ) {}
}
