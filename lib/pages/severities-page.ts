import { type CatalogueEntry, severities } from '../model/contracts/catalogue';
import { alarmsOf, type Outlook, outlook, RULES } from '../model/incident';
import { groupInWords } from '../model/wording/facts';
import { targetInWords } from '../model/wording/target-words';
import { durationInWords, SEVERITY_IN_WORDS } from '../model/wording/words';
import { markdownLine } from '../render/markdown';
import { severityWord, toldInWords } from './consequences';
import type { ServicePages, StagePages } from './estate';
import { codes, page, pageLink, table } from './markdown';
import { navigation } from './navigation';
import type { StageTargets } from './targets';

/** What fires as which severity, who is woken and told, and what is only a ticket, by the rules that incidents follow. */
export function severitiesPage(stages: readonly StagePages[]): string {
  return page(
    '# Who hears of what',
    'One incident is about one service (or a part of its customers), however many alarms go off. Its severity is that of the worst of them.',
    navigation('', 'severities.md'),
    '## Severities',
    table(
      ['Severity', 'What it means'],
      severities.map((severity) => [severityWord(severity), meaningOf(severity)]),
    ),
    ...stages.flatMap(ofStage),
    '## How an incident ends',
    howItEnds(),
  );
}

/** `SEV2: a promise …` without its name, which stands beside it. */
function meaningOf(severity: (typeof severities)[number]): string {
  return SEVERITY_IN_WORDS[severity].replace(/^SEV\d: /, '');
}

function ofStage(stage: StagePages): string[] {
  return [
    `## Stage ${markdownLine(stage.stage)}`,
    targetTable(stage.targets),
    'What one alarm leads to when it goes off alone. Where nobody is woken it is a ticket:',
    outcomeTable(stage),
  ];
}

function targetTable({ known }: StageTargets): string {
  if (known === undefined) {
    return 'Its incident response is declared elsewhere, so what its targets are is not known here.';
  }
  const reads = {
    engineers: 'what is broken, how fast, what to do first',
    support: 'what customers notice, what to tell them',
    team: 'what is broken and what comes next, in short',
  };
  const rows = known.map((target) => [
    markdownLine(targetInWords(target, known)),
    target.canary ? 'test alarms, and nothing else' : reads[target.audience],
  ]);
  return table(['Told', 'It reads'], rows);
}

interface Row {
  readonly comes: Outlook;
  readonly alarm: string;
  /** Too few failed to wake anyone. */
  readonly few: boolean;
  readonly shadow: boolean;
  /** SLOs by the service that they belong to. */
  readonly of: Map<ServicePages, Set<string>>;
}

/** Alarms that lead to the same for the same services stand in one row, worst first. */
function outcomeTable({ services, targets }: StagePages): string {
  const rows = new Map<string, Row>();
  for (const service of services) {
    for (const { slo, places } of service.slos) {
      for (const { objective } of places) collect(rows, service, slo, objective.entry, targets);
    }
  }
  if (rows.size === 0) return 'Nothing has alarms here.';
  const merged = new Map<string, { cells: string[]; alarms: string[]; few: boolean }>();
  for (const row of [...rows.values()].sort((a, b) => urgency(a) - urgency(b))) {
    const cells = cellsOf(row, targets);
    const key = JSON.stringify([cells, row.few]);
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { cells, alarms: [row.alarm], few: row.few });
    else same.alarms.push(row.alarm);
  }
  return table(
    ['Severity', 'Alarm', 'Of', 'Somebody is woken', 'Who is told'],
    [...merged.values()].map(({ cells: [severity = '', ...rest], alarms, few }) => [
      severity,
      `${codes(alarms)}${few ? ' while only a few fail' : ''}`,
      ...rest,
    ]),
  );
}

function urgency({ comes }: Row): number {
  return severities.indexOf(comes.severity) * 2 + (comes.pages ? 0 : 1);
}

function cellsOf({ comes, shadow, of }: Row, targets: StageTargets): string[] {
  return [
    severityWord(comes.severity),
    [...of].map(([service, slos]) => ofService(service, slos)).join(', '),
    comes.pages ? 'at once' : 'no',
    shadow ? 'nobody: it is on trial (in shadow), and only recorded' : toldInWords(comes, targets),
  ];
}

/** Its SLOs are named where it is not about all of them. */
function ofService(service: ServicePages, slos: ReadonlySet<string>): string {
  const link = pageLink(groupInWords(service), service.runbook);
  return slos.size === service.slos.length ? link : `${link} (${codes([...slos])})`;
}

function collect(
  rows: Map<string, Row>,
  service: ServicePages,
  slo: string,
  entry: CatalogueEntry,
  targets: StageTargets,
): void {
  const { shadow = false } = entry;
  const add = (alarm: string, comes: Outlook | undefined, few: boolean) => {
    if (comes === undefined) return;
    const key = JSON.stringify([comes, alarm, few, shadow]);
    const row = rows.get(key) ?? { comes, alarm, few, shadow, of: new Map() };
    rows.set(key, row);
    row.of.set(service, (row.of.get(service) ?? new Set()).add(slo));
  };
  for (const alarm of alarmsOf(entry)) {
    const comes = outlook(entry, alarm, targets.addressees);
    add(alarm, comes, false);
    if (comes?.pages && entry.evidence) add(alarm, outlook(entry, alarm, targets.addressees, 'OK'), true);
  }
}

function howItEnds(): string {
  const { quietMs, quietAfterSlowMs, resolveQuietMs, reopenWindowMs } = RULES;
  const [quiet, slow, resolved, reopen] = [quietMs, quietAfterSlowMs, resolveQuietMs, reopenWindowMs].map(
    durationInWords,
  );
  return [
    `It counts as mitigated when the alarms that wake people have been quiet for ${quiet} (${slow} after a slower one), with traffic.`,
    `It counts as resolved when every alarm has been quiet for ${resolved} more.`,
    `What breaks again within ${reopen} belongs to the same incident. Whoever was told of the beginning is told of the end.`,
  ].join(' ');
}
