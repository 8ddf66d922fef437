import { readFileSync } from 'node:fs';
import { parseHistory } from '../model/contracts/history';
import { RequestSeries } from '../simulate';
import { UsageError } from './usage-error';

/** Reads a request history; faults name file and line. */
export function readRequestSeries(file: string, lenient = false): { series: RequestSeries; dropped: number } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`history: cannot read ${file}: ${(error as Error).message}`);
  }
  const history = parse(text, file, lenient);
  if (history.kind !== 'requests') {
    throw new UsageError(
      `${file}: got columns timestamp,value, allowed for a request-based SLO are timestamp,good,total`,
    );
  }
  return { series: RequestSeries.fromRows(history.rows, history.stepMs), dropped: history.dropped };
}

function parse(text: string, file: string, lenient: boolean) {
  try {
    return parseHistory(text, { file, lenient });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
