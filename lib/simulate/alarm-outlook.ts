import type { AlarmValue } from '../model/contracts/alarm-event';
import { DatapointWindow, type WindowSettings } from './datapoint-window';
import type { Statistic } from './metric-source';

/** Periods read in one go, at least. Long enough that a chunk costs nothing but its minutes, short enough to stay in the cache. */
const CHUNK = 1024;

export interface OutlookProps {
  readonly settings: WindowSettings;
  readonly statistic: Statistic;
  readonly breaches: (value: number) => boolean;
  readonly periodMinutes: number;
  /** Periods that an evaluation reads. */
  readonly range: number;
}

/**
 * What an alarm finds at each evaluation, and until when it will find nothing new: a recording knows the future, so most evaluations
 * need no look at data. That stays in here.
 *
 * A time is told by the minute at which the most recent period ends.
 */
export class AlarmOutlook {
  readonly #props: OutlookProps;
  /** One per minute of the period: the periods that end now were last looked at one period ago. */
  readonly #windows: readonly DatapointWindow[];
  #chunk = new Float64Array(0);
  #chunkStart = 0;
  /** Windows in which something is missing or breaches. */
  #restless: number;
  /** Every window is up to date for the evaluation at this minute, and for none before. */
  #end = Number.NaN;

  constructor(props: OutlookProps) {
    this.#props = props;
    this.#windows = Array.from({ length: props.periodMinutes }, () => new DatapointWindow(props.range));
    this.#restless = this.#windows.length;
  }

  /** @param current state of the alarm, which missing data may keep */
  verdict(end: number, current: AlarmValue): AlarmValue {
    if (end === this.#end + 1) this.#advance();
    else if (end !== this.#end) this.#seek(end);
    return this.#verdict(current);
  }

  /** First minute after that of the last verdict for which this alarm, if it is left alone until then, may find another state. */
  quietUntil(state: AlarmValue): number {
    const last = this.#chunkStart + this.#chunk.length - 1;
    while (this.#end < last) {
      if (this.#restless === 0) this.#skip(last);
      if (this.#end === last) break;
      this.#advance();
      if (this.#verdict(state) !== state) return this.#end;
    }
    return this.#end + 1;
  }

  /** One more data point that is fine leaves a window that holds nothing else as it is, so such minutes are passed over. */
  #skip(last: number): void {
    const { breaches } = this.#props;
    while (this.#end < last) {
      const value = this.#chunk[this.#end + 1 - this.#chunkStart]!;
      if (Number.isNaN(value) || breaches(value)) return;
      this.#end += 1;
    }
  }

  #verdict(current: AlarmValue): AlarmValue {
    return this.#window(this.#end).verdict(this.#props.settings, current);
  }

  #advance(): void {
    const end = this.#end + 1;
    const { statistic, periodMinutes, range } = this.#props;
    if (end < this.#chunkStart || end >= this.#chunkStart + this.#chunk.length) {
      if (this.#chunk.length === 0) this.#chunk = new Float64Array(Math.max(CHUNK, range * periodMinutes));
      statistic.fill(this.#chunk, end, periodMinutes);
      this.#chunkStart = end;
    }
    this.#push(end, this.#chunk[end - this.#chunkStart]!);
    this.#end = end;
  }

  /** Reads the whole range of every window again. */
  #seek(end: number): void {
    const { statistic, periodMinutes, range } = this.#props;
    const column = new Float64Array(range * periodMinutes);
    const first = end - column.length + 1;
    statistic.fill(column, first, periodMinutes);
    for (let index = 0; index < column.length; index += 1) this.#push(first + index, column[index]!);
    this.#end = end;
  }

  #push(end: number, value: number): void {
    const datapoint = Number.isNaN(value) ? 'missing' : this.#props.breaches(value) ? 'breaching' : 'ok';
    const window = this.#window(end);
    const before = window.isQuiet;
    window.push(datapoint);
    if (window.isQuiet !== before) this.#restless += before ? 1 : -1;
  }

  #window(end: number): DatapointWindow {
    const { periodMinutes } = this.#props;
    return this.#windows[((end % periodMinutes) + periodMinutes) % periodMinutes]!;
  }
}
