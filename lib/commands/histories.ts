import { readFileSync } from 'node:fs';
import {
  type History,
  HistoryError,
  parseHistory,
  type RequestHistory,
  type ValueHistory,
} from '../model/contracts/history';
import { RequestSeries, ValueSeries } from '../simulate';
import { UsageError } from './usage-error';

/** A history as the simulator takes it, and what else the file says. */
export interface RecordedSeries<S, H extends History> {
  readonly series: S;
  readonly history: H;
}

/** Requests of an SLO that counts requests; faults name file and line. */
export function readRequestSeries(file: string, lenient = false): RecordedSeries<RequestSeries, RequestHistory> {
  const history = readHistory(file, lenient);
  if (history.kind === 'requests') return { history, series: inRange(file, () => RequestSeries.fromHistory(history)) };
  throw new UsageError(
    `${file}: got columns timestamp,value, allowed for a request-based SLO are timestamp,good,total`,
  );
}

/** Values of a metric, or of the SLI of an SLO that counts periods; faults name file and line. */
export function readValueSeries(file: string, lenient = false): RecordedSeries<ValueSeries, ValueHistory> {
  const history = readHistory(file, lenient);
  if (history.kind === 'value') return { history, series: inRange(file, () => ValueSeries.fromHistory(history)) };
  const allowed = 'allowed for a metric and for a period-based SLO are timestamp,value';
  throw new UsageError(`${file}: got columns timestamp,good,total, ${allowed}`);
}

/** @throws UsageError for a file that cannot be read or is no history file */
export function readHistory(file: string, lenient = false): History {
  try {
    return parseHistory(readFileSync(file, 'utf8'), { file, lenient });
  } catch (error) {
    if (error instanceof HistoryError) throw new UsageError(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw new UsageError(`history: got "${file}", which is a directory, allowed is a file`);
    throw new UsageError(`history: cannot read ${file}: ${message}`);
  }
}

function inRange<S>(file: string, make: () => S): S {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}
