import { createHash } from 'node:crypto';
import type { SimulationDocument } from '../model/contracts/documents/simulation';
import { isSeveral, nameAmong, simulationsOf } from '../render/simulation-parts';
import { verdictOfSeveral } from '../render/simulation-sentences';
import { incidentsTable, otherAlarmsTable, overviewTable } from '../render/simulation-tables';
import { type BrowserCode, browserCode } from './browser-code';
import { headline } from './first-screen';
import { glossary } from './glossary';
import { escaped, h, jsonForScript, Markup } from './markup';
import { momentsIn } from './moments';
import { pictures, type Reported } from './pictures';
import { simulationSection } from './section';
import { htmlTable } from './tables';

/** More points than pixels help nobody. */
const MOST_POINTS = 2000;
/** Of all SLOs together: a hundred of them are still a file that can be sent. */
const MOST_POINTS_TOGETHER = 20_000;

/**
 * The answer of `slo simulate` as one page that needs nothing else: no network, and no script but for its charts.
 *
 * @param reported what each simulation of the document is drawn from, in their order
 * @throws RangeError when there are not as many as simulations
 */
export function htmlReport(document: SimulationDocument, reported: readonly Reported[]): string {
  const simulations = simulationsOf(document);
  if (reported.length !== simulations.length) {
    throw new RangeError(
      `report: got ${reported.length} to draw from, allowed are as many as simulations, ${simulations.length}`,
    );
  }
  const level = isSeveral(document) ? 2 : 1;
  const sections = simulations.map((simulation, index) =>
    simulationSection(simulation, reported[index]!, index, level),
  );
  const mostPoints = Math.min(MOST_POINTS, Math.ceil(MOST_POINTS_TOGETHER / simulations.length));
  const drawn = simulations.map((simulation, index) => pictures(simulation, reported[index]!, mostPoints));
  const title = simulations.length === 1 ? `${simulations[0]!.slo} simulated` : `${simulations.length} SLOs simulated`;
  return page(title, [...overview(document, reported), ...sections], drawn, browserCode());
}

function overview(document: SimulationDocument, reported: readonly Reported[]): Markup[] {
  if (!isSeveral(document)) return [];
  const zones = [...new Set(reported.map(({ objective }) => objective.entry.timeZone))];
  // Times of several zones beside each other can only be told in one that nobody lives in.
  const zone = zones.length === 1 ? zones[0]! : 'UTC';
  const links = document.simulations.map((simulation, index) =>
    h('li', null, h('a', { href: `#slo-${index}` }, nameAmong(document.simulations, simulation))),
  );
  return [
    headline(verdictOfSeveral(document), 1, h('nav', { 'aria-label': 'SLOs' }, h('ul.contents', null, ...links))),
    ...(document.simulations.length === 0 ? [] : [htmlTable(overviewTable(document), 'All SLOs')]),
    ...(document.incidents.length === 0
      ? []
      : [
          h(
            'section',
            null,
            h('h2', null, 'Incidents'),
            h('p.lede', null, `Of all services together, times in ${zone}.`),
            htmlTable(incidentsTable(document.incidents, momentsIn(zone)), 'Incidents of all services'),
          ),
        ]),
    ...(document.alarms.length === 0
      ? []
      : [
          h(
            'section',
            null,
            h('h2', null, 'Alarms that belong to no SLO'),
            h('p.lede', null, `Times in ${zone}.`),
            htmlTable(otherAlarmsTable(document.alarms, momentsIn(zone)), 'Changes of alarms that belong to no SLO'),
          ),
        ]),
  ];
}

/** Texts are data, script and style are known by their hashes, and nothing is loaded from anywhere. */
function page(title: string, content: readonly Markup[], data: unknown, { script, style }: BrowserCode): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const body = h(
    'body',
    null,
    h('a', { class: 'skip', href: '#content' }, 'Skip to the content'),
    h('header.top', null, h('p.brand', null, h('strong', null, 'cdk-slo'), ' what would have paged')),
    h('main', { id: 'content', tabindex: -1 }, ...content, glossary()),
    h(
      'footer',
      null,
      h(
        'p',
        null,
        'Made by slo simulate: the alarms of the synthesized template over a recorded history. Nothing on this page comes from or goes to a network.',
      ),
    ),
    new Markup(`<script type="application/json" id="pictures">${jsonForScript(data)}</script>`),
    new Markup(`<script>${script}</script>`),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
${body.html}
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
