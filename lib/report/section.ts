import type { SimulatedObjective } from '../model/contracts/documents/simulation';
import { usd } from '../model/wording/amounts';
import { otherAlarms, POLICY_IN_WORDS } from '../render/simulation-parts';
import { againstInWords, historyInWords } from '../render/simulation-sentences';
import {
  againstTable,
  detectionsTable,
  goalsTable,
  incidentsTable,
  otherAlarmsTable,
  policiesTable,
} from '../render/simulation-tables';
import { firstScreen } from './first-screen';
import { type Child, h, type Markup } from './markup';
import { momentsIn } from './moments';
import type { Reported } from './pictures';
import { htmlTable } from './tables';

/**
 * Everything about one SLO.
 *
 * @param index its place among the pictures; also makes its ids
 * @param level of its first heading
 */
export function simulationSection(
  simulation: SimulatedObjective,
  { objective }: Reported,
  index: number,
  level: 1 | 2,
): Markup {
  const { policies, policy, incidents, remarks, notSimulated, faults, monthlyCostUsd } = simulation;
  const moment = momentsIn(objective.entry.timeZone);
  const part = (title: string, ...content: readonly Child[]) =>
    h('section', null, h(`h${level + 1}`, null, title), ...content);
  const lede = (text: string) => h('p.lede', null, text);
  const caption = (words: string) => `${words} of ${simulation.slo}`;
  const own = policies.findIndex((compared) => compared.policy === policy);
  const declared = simulation.goals.findIndex((goal) => goal.declared);
  const detections = detectionsTable(simulation, moment);
  const others = otherAlarmsTable(otherAlarms(simulation), moment);
  return h(
    'article.simulation',
    { id: `slo-${index}` },
    ...firstScreen(simulation, objective, level),
    part('How it went', charts(index)),
    part(
      'What customers felt, and who would have heard',
      faults.length === 0
        ? undefined
        : lede('A fault is a time in which so much failed that somebody should hear of it, whatever alarms say.'),
      detections.rows.length === 0
        ? h('p.card.empty', null, 'Customers felt nothing that is worth a call, and nobody would have been called.')
        : htmlTable(detections, caption('Faults')),
    ),
    ...(incidents.length === 0
      ? []
      : [part('Incidents', htmlTable(incidentsTable(incidents, moment), caption('Incidents')))]),
    ...(others.rows.length === 0
      ? []
      : [part('Other alarms', htmlTable(others, caption('Other alarms beside those')))]),
    part(
      'Policies side by side',
      lede(
        'The same history, had the alarms been set up in other ways. Fewer calls are better only where no fault is missed.',
      ),
      htmlTable(policiesTable(simulation), caption('Policies'), own < 0 ? undefined : own),
      h(
        'ul.sources',
        null,
        ...policies.map(({ policy: name, source }) => h('li', null, `${POLICY_IN_WORDS[name]}: ${source}`)),
      ),
      lede(`Alarms of this SLO cost ${usd(monthlyCostUsd)} USD a month by list prices.`),
    ),
    ...(simulation.goals.length === 0
      ? []
      : [
          part(
            'Under other goals',
            lede(
              'Whether each goal would have been met over the same history, and how often each policy would have woken somebody and filed a ticket: 2 / 1 is woken twice, one ticket.',
            ),
            htmlTable(goalsTable(simulation), caption('Goals'), declared < 0 ? undefined : declared),
          ),
        ]),
    ...(simulation.against === undefined
      ? []
      : [
          part(
            'Predicted against recorded',
            ...againstInWords(simulation).map(lede),
            htmlTable(againstTable(simulation, moment), caption('Recorded and predicted changes')),
          ),
        ]),
    part(
      'To know when judging this',
      h(
        'ul.card.notes',
        null,
        h('li', null, `The history: ${historyInWords(simulation)}.`),
        ...notSimulated.map(({ alarm, why }) => h('li', null, h('strong', null, alarm), ` is not simulated: ${why}`)),
        ...remarks.map((remark) => h('li', null, remark)),
      ),
    ),
  );
}

/** Where the browser draws, in the place of these words. */
function charts(index: number): Markup {
  const words = 'Charts need JavaScript. Without it, the tables below say what happened.';
  return h('div.charts', { 'data-pictures': index }, h('p.card.empty', null, words));
}
