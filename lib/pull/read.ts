import type { Aws } from './aws';
import type { Journal } from './journal';
import { readPoints } from './metric-data';
import type { Queries, SeriesName } from './objective';
import type { Range } from './range';
import { type PointsOf, rowsOf } from './rows';

/**
 * Reads what the journal lacks, piece by piece.
 *
 * @param onPiece after each one
 * @param signal the user has enough
 */
export async function readMissing(
  aws: Aws,
  journal: Journal,
  onPiece: () => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const series = Object.entries(journal.question.objective.series) as [SeriesName, Queries][];
  for (const piece of journal.missing()) {
    signal?.throwIfAborted();
    journal.add(piece, rowsOf(await pointsOf(aws, series, piece)));
    onPiece();
  }
}

async function pointsOf(aws: Aws, series: readonly [SeriesName, Queries][], piece: Range): Promise<PointsOf> {
  const points: PointsOf = {};
  for (const [name, queries] of series) points[name] = await readPoints(aws, queries, piece);
  return points;
}
