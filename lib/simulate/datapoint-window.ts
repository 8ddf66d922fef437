import type { AlarmDefinition } from '../assembly';
import type { AlarmValue } from '../model/contracts/alarm-event';

/**
 * How CloudWatch decides the state of a metric alarm from its most recent data points. Source: CloudWatch user guide,
 * "Configuring how CloudWatch alarms treat missing data".
 *
 * An alarm looks at more data points than its evaluation periods N: the evaluation range.
 * 1. With at least N data points in the range, the N most recent existing ones decide, M of them breaching being ALARM;
 *    how missing data is treated does not matter.
 * 2. With fewer, all existing ones count and N is filled up with as few missing ones as possible:
 *    - `breaching`, `notBreaching`: the missing ones count as such.
 *    - `missing`: without any data point INSUFFICIENT_DATA. ALARM with M breaching ones, and also with fewer when all that
 *      exist are breaching and the oldest is at least M periods old. Else OK.
 *    - `ignore`: ALARM with M breaching ones, OK when one exists that does not breach. Else the state stays.
 *
 * The page gives the range only in examples, 5 for N = 3. That it is N + 2 for every N is inferred; it is a parameter. A consequence:
 * an alarm that treats missing data as breaching needs the whole range to be empty of data, N + 2 periods when M = N.
 */
export const EXTRA_DATAPOINTS = 2;

export type Datapoint = 'missing' | 'ok' | 'breaching';
export type WindowSettings = Pick<AlarmDefinition, 'evaluationPeriods' | 'datapointsToAlarm' | 'treatMissingData'>;

const CODES = { missing: 0, ok: 1, breaching: 2 } as const;
const EMPTY = -1;

/**
 * The evaluation range of one alarm, as a ring. Counts are kept, so that what a verdict costs does not depend on the evaluation
 * periods: it looks at the extra data points at most.
 */
export class DatapointWindow {
  readonly #ring: Int8Array;
  #newest = 0;
  #existing = 0;
  #breaching = 0;
  /** Data points pushed so far, and which of them is the oldest in the range that is not missing. */
  #pushed = 0;
  #oldest = 1;

  /** @param size periods in the evaluation range */
  constructor(size: number) {
    this.#ring = new Int8Array(size).fill(EMPTY);
  }

  push(datapoint: Datapoint): void {
    this.#newest = this.#newest + 1 === this.#ring.length ? 0 : this.#newest + 1;
    this.#count(this.#ring[this.#newest]!, -1);
    const code = datapoint === 'missing' ? CODES.missing : datapoint === 'ok' ? CODES.ok : CODES.breaching;
    this.#ring[this.#newest] = code;
    this.#count(code, 1);
    this.#pushed += 1;
    this.#oldest = Math.max(this.#oldest, this.#pushed - this.#ring.length + 1);
    while (this.#oldest < this.#pushed && this.#at(this.#pushed - this.#oldest) === CODES.missing) this.#oldest += 1;
  }

  /** Nothing is missing and nothing breaches. */
  get isQuiet(): boolean {
    return this.#existing === this.#ring.length && this.#breaching === 0;
  }

  /** @param current state of the alarm, which `ignore` may keep */
  verdict({ evaluationPeriods, datapointsToAlarm, treatMissingData }: WindowSettings, current: AlarmValue): AlarmValue {
    const enough = this.#breaching >= datapointsToAlarm;
    if (this.#existing >= evaluationPeriods) {
      return enough && this.#breachingOfMostRecent(evaluationPeriods) >= datapointsToAlarm ? 'ALARM' : 'OK';
    }
    if (enough) return 'ALARM';
    const filled = evaluationPeriods - this.#existing;
    if (treatMissingData === 'breaching') return this.#breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK';
    if (treatMissingData === 'notBreaching' || this.#existing > this.#breaching) return 'OK';
    if (treatMissingData === 'ignore') return current;
    if (this.#existing === 0) return 'INSUFFICIENT_DATA';
    return this.#oldestAge() >= datapointsToAlarm ? 'ALARM' : 'OK';
  }

  #count(code: number, step: number): void {
    if (code > CODES.missing) this.#existing += step;
    if (code === CODES.breaching) this.#breaching += step;
  }

  /** How many of the most recent existing data points breach: those left when the oldest ones are taken off. */
  #breachingOfMostRecent(existing: number): number {
    let surplus = this.#existing - existing;
    let breaching = this.#breaching;
    for (let age = this.#ring.length - 1; surplus > 0; age -= 1) {
      const code = this.#at(age);
      if (code > CODES.missing) surplus -= 1;
      if (code === CODES.breaching) breaching -= 1;
    }
    return breaching;
  }

  /** Age in periods of the oldest existing data point, where there is one; 1 for the most recent period. */
  #oldestAge(): number {
    return this.#pushed - this.#oldest + 1;
  }

  #at(age: number): number {
    const place = this.#newest - age;
    return this.#ring[place < 0 ? place + this.#ring.length : place]!;
  }
}
