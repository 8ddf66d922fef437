import type { Statistic } from '../metric-source';
import type { Call } from './scope';
import { constant, withPrevious, zipped } from './series';
import { inWords, type MathValue, several, single } from './values';

/**
 * FILL(series, filler): a number, another series, or REPEAT for the last data point before. LINEAR needs the data point after the
 * gap, which nobody has while the gap lasts. Source: CloudWatch user guide, "Functions supported for metric math".
 */
export function filled(call: Call): MathValue {
  const [what, filler] = call.args;
  if (what === undefined || filler === undefined || call.args.length > 2) {
    throw new SyntaxError(`got ${call.args.length} arguments, allowed are 2`);
  }
  const value = call.compile(what);
  const fill = filling(call);
  if (value.type === 'series') return single(fill(value.series));
  if (value.type === 'array') return several(value.items.map(fill));
  throw new SyntaxError(`got ${inWords(value)}, allowed are a series and a list`);
}

function filling({ args, scope, compile }: Call): (series: Statistic) => Statistic {
  const filler = args[1]!;
  if (filler.type === 'id' && filler.name === 'LINEAR') {
    throw new SyntaxError('got LINEAR, which needs data points of the future, allowed are a number, an id and REPEAT');
  }
  if (filler.type === 'id' && filler.name === 'REPEAT') {
    return (series) => withPrevious(series, scope.previousPeriods ?? 0, either);
  }
  const value = compile(filler);
  if (value.type !== 'number' && value.type !== 'series') {
    throw new SyntaxError(`got ${inWords(value)} to fill with, allowed are a number, an id and REPEAT`);
  }
  const other = value.type === 'number' ? constant(value.value) : value.series;
  return (series) => zipped(series, other, either);
}

const either = (found: number, instead: number) => (Number.isNaN(found) ? instead : found);
