import { severities } from '../model/contracts/catalogue';
import { alarmsOf, type Outlook, outlook, RULES } from '../model/incident';
import { groupInWords } from '../model/wording/facts';
import { targetInWords } from '../model/wording/target-words';
import { durationInWords, SEVERITY_IN_WORDS } from '../model/wording/words';
import { markdownLine } from '../render/markdown';
import { severityWord, toldInWords } from './consequences';
import type { ServicePages, StagePages } from './estate';
import { codes, page, pageLink, table } from './markdown';
import { navigation } from './navigation';
import type { Place } from './places';
import type { StageTargets } from './targets';

/** What fires as which severity, who is woken and told, and what is only a ticket, by the rules that incidents follow. */
export function severitiesPage(stages: readonly StagePages[]): string {
  return page(
    '# Who hears of what',
    'One incident is about one service (or a part of its customers), however many alarms go off. Its severity is that of the worst of them.',
    navigation(''),
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
    'What one alarm leads to when it goes off alone:',
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
  };
  const rows = known.map((target) => [
    markdownLine(targetInWords(target, known)),
    target.canary ? 'test alarms, and nothing else' : reads[target.audience],
  ]);
  return table(['Told', 'It reads'], rows);
}

interface Row {
  readonly alarms: Set<string>;
  readonly services: Map<string, string>;
  readonly comes: Outlook;
  readonly few: boolean;
  readonly shadow: boolean;
}

/** Alarms that lead to the same stand in one row, worst first. */
function outcomeTable({ services, targets }: StagePages): string {
  const rows = new Map<string, Row>();
  for (const service of services) {
    for (const place of service.slos.flatMap(({ places }) => places)) collect(rows, service, place, targets);
  }
  const order = (row: Row) => severities.indexOf(row.comes.severity) * 2 + (row.comes.pages ? 0 : 1);
  const sorted = [...rows.values()].sort((a, b) => order(a) - order(b));
  if (sorted.length === 0) return 'Nothing has alarms here.';
  return table(
    ['Severity', 'Alarm', 'Of', 'Somebody is woken', 'Who is told'],
    sorted.map(({ comes, alarms, services: of, few, shadow }) => [
      severityWord(comes.severity),
      `${codes([...alarms].sort())}${few ? ' while only few fail' : ''}`,
      [...of].map(([words, path]) => pageLink(words, path)).join(', '),
      comes.pages ? 'at once' : 'no',
      shadow ? 'nobody: it is on trial (in shadow), and only recorded' : toldInWords(comes, targets),
    ]),
  );
}

function collect(rows: Map<string, Row>, service: ServicePages, place: Place, targets: StageTargets): void {
  const { entry } = place.objective;
  const add = (alarm: string, comes: Outlook | undefined, few: boolean) => {
    if (comes === undefined) return;
    const key = JSON.stringify([comes, few, entry.shadow ?? false]);
    const row = rows.get(key) ?? { alarms: new Set(), services: new Map(), comes, few, shadow: entry.shadow ?? false };
    rows.set(key, row);
    row.alarms.add(alarm);
    row.services.set(groupInWords(service), service.runbook);
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
