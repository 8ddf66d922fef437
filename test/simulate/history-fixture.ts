import type { RequestHistory } from '../../lib/model/contracts/history';

/** The columns of rows at epoch milliseconds. */
export function historyOf(
  rows: readonly { readonly at: number; readonly good: number; readonly total: number }[],
  stepMs: number,
): Pick<RequestHistory, 'at' | 'good' | 'total' | 'stepMs'> {
  const column = (name: 'at' | 'good' | 'total') => Float64Array.from(rows, (row) => row[name]);
  return { stepMs, at: column('at'), good: column('good'), total: column('total') };
}
