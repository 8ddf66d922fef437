import { median as middle } from '../lib/model/median';

/** Of samples, of which there is always one. @throws RangeError without any */
export function median(samples: readonly number[]): number {
  const found = middle(samples);
  if (found === undefined) throw new RangeError('median: got no samples, allowed is one or more');
  return found;
}
