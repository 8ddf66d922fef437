import { isMetricStat, type MetricQuery, type MetricStatQuery } from '../assembly';
import { compileMetricMath } from './metric-math';
import type { Statistic } from './metric-source';

type Step = (inputs: Float64Array, from: number, to: number) => number;

/**
 * Turns a list of metric queries (of an alarm or of GetMetricData) into one function that answers the query with the
 * given id for any stretch of minutes. Only what that query needs is read.
 *
 * @param bind reader of a metric
 * @throws SyntaxError for faulty metric math, unknown ids and expressions that need each other
 */
export function planQuery(
  queries: readonly MetricQuery[],
  id: string,
  bind: (query: MetricStatQuery) => Statistic,
): Statistic {
  const slots = new Map<string, number>();
  const steps: Step[] = [];
  const underWay = new Set<string>();

  const slotOf = (name: string): number | undefined => {
    const known = slots.get(name);
    if (known !== undefined) return known;
    const query = queries.find((candidate) => candidate.id === name);
    if (!query) return undefined;
    if (underWay.has(name))
      throw new SyntaxError(`query "${name}": got an expression that needs itself, allowed is none`);
    underWay.add(name);
    const step = stepOf(query);
    steps.push(step);
    slots.set(name, steps.length - 1);
    return steps.length - 1;
  };

  const stepOf = (query: MetricQuery): Step => {
    if (isMetricStat(query)) {
      const read = bind(query);
      return (_, from, to) => read(from, to);
    }
    return compileMetricMath(query.expression, slotOf);
  };

  if (slotOf(id) === undefined)
    throw new SyntaxError(`query "${id}": not among ${queries.map((query) => query.id).join(', ')}`);
  const inputs = new Float64Array(steps.length);
  return (from, to) => {
    for (let slot = 0; slot < steps.length; slot += 1) inputs[slot] = steps[slot]!(inputs, from, to);
    return inputs[steps.length - 1]!;
  };
}
