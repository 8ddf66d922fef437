import type { CompositeDefinition } from '../assembly';

/** What holds the actions of a composite alarm back (CloudWatch API reference, CompositeAlarm, ActionsSuppressedBy). */
export type SuppressionPhase = 'WaitPeriod' | 'Alarm' | 'ExtensionPeriod';

/**
 * The suppressor of one composite alarm: while it is in ALARM, and for a while around that, the composite changes its state and takes
 * no actions. The rules are those of the six examples in the CloudWatch user guide, "Suppressing composite alarm actions":
 * - the suppressor in ALARM goes before everything else;
 * - every change of state, also back to OK, begins a wait period, and ends the period that runs;
 * - an extension period begins when the suppressor leaves ALARM;
 * - when a period is over, the composite takes the actions of the state that it is in then.
 *
 * Phases are looked at after composite and suppressor of the same minute, and a period ends last [ours: CloudWatch takes seconds]. So
 * a suppressor that follows within 60 s is in time for a wait period of 60 s, as the user guide says. That a change of phase is told
 * also where the composite is in OK is inferred.
 */
export class Suppressor {
  /** Its name or ARN, as the composite says it. */
  readonly alarm: string;
  readonly #waitMinutes: number;
  readonly #extensionMinutes: number;
  #phase: SuppressionPhase | undefined;
  /** Minute in which the period is over. */
  #until = Number.POSITIVE_INFINITY;

  /** @throws RangeError for a period that is absent or no whole number of seconds from 0 */
  constructor(alarm: string, definition: CompositeDefinition) {
    this.alarm = alarm;
    const { actionsSuppressorWaitPeriod, actionsSuppressorExtensionPeriod } = definition;
    this.#waitMinutes = wholeMinutes(definition.name, 'ActionsSuppressorWaitPeriod', actionsSuppressorWaitPeriod);
    this.#extensionMinutes = wholeMinutes(
      definition.name,
      'ActionsSuppressorExtensionPeriod',
      actionsSuppressorExtensionPeriod,
    );
  }

  /** Whether a period ends without anything else happening. */
  isOver(minute: number): boolean {
    return minute >= this.#until;
  }

  /**
   * @param changed whether the composite changed its state in this minute
   * @param suppresses whether the suppressor is in ALARM
   * @returns nothing when actions are taken
   */
  phase(minute: number, changed: boolean, suppresses: boolean): SuppressionPhase | undefined {
    if (suppresses) this.#enter('Alarm', Number.POSITIVE_INFINITY);
    else if (changed) this.#enter('WaitPeriod', minute + this.#waitMinutes);
    else if (this.#phase === 'Alarm') this.#enter('ExtensionPeriod', minute + this.#extensionMinutes);
    if (this.isOver(minute)) this.#enter(undefined, Number.POSITIVE_INFINITY);
    return this.#phase;
  }

  #enter(phase: SuppressionPhase | undefined, until: number): void {
    this.#phase = phase;
    this.#until = until;
  }
}

/** Simulated alarms are evaluated on the minute, so a period that ends between two of them ends at the later one [ours]. */
function wholeMinutes(name: string, property: string, seconds: number | undefined): number {
  if (seconds !== undefined && Number.isSafeInteger(seconds) && seconds >= 0) return Math.ceil(seconds / 60);
  const allowed = 'allowed are whole numbers of seconds from 0 where there is an ActionsSuppressor';
  throw new RangeError(`composite alarm "${name}": ${property}: got ${seconds ?? 'nothing'}, ${allowed}`);
}
