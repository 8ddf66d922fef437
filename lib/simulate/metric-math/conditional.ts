import { byColumn, NOTHING_RECORDED, type Statistic } from '../metric-source';
import { bothPresent, isComparison, operate } from './operators';
import type { MathNode } from './parser';
import type { Call } from './scope';
import { withScratch } from './scratch';
import { constant } from './series';
import { inWords, type MathValue, single } from './values';

/**
 * IF(condition, then, otherwise). Source: CloudWatch user guide, "Using IF expressions": anything but 0 is true; no data point where
 * the condition has none, or where it is false and `otherwise` has none; 0 where it is true and `then` has none.
 */
export function conditional({ args, compile, scope }: Call): MathValue {
  const [condition, thenNode, otherwiseNode] = args;
  if (condition === undefined || thenNode === undefined || args.length > 3) {
    throw new SyntaxError(`got ${args.length} arguments, allowed are 2 or 3`);
  }
  const then = compile(thenNode);
  const otherwise = otherwiseNode === undefined ? single(NOTHING_RECORDED) : compile(otherwiseNode);
  const decided = scope.comparedMissing === 'zero' ? compile(condition) : decision(condition, compile);
  if (decided.type === 'number') return decided.value !== 0 ? then : otherwise;
  return single(chosen(series(decided), series(then), series(otherwise)));
}

/** A comparison of two series has a value only where both have one. Each side is compiled once: conditions nest. */
function decision(condition: MathNode, compile: Call['compile']): MathValue {
  if (condition.type !== 'binary' || !isComparison(condition.operator)) return compile(condition);
  const { operator } = condition;
  const [left, right] = [compile(condition.left), compile(condition.right)];
  const areSeries = left.type === 'series' && right.type === 'series';
  return areSeries ? single(bothPresent(operator, left.series, right.series)) : operate(operator, left, right);
}

function chosen(condition: Statistic, then: Statistic, otherwise: Statistic): Statistic {
  return byColumn((out, end, periodMinutes) =>
    withScratch(out.length, (yes) =>
      withScratch(out.length, (no) => {
        condition.fill(out, end, periodMinutes);
        then.fill(yes, end, periodMinutes);
        otherwise.fill(no, end, periodMinutes);
        for (let index = 0; index < out.length; index += 1) {
          const decided = out[index]!;
          if (decided === 0) out[index] = no[index]!;
          else if (!Number.isNaN(decided)) out[index] = Number.isNaN(yes[index]!) ? 0 : yes[index]!;
        }
      }),
    ),
  );
}

function series(value: MathValue): Statistic {
  if (value.type === 'number') return constant(value.value);
  if (value.type === 'series') return value.series;
  throw new SyntaxError(`got ${inWords(value)}, allowed are series and numbers`);
}
