import type { RequestHistory } from '../model/contracts/history';
import { type Extent, extentOf } from './extent';
import { minuteOf } from './minutes';
import { spread } from './spread';

/** Good and total requests of each minute of a stretch of time. A minute without data is NaN in both. Immutable. */
export class RequestSeries implements Extent {
  readonly endMinute: number;

  /**
   * @param startMinute first minute, counted since the epoch
   * @param good requests that were good, per minute
   * @param total requests, per minute
   * @throws RangeError when the two differ in length, or a minute is neither a gap nor 0 <= good <= total
   */
  constructor(
    readonly startMinute: number,
    readonly good: Float64Array,
    readonly total: Float64Array,
  ) {
    if (good.length !== total.length) {
      throw new RangeError(
        `series: got ${good.length} good and ${total.length} total minutes, allowed are equally many`,
      );
    }
    const faulty = total.findIndex((count, minute) => !isMinute(good[minute]!, count));
    if (faulty >= 0) {
      const got = `${good[faulty]} good of ${total[faulty]}`;
      throw new RangeError(
        `series: got ${got} in minute ${startMinute + faulty}, allowed are 0 <= good <= total and gaps`,
      );
    }
    this.endMinute = startMinute + good.length;
  }

  get minutes(): number {
    return this.good.length;
  }

  /**
   * Minutes of a history file. Rows that cover more than a minute are spread over their minutes as evenly as whole requests
   * allow, so that sums over any stretch are within one request and nothing is invented: three bad requests stay
   * three bad minutes and do not become five.
   *
   * @throws RangeError when first and last row lie more than ten years apart
   */
  static fromHistory(history: Pick<RequestHistory, 'at' | 'good' | 'total' | 'stepMs'>): RequestSeries {
    const { at, stepMs } = history;
    const { startMinute, endMinute } = extentOf(at, stepMs);
    const good = new Float64Array(endMinute - startMinute).fill(Number.NaN);
    const total = new Float64Array(endMinute - startMinute).fill(Number.NaN);
    for (let row = 0; row < at.length; row += 1) {
      const from = minuteOf(at[row]!) - startMinute;
      const to = minuteOf(at[row]! + stepMs) - startMinute;
      if (to - from === 1) {
        good[from] = history.good[row]!;
        total[from] = history.total[row]!;
      } else spread(history.good[row]!, history.total[row]!, good.subarray(from, to), total.subarray(from, to));
    }
    return new RequestSeries(startMinute, good, total);
  }

  /** The minutes from one to another (exclusive). */
  between(fromMinute: number, toMinute: number): RequestSeries {
    const first = Math.max(fromMinute - this.startMinute, 0);
    const last = Math.max(toMinute - this.startMinute, first);
    return new RequestSeries(
      this.startMinute + first,
      this.good.subarray(first, last),
      this.total.subarray(first, last),
    );
  }

  /** The same minutes at another time. */
  startingAt(startMinute: number): RequestSeries {
    return new RequestSeries(startMinute, this.good, this.total);
  }

  /**
   * This series and a later one as one; what lies between is a gap.
   *
   * @throws RangeError when the two overlap
   */
  append(later: RequestSeries): RequestSeries {
    if (later.startMinute < this.endMinute) {
      throw new RangeError(`append: got a start at minute ${later.startMinute}, allowed is ${this.endMinute} or later`);
    }
    const minutes = later.endMinute - this.startMinute;
    const at = later.startMinute - this.startMinute;
    const joined = (first: Float64Array, second: Float64Array) => {
      const values = new Float64Array(minutes).fill(Number.NaN);
      values.set(first);
      values.set(second, at);
      return values;
    };
    return new RequestSeries(this.startMinute, joined(this.good, later.good), joined(this.total, later.total));
  }
}

/**
 * An ordinary stretch repeated back to back, without gaps, until it fills the given minutes. The last repetition is whole and ends
 * at `endMinute`; the first is cut at its beginning. One evening is no history for an SLO, so a replay is preceded by this.
 *
 * @throws RangeError for an empty series or a number of minutes that is not whole and positive
 */
export function repeatToFill(ordinary: RequestSeries, minutes: number, endMinute: number): RequestSeries {
  if (ordinary.minutes === 0) throw new RangeError('repeat: got an empty series, allowed is one minute or more');
  if (!Number.isSafeInteger(minutes) || minutes < 1) {
    throw new RangeError(`repeat: got ${minutes} minutes, allowed are whole numbers from 1`);
  }
  const repeated = (values: Float64Array) => {
    const filled = new Float64Array(minutes);
    const phase = ordinary.minutes - (minutes % ordinary.minutes);
    for (let minute = 0; minute < minutes; minute += 1) filled[minute] = values[(phase + minute) % ordinary.minutes]!;
    return filled;
  };
  return new RequestSeries(endMinute - minutes, repeated(ordinary.good), repeated(ordinary.total));
}

function isMinute(good: number, total: number): boolean {
  return Number.isNaN(total) ? Number.isNaN(good) : good >= 0 && good <= total && Number.isFinite(total);
}
