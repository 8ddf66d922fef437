import { isMetricStat, type MetricQuery, type MetricStatQuery } from '../assembly';
import { compileMetricMath, inWords, type MathOptions, type MathValue, shared, single } from './metric-math';
import type { Statistic } from './metric-source';

/**
 * Turns a list of metric queries (of an alarm or of GetMetricData) into one reader that answers the query with the given id for
 * any stretch of minutes. Only what that query needs is read.
 *
 * @param bind reader of a metric
 * @throws SyntaxError for faulty metric math, unknown ids, expressions that need each other, and answers that are no single series
 */
export function planQuery(
  queries: readonly MetricQuery[],
  id: string,
  bind: (query: MetricStatQuery) => Statistic,
  options: MathOptions = {},
): Statistic {
  const metrics = new Map(queries.filter(isMetricStat).map((query) => [query.id, query.period]));
  const known = new Map<string, MathValue>();
  const underWay = new Set<string>();

  /** What an expression reads by an id, once however often it stands there. */
  const meaning = (name: string): MathValue | undefined => {
    const found = known.get(name) ?? answerTo(name);
    if (found === undefined || known.has(name)) return found;
    const value = found.type === 'series' ? single(shared(found.series)) : found;
    known.set(name, value);
    return value;
  };

  const answerTo = (name: string): MathValue | undefined => {
    const query = queries.find((candidate) => candidate.id === name);
    if (query === undefined) return undefined;
    if (isMetricStat(query)) return single(bind(query));
    if (underWay.has(name))
      throw new SyntaxError(`query "${name}": got an expression that needs itself, allowed is none`);
    underWay.add(name);
    return compileMetricMath(query.expression, { ...options, metrics, value: meaning });
  };

  const answer = answerTo(id);
  if (answer === undefined)
    throw new SyntaxError(`query "${id}": not among ${queries.map((query) => query.id).join(', ')}`);
  if (answer.type === 'series') return answer.series;
  throw new SyntaxError(`query "${id}": got ${inWords(answer)} for an answer, allowed is a single series`);
}
