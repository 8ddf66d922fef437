/** How an SLO is evaluated. Application Signals converts none into the other. */
export type EvaluationType = 'requests' | 'periods';

/**
 * An SLO that exists in Application Signals already and is taken over, with its history: bring it into the stack with
 * `cdk import` (docs/adopting.md). Its name stays what it is.
 */
export class ExistingSlo {
  /** An SLO that counts requests. @param name as Application Signals shows it */
  static requestBased(name: string): ExistingSlo {
    return new ExistingSlo(name, 'requests');
  }

  /** An SLO that judges periods. @param name as Application Signals shows it */
  static periodBased(name: string): ExistingSlo {
    return new ExistingSlo(name, 'periods');
  }

  private constructor(
    /** @internal */
    readonly _name: string,
    /** @internal */
    readonly _evaluation: EvaluationType,
  ) {}
}
