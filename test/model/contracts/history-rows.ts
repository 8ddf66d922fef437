import type { History } from '../../../lib/model/contracts/history';

/** Rows as they stand in the file: epoch seconds and numbers. */
export function rowsOf(history: History): number[][] {
  const columns = history.kind === 'requests' ? [history.good, history.total] : [history.value];
  return Array.from(history.at, (at, row) => [at / 1000, ...columns.map((column) => column[row]!)]);
}
