import type {
  SimulatedIncidentDocument,
  SimulatedObjective,
  SimulationDocument,
} from '../model/contracts/documents/simulation';
import { many } from '../model/wording/amounts';
import { columns } from './columns';
import { isSeveral, nameAmong, otherAlarms, POLICY_IN_WORDS } from './simulation-parts';
import {
  againstInWords,
  historyInWords,
  outcomeInWords,
  type Verdict,
  verdict,
  verdictOfSeveral,
} from './simulation-sentences';
import {
  againstTable,
  detectionsTable,
  goalsTable,
  incidentsTable,
  otherAlarmsTable,
  overviewTable,
  policiesTable,
  type Table,
  utc,
} from './simulation-tables';
import type { Style } from './style';
import { line, uncapital } from './text';
import { wrapped } from './wrapped';

const WIDTH = 100;
const INDENT = '  ';
/** More rows are counted: the JSON document has them all. */
const MOST_ROWS = 25;
/** With more SLOs only those are told of in detail of which there is something to tell. */
const MOST_DETAILED = 5;

/** The answer of `slo simulate` for people: how it ended first. */
export function simulationInWords(document: SimulationDocument, style: Style): string {
  if (!isSeveral(document)) return ofOne(document, document.incidents, style);
  const { simulations, incidents, notSimulated, remarks } = document;
  const eventful = simulations.filter(({ ok, pages, tickets }) => !ok || pages + tickets > 0);
  const detailed = simulations.length > MOST_DETAILED ? eventful.slice(0, MOST_DETAILED) : simulations;
  const left = simulations.length - detailed.length;
  return [
    toned(verdictOfSeveral(document), style),
    ...section('', overviewTable(document), style),
    ...incidentsOf(incidents, style),
    ...section('Alarms that belong to no SLO', otherAlarmsTable(document.alarms, utc), style),
    ...detailed.map((simulation) => ofOne(simulation, [], style, nameAmong(simulations, simulation))),
    ...notes(notSimulated, remarks, style),
    ...(left > 0 ? [`… and ${many(left, 'SLO')} more: --slo shows one of them, --json all`] : []),
  ].join('\n\n');
}

function ofOne(
  simulation: SimulatedObjective,
  incidents: readonly SimulatedIncidentDocument[],
  style: Style,
  name = simulation.slo,
): string {
  const { policy, from, to, notSimulated, remarks } = simulation;
  const { tone, words } = verdict(simulation);
  const head = toned({ tone, words: `${line(name)}: ${uncapital(words)}` }, style);
  const time = `${utc(from)} to ${utc(to)} UTC: ${historyInWords(simulation)}; alerted ${policy === 'declared' ? 'as declared' : `by ${POLICY_IN_WORDS[policy]}`}`;
  return [
    [head, ...paragraph(time).map(style.quiet)].join('\n'),
    outcomeInWords(simulation).flatMap(paragraph).join('\n'),
    ...section('What customers felt, and who heard', detectionsTable(simulation, utc), style),
    ...incidentsOf(incidents, style),
    ...section('Other alarms', otherAlarmsTable(otherAlarms(simulation), utc), style),
    ...section('Policies side by side', policiesTable(simulation), style),
    ...section('Under other goals (woken / tickets)', goalsTable(simulation), style),
    ...against(simulation, style),
    ...notes(notSimulated, remarks, style),
  ].join('\n\n');
}

function notes(
  notSimulated: SimulatedObjective['notSimulated'],
  remarks: readonly string[],
  style: Style,
): readonly string[] {
  const left = notSimulated.map(({ alarm, why }) => `${alarm}: ${why}`);
  return [...bullets('Not simulated', left, style), ...bullets('To know when judging this', remarks, style)];
}

function against(simulation: SimulatedObjective, style: Style): string[] {
  const sentences = againstInWords(simulation).flatMap(paragraph);
  if (sentences.length === 0) return [];
  return [
    [style.strong('Predicted against recorded'), ...sentences].join('\n'),
    ...section('', againstTable(simulation, utc), style),
  ];
}

function incidentsOf(incidents: readonly SimulatedIncidentDocument[], style: Style): string[] {
  return section('Incidents', incidentsTable(incidents, utc), style);
}

function section(title: string, content: Table, style: Style): string[] {
  return content.rows.length === 0 ? [] : [table(title, content, style)];
}

function table(title: string, { head, rows, right }: Table, style: Style): string {
  const shown = rows.slice(0, MOST_ROWS).map((cells) => cells.map(line));
  const [first = '', ...rest] = columns([head, ...shown], right);
  const more = rows.length - shown.length;
  return [
    ...(title === '' ? [] : [style.strong(title)]),
    style.quiet(INDENT + first),
    ...rest.map((row) => INDENT + row),
    ...(more > 0 ? [`${INDENT}… and ${more} more: --json shows them all`] : []),
  ].join('\n');
}

function bullets(title: string, items: readonly string[], style: Style): string[] {
  if (items.length === 0) return [];
  const listed = items.flatMap((item) =>
    wrapped(line(item), WIDTH - 4).map((words, at) => `${INDENT}${at === 0 ? '- ' : '  '}${words}`),
  );
  return [[style.strong(title), ...listed].join('\n')];
}

function paragraph(text: string): string[] {
  return wrapped(line(text), WIDTH - INDENT.length).map((words) => INDENT + words);
}

function toned({ tone, words }: Verdict, style: Style): string {
  const tones = { good: style.good, watch: style.notice, bad: style.danger, wait: style.quiet };
  return style.strong(tones[tone](words));
}
