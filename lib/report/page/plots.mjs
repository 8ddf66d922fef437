import {
  budgetChart,
  burnChart,
  floorOf,
  goodAndWorstChart,
  goodChart,
  isOffBudgetAxis,
  onBudgetAxis,
  onBurnAxis,
} from '../drawing/charts.mjs';
import { legendInLine, tierLegend } from '../drawing/legends.mjs';
import { spanInWords } from './moment.mjs';

/**
 * What is drawn of one SLO over time, from above to below: `{ title, note?, spec, curves, words, legend? }`.
 *
 * @param {boolean} many whether somebody would have been woken so often that lines would hide what is drawn
 */
export function plotsOf(drawn, many) {
  // An SLO without alert policy has nothing to burn.
  return [good(drawn, many), budget(drawn), ...(drawn.objective.tiers.length === 0 ? [] : [burn(drawn)])];
}

function good({ objective, curves, timeZone }, many) {
  const { worst, good, stepMinutes, goodMinutes } = curves;
  return {
    title: `Good, ${spanInWords(worst ? stepMinutes : goodMinutes)} at a time`,
    spec: worst ? goodAndWorstChart(objective, { timeZone }, worst) : goodChart(objective, { timeZone }, floorOf(good)),
    curves: worst ? [worst, good] : [good],
    words: `Share of good requests of ${objective.slo} over time`,
    legend: legendInLine(
      ['well', 'good'],
      ['failed', worst ? `failed in the worst ${goodMinutes} min of each point` : 'failed'],
      ['goal', `goal ${objective.goal} %`],
      ['felt', 'customers felt it'],
      [many ? 'pointer' : 'woken', 'somebody would have been woken'],
    ),
  };
}

function budget({ objective, curves, timeZone }) {
  return {
    title: `What is left of the error budget for ${objective.interval}`,
    ...(isOffBudgetAxis(curves.left) ? { note: 'The line ends at −200 %, where more is overspent than that.' } : {}),
    spec: budgetChart({ timeZone }, curves.left),
    curves: [curves.left.map(onBudgetAxis)],
    words: `What is left of the error budget of ${objective.slo} over time`,
  };
}

function burn({ objective, curves, timeZone }) {
  return {
    title: 'Burn rate: how fast the error budget is used',
    note: 'At 1 the budget lasts exactly as long as it should. Each line shows the lower one of two burn rates, over a long and a short stretch of time; above its dashed threshold the alarm fires.',
    spec: burnChart(objective, { timeZone }, curves.worst !== undefined),
    curves: curves.burns.map((tier) => tier.map(onBurnAxis)),
    words: `Burn rates of ${objective.slo} over time with the thresholds of its alarms`,
    legend: tierLegend(objective.tiers, () => []),
  };
}
