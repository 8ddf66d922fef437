import { readFileSync } from 'node:fs';
import { type History, HistoryError, parseHistory } from '../model/contracts/history';
import { RequestSeries, ValueSeries } from '../simulate';
import { UsageError } from './usage-error';

/** A history as the simulator takes it, and what else the file says. */
export interface RecordedSeries {
  readonly series: RequestSeries | ValueSeries;
  readonly history: History;
}

/** Requests or values, by the columns of the file; faults name file and line. */
export function readSeries(file: string, lenient = false): RecordedSeries {
  const history = readHistory(file, lenient);
  const series = inRange(file, () =>
    history.kind === 'requests' ? RequestSeries.fromHistory(history) : ValueSeries.fromHistory(history),
  );
  return { series, history };
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
