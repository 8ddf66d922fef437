import { Chart } from '/drawing/chart.mjs';
import { burnChart, goodChart, onBurnAxis } from '/drawing/charts.mjs';
import { clockTime, h, say } from '/drawing/dom.mjs';
import { legendInLine, tierLegend } from '/drawing/legends.mjs';

/** Each promise: how well it is kept, how fast its error budget goes, and what is left of it. */
export class Objectives {
  #root;
  #cards = [];
  #facts = '';

  constructor(root) {
    this.#root = root;
  }

  clear() {
    for (const card of this.#cards) card.charts.map((chart) => chart.remove());
    this.#cards = [];
    this.#facts = '';
    this.#root.replaceChildren();
  }

  render(state, range) {
    const facts = JSON.stringify([state.objectives, state.story]);
    if (facts !== this.#facts) {
      this.clear();
      this.#facts = facts;
      this.#cards = state.objectives.map((objective) => card(objective, state.story));
      this.#root.append(...this.#cards.map(({ element }) => element));
      for (const { charts } of this.#cards) for (const chart of charts) chart.mount();
    }
    for (const [index, each] of this.#cards.entries()) update(each, index, state, range);
  }
}

function card(objective, story) {
  const { slo, promise, goal, promised, tiers } = objective;
  const good = goodChart(objective, story);
  const burn = burnChart(objective, story);
  const parts = {
    good: h('strong.figure'),
    budget: h('p.budget-words'),
    meter: h('span.left'),
    burn: h('strong.figure'),
    pace: h('p.reading'),
    values: tiers.map(() => h('span.value')),
  };
  const charts = [new Chart(good), new Chart(burn)];
  const element = h(
    'article.card.objective',
    { 'aria-labelledby': `slo-${slo}` },
    h(
      'div.card-head',
      null,
      h('h3', { id: `slo-${slo}` }, promise),
      h('p.muted', null, h('code', null, slo), ` · promised for ${promised}`),
    ),
    h('div.budget', null, h('div.meter', { 'aria-hidden': 'true' }, parts.meter), parts.budget),
    h('h4', null, 'Good requests, last 5 minutes: ', parts.good),
    charts[0].element,
    legendInLine(['well', 'good'], ['failed', 'failed'], ['goal', `goal ${goal} %`], ['moment', 'now']),
    h('h4', null, 'Burn rate now: ', parts.burn),
    parts.pace,
    charts[1].element,
    tierLegend(tiers, (tier) => [' now ', parts.values[tier]]),
  );
  return { element, charts, parts, objective };
}

function update({ charts, parts, objective }, index, state, range) {
  const { samples, budgets, alarms, story } = state;
  const now = samples.at(-1);
  if (now === undefined) return;
  const { good, burns } = now.objectives[index];
  say(parts.good, good === null ? 'no request' : percent(good));
  const { left = 1, words = '' } = budgets[index] ?? {};
  say(parts.budget, words);
  parts.meter.style.width = `${Math.max(0, Math.min(1, left)) * 100}%`;
  parts.meter.dataset.low = left < 0.25;
  say(parts.burn, burnValue(burns[0]));
  say(parts.pace, paceWords(burns[0], objective));
  for (const [tier, value] of parts.values.entries()) say(value, burnValue(burns[tier]));
  const detected = detection(alarms, objective);
  const marks =
    detected === undefined ? [] : [{ at: detected, words: `detected ${clockTime(detected, story.timeZone)}` }];
  const columns = [samples.map(({ at }) => at / 1000)];
  charts[0].draw(
    [...columns, samples.map((sample) => sample.objectives[index].good)],
    range,
    { marks },
    `Share of good requests of ${objective.slo} over time, now ${parts.good.textContent}`,
  );
  charts[1].draw(
    [
      ...columns,
      ...objective.tiers.map((_, tier) => samples.map((sample) => onBurnAxis(sample.objectives[index].burns[tier]))),
    ],
    range,
    { marks },
    `Burn rate of ${objective.slo} over time with the thresholds of its alarms, now ${burnValue(burns[0])}`,
  );
}

/** The first time that an alarm of this promise woke someone. */
function detection(alarms, { slo, tiers }) {
  const pages = tiers.filter(({ urgency }) => urgency === 'page').map(({ alarm }) => alarm);
  const firsts = alarms
    .filter((line) => line.slo === slo && pages.includes(line.alarm))
    .flatMap(({ spells }) => spells.filter(({ value }) => value === 'ALARM').map(({ from }) => from));
  return firsts.length === 0 ? undefined : Math.min(...firsts);
}

function paceWords(burn, { days, interval }) {
  if (burn === null) return 'No request yet.';
  if (burn < 1) return `At this pace, the budget for ${interval} lasts.`;
  return `At this pace, the budget for ${interval} is gone in ${spanWords((days * 24) / burn)}.`;
}

function burnValue(burn) {
  if (burn === null) return 'unknown';
  return burn < 0.1 ? 'below 0.1' : burn.toFixed(burn < 10 ? 1 : 0);
}

function spanWords(hours) {
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  return hours > 1.9 ? `${Math.round(hours)} hours` : `${Math.round(hours * 60)} minutes`;
}

function percent(value) {
  return value === 100 ? '100 %' : `${value.toFixed(1)} %`;
}
