import type { RequestRow } from '../model/contracts/history';
import { minuteOf } from './minutes';

/** Ours: ten years. A single mistyped timestamp must not ask for gigabytes. */
const MOST_MINUTES = 3653 * 1440;

/** Good and total requests of each minute of a stretch of time. A minute without data is NaN in both. Immutable. */
export class RequestSeries {
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
   * @param rows ascending, on the grid of the step, as `parseHistory` gives them
   * @throws RangeError when first and last row lie more than ten years apart
   */
  static fromRows(rows: readonly RequestRow[], stepMs: number): RequestSeries {
    const startMinute = minuteOf(rows[0]?.at ?? 0);
    const minutes = rows.length === 0 ? 0 : minuteOf(rows.at(-1)!.at + stepMs) - startMinute;
    if (minutes > MOST_MINUTES) {
      throw new RangeError(`series: got ${minutes} minutes from first to last row, allowed are ${MOST_MINUTES}`);
    }
    const good = new Float64Array(minutes).fill(Number.NaN);
    const total = new Float64Array(minutes).fill(Number.NaN);
    for (const row of rows) {
      const from = minuteOf(row.at) - startMinute;
      const to = minuteOf(row.at + stepMs) - startMinute;
      for (const [index, part] of spread(row, to - from).entries()) {
        total[from + index] = part.total;
        good[from + index] = part.good;
      }
    }
    return new RequestSeries(startMinute, good, total);
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

/** The requests of a row in so many parts, whole when they are whole. */
function spread({ good, total }: Pick<RequestRow, 'good' | 'total'>, parts: number) {
  if (!Number.isInteger(good) || !Number.isInteger(total)) {
    return Array.from({ length: parts }, () => ({ good: good / parts, total: total / parts }));
  }
  const totalUpTo = (part: number) => Math.floor((total * part) / parts);
  // Bad requests follow the requests, so that no part has more bad ones than requests.
  const badUpTo = (part: number) => (total === 0 ? 0 : Math.floor(((total - good) * totalUpTo(part)) / total));
  return Array.from({ length: parts }, (_, part) => {
    const requests = totalUpTo(part + 1) - totalUpTo(part);
    return { good: requests - (badUpTo(part + 1) - badUpTo(part)), total: requests };
  });
}
