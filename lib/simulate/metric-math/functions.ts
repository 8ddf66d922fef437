import type { Statistic } from '../metric-source';
import { FROM_TIME } from './calendar';
import { conditional } from './conditional';
import { filled } from './filled';
import type { Call } from './scope';
import { constant, folded, mapped, ofStart, withPrevious } from './series';
import { inWords, type MathValue, numeric, several, single } from './values';

/**
 * The functions that are simulated; to add one, add a line. Source: CloudWatch user guide, "Functions supported for metric math".
 *
 * AVG of a list counts what is missing as 0 [same page] as long as one series has a data point, and so does a sum. That MIN and MAX
 * of a list leave out what is missing is inferred: the page does not say it. A number in a list is there at every time.
 */
export const FUNCTIONS: Readonly<Record<string, (call: Call) => MathValue>> = {
  ABS: (call) => each(call, Math.abs),
  AVG: (call) => {
    const items = list(call);
    return single(mapped(folded(items, add), (sum) => sum / items.length));
  },
  CEIL: (call) => each(call, Math.ceil),
  DIFF: (call) => eachWithPrevious(call, (point, previous) => point - previous),
  DIFF_TIME: (call) => eachWithPrevious(call, (_, __, seconds) => seconds),
  FILL: filled,
  FIRST: (call) => single(list(call)[0]!),
  FLOOR: (call) => each(call, Math.floor),
  IF: conditional,
  LAST: (call) => single(list(call).at(-1)!),
  LOG: (call) => each(call, Math.log),
  LOG10: (call) => each(call, Math.log10),
  MAX: (call) => single(folded(list(call), Math.max)),
  METRIC_COUNT: (call) => numeric(list(call).length),
  METRICS: metrics,
  MIN: (call) => single(folded(list(call), Math.min)),
  PERIOD: period,
  RATE: (call) => eachWithPrevious(call, (point, previous, seconds) => (point - previous) / seconds),
  SUM: (call) => single(folded(list(call), add)),
  TIME_SERIES: (call) => {
    const [value] = values(call, [1]);
    if (value?.type !== 'number') throw new SyntaxError(`got ${inWords(value!)}, allowed is a number`);
    return single(constant(value.value));
  },
  ...Object.fromEntries(
    Object.entries(FROM_TIME).map(([name, ofMinute]) => [
      name,
      (call: Call) => {
        const [value] = values(call, [1]);
        if (value?.type !== 'series') throw new SyntaxError(`got ${inWords(value!)}, allowed is a single series`);
        return single(ofStart(ofMinute));
      },
    ]),
  ),
};

const add = (a: number, b: number) => a + b;

function values({ args, compile }: Call, allowed: readonly number[]): MathValue[] {
  if (!allowed.includes(args.length)) {
    throw new SyntaxError(`got ${args.length} arguments, allowed are ${allowed.join(' or ')}`);
  }
  return args.map(compile);
}

/** A function of each data point, of one series or of each in a list. */
function each(call: Call, of: (point: number) => number): MathValue {
  return eachSeries(call, (series) => mapped(series, of));
}

/** A function of each data point and the one before; nothing where one of them is missing. */
function eachWithPrevious(call: Call, of: (point: number, previous: number, seconds: number) => number): MathValue {
  const { previousPeriods = 0 } = call.scope;
  return eachSeries(call, (series) =>
    withPrevious(series, previousPeriods, (point, previous, minutes) =>
      Number.isNaN(point) || Number.isNaN(previous) ? Number.NaN : of(point, previous, minutes * 60),
    ),
  );
}

function eachSeries(call: Call, of: (series: Statistic) => Statistic): MathValue {
  const [value] = values(call, [1]);
  if (value?.type === 'series') return single(of(value.series));
  if (value?.type === 'array') return several(value.items.map(of));
  throw new SyntaxError(`got ${inWords(value!)}, allowed are a series and a list`);
}

/**
 * The one argument, which must be a list. Of one series, MIN, MAX, SUM and AVG make a number that depends on how many data points
 * CloudWatch happens to read, and the page advises against them in alarms.
 */
function list(call: Call): readonly Statistic[] {
  const [value] = values(call, [1]);
  const { length } = value?.type === 'array' ? value.items : [];
  if (value?.type !== 'array' || length === 0) {
    const got = value?.type === 'array' ? 'an empty list' : inWords(value!);
    throw new SyntaxError(`got ${got}, allowed is a list such as [a, b]`);
  }
  return value.items;
}

function metrics(call: Call): MathValue {
  const { scope } = call;
  const [text] = values(call, [0, 1]);
  if (text !== undefined && text.type !== 'text') throw new SyntaxError(`got ${inWords(text)}, allowed is a text`);
  const ids = [...scope.metrics.keys()].filter((id) => id.includes(text?.text ?? ''));
  return several(ids.map((id) => scope.value(id)).flatMap((value) => (value?.type === 'series' ? [value.series] : [])));
}

/** "Valid input is metrics, not the results of other expressions" [same page]. */
function period({ args, scope }: Call): MathValue {
  const [argument] = args;
  const seconds = args.length === 1 && argument?.type === 'id' ? scope.metrics.get(argument.name) : undefined;
  if (seconds === undefined) throw new SyntaxError('got no metric, allowed is the id of one');
  return numeric(seconds);
}
