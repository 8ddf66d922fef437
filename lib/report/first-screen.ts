import type { Objective } from '../assembly';
import type { SimulatedObjective } from '../model/contracts/documents/simulation';
import { attainmentInWords, countInWords, many, shareInWords, spanInWords } from '../model/wording/amounts';
import { goalInWords } from '../model/wording/promise';
import { decisiveAttainment, ownPolicy } from '../render/simulation-parts';
import {
  budgetUsedInWords,
  calledInWords,
  falsePagesInWords,
  heardInWords,
  keptInWords,
  type Verdict,
  verdict,
} from '../render/simulation-sentences';
import { h, type Markup } from './markup';
import { momentsIn } from './moments';

/** How it ended, under a heading of this level. */
export function headline({ tone, words }: Verdict, level: 1 | 2, ...more: readonly Markup[]): Markup {
  return h(
    'div.headline',
    { 'data-tone': tone },
    h('span.mark', { 'aria-hidden': 'true' }),
    h('div', null, h(`h${level}`, null, words), ...more),
  );
}

/** What somebody reads who has never heard of burn rates. */
export function firstScreen(simulation: SimulatedObjective, { entry }: Objective, level: 1 | 2): readonly Markup[] {
  const moment = momentsIn(entry.timeZone);
  return [
    headline(
      verdict(simulation),
      level,
      h('p.promise', null, `“${entry.promise}”`),
      h(
        'p.muted',
        null,
        h('code', null, simulation.slo),
        ` · promised for ${goalInWords(entry)} · ${moment(simulation.from)} to ${moment(simulation.to)}, times in ${entry.timeZone}`,
      ),
    ),
    h('div.tiles', null, ...tiles(simulation)),
  ];
}

function tiles(simulation: SimulatedObjective): Markup[] {
  const { goal, budget, pages, tickets, faults, firstDetection } = simulation;
  const own = ownPolicy(simulation);
  const delay = own?.medianDelayMinutes ?? firstDetection?.delayMinutes ?? undefined;
  const decisive = decisiveAttainment(simulation);
  const used = budget.usedFraction;
  return [
    tile(attainmentInWords(decisive, goal), `good, of the promised ${goal} %`, [keptInWords(simulation)]),
    tile(shareInWords(used), 'of what may fail was used', [budgetUsedInWords(simulation)], meter(used)),
    tile(`${countInWords(pages)} ×`, `woken, ${many(tickets, 'ticket')}`, [
      calledInWords(simulation),
      ...falsePagesInWords(simulation),
    ]),
    tile(delay === undefined ? '–' : spanInWords(delay), faults.length === 0 ? 'no fault' : 'until the first word', [
      heardInWords(simulation),
    ]),
  ];
}

function tile(figure: string, label: string, sentences: readonly string[], more?: Markup): Markup {
  return h(
    'div.card.tile',
    null,
    h('p.figure', null, h('strong', null, figure), ' ', h('span', null, label)),
    more,
    ...sentences.map((sentence) => h('p', null, sentence)),
  );
}

/** What is left, as it is drawn beside promises; SVG because its widths need no style. */
function meter(used: number | null): Markup | undefined {
  if (used === null) return undefined;
  const left = Math.max(0, Math.min(1, 1 - used));
  return h(
    'svg.meter',
    { 'aria-hidden': 'true', viewBox: '0 0 100 10', preserveAspectRatio: 'none' },
    h('rect', { class: left < 0.25 ? 'low' : 'enough', width: (left * 100).toFixed(1), height: 10 }),
  );
}
