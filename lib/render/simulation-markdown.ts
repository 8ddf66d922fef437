import type {
  SimulatedIncidentDocument,
  SimulatedObjective,
  SimulationDocument,
} from '../model/contracts/documents/simulation';
import { markdownLine } from './markdown';
import { markdownTable } from './markdown-table';
import { isSeveral, nameAmong, otherAlarms } from './simulation-parts';
import {
  againstInWords,
  calledInWords,
  heardInWords,
  historyInWords,
  keptInWords,
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
import { truncated, uncapital } from './text';

const MARKS: Readonly<Record<Verdict['tone'], string>> = { good: '✅', watch: '⚠️', bad: '❌', wait: '➖' };
const MORE = { more: '`slo simulate --json` shows them all' };
const MOST_ROWS = 20;
const LONGEST_NOTE = 500;
/** GitHub takes comments of 65,536 characters (API: "body is too long"). */
const MOST_CHARACTERS = 60_000;

/** The answer of `slo simulate` as a comment on a pull request: how it ended, policies and goals; the rest is folded. */
export function simulationInMarkdown(document: SimulationDocument): string {
  if (!isSeveral(document)) return ofOne(document, document.incidents, '###');
  const { simulations, incidents } = document;
  const parts = [
    `### ${marked(verdictOfSeveral(document))}`,
    ...section(overviewTable(document)),
    ...folded('Incidents', [incidentsTable(incidents, utc)]),
    ...folded('Alarms that belong to no SLO', [otherAlarmsTable(document.alarms, utc)]),
    ...notes(document),
  ];
  let length = parts.join('\n\n').length;
  for (const [at, simulation] of simulations.entries()) {
    const part = ofOne(simulation, [], '####', nameAmong(simulations, simulation));
    length += part.length + 2;
    if (length > MOST_CHARACTERS)
      return [...parts, `… and ${simulations.length - at} more: ${MORE.more}.`].join('\n\n');
    parts.push(part);
  }
  return parts.join('\n\n');
}

function ofOne(
  simulation: SimulatedObjective,
  incidents: readonly SimulatedIncidentDocument[],
  heading: string,
  name = simulation.slo,
): string {
  const { tone, words } = verdict(simulation);
  const sentences = [keptInWords(simulation), calledInWords(simulation), heardInWords(simulation)];
  const { from, to } = simulation;
  return [
    `${heading} ${MARKS[tone]} ${markdownLine(name)}: ${uncapital(words)}`,
    sentences.map(markdownLine).join('\n'),
    ...section(policiesTable(simulation)),
    ...section(goalsTable(simulation), 'Under other goals (woken / tickets):'),
    ...folded('Who heard of what', [detectionsTable(simulation, utc), incidentsTable(incidents, utc)]),
    ...folded('Other alarms', [otherAlarmsTable(otherAlarms(simulation), utc)]),
    ...folded('Predicted against recorded', [againstTable(simulation, utc)], againstInWords(simulation)),
    ...notes(simulation),
    `<sub>${utc(from)} to ${utc(to)} UTC: ${markdownLine(historyInWords(simulation))}</sub>`,
  ].join('\n\n');
}

function notes({ notSimulated, remarks }: Pick<SimulatedObjective, 'notSimulated' | 'remarks'>): string[] {
  const all = [...notSimulated.map(({ alarm, why }) => `${alarm} is not simulated: ${why}`), ...remarks];
  const shown = all.slice(0, MOST_ROWS).map((note) => `- ${markdownLine(truncated(note, LONGEST_NOTE))}`);
  return shown.length === 0 ? [] : [shown.join('\n')];
}

function section(content: Table, title?: string): string[] {
  return content.rows.length === 0 ? [] : [...(title === undefined ? [] : [title]), table(content)];
}

/** GitHub reads Markdown inside of `<details>` after an empty line. */
function folded(summary: string, tables: readonly Table[], sentences: readonly string[] = []): string[] {
  const shown = tables.filter(({ rows }) => rows.length > 0).map(table);
  if (shown.length + sentences.length === 0) return [];
  return [`<details><summary>${summary}</summary>`, ...sentences.map(markdownLine), ...shown, '</details>'];
}

function table({ head, rows, right }: Table): string {
  const left = rows.length - MOST_ROWS;
  const shown = markdownTable(head, rows.slice(0, MOST_ROWS), { right, ...MORE });
  return left > 0 ? `${shown}\n\n… and ${left} more: ${MORE.more}.` : shown;
}

function marked({ tone, words }: Verdict): string {
  return `${MARKS[tone]} ${words}`;
}
