import type { CostDocument, SharedKind } from '../model/contracts/documents';
import { PRICES } from '../model/prices';
import { columns } from './columns';
import { markdownTable } from './markdown-table';
import { placeNames } from './places';
import type { Style } from './style';
import { line } from './text';

const HEAD = ['SLO', 'service', 'alarms', 'metrics', 'composites', 'USD a month'];
const NUMBERS = [2, 3, 4, 5];
const SHARED: Readonly<Record<SharedKind, string>> = {
  composite: 'composite alarms over them',
  dashboard: 'dashboards',
  machinery: 'alarms of the incident response',
  other: 'other alarms',
};

/** The answer of `slo cost` for people: dearest first. */
export function costInWords(document: CostDocument, style: Style): string {
  const shared = sharedRows(document);
  const none = document.objectives.length === 0;
  const table = columns(
    [HEAD, ...objectiveRows(document), ...shared, ['total', '', '', '', '', usd(document.total)]],
    NUMBERS,
  );
  const [head = '', ...rows] = table;
  const firstShared = rows.length - shared.length - 1;
  return [
    ...(none ? ['No SLO of ours is in it.', ''] : []),
    style.strong(head),
    ...rows.slice(0, firstShared).map(line),
    ...(shared.length > 0 ? ['', style.strong('shared'), ...rows.slice(firstShared, -1)] : []),
    '',
    style.strong(rows.at(-1)!),
    ...(none ? [] : ['', onTop(document), recipe(document)]),
    '',
    style.quiet(source(document)),
  ].join('\n');
}

/** The same as a comment on a pull request. */
export function costInMarkdown(document: CostDocument): string {
  const total = [{ markdown: '**total**' }, '', '', '', '', { markdown: `**${usd(document.total)}**` }];
  const last = [...sharedRows(document), total];
  const none = document.objectives.length === 0;
  return [
    `### SLOs: ${usd(document.total)} USD a month`,
    markdownTable(HEAD, objectiveRows(document), { right: NUMBERS, last, more: '`slo cost` shows them all' }),
    ...(none ? ['No SLO of ours is in it.'] : [`${onTop(document)}\n${recipe(document)}`]),
    `<sub>${source(document)}</sub>`,
  ].join('\n\n');
}

function objectiveRows({ objectives }: CostDocument): string[][] {
  const nameOf = placeNames(objectives);
  return objectives.map((objective) => {
    const { service, alarms, metrics, composites, usdPerMonth } = objective;
    return [nameOf(objective), service, String(alarms), String(metrics), String(composites), usd(usdPerMonth)];
  });
}

/** How many of each kind; the JSON document names each one. */
function sharedRows({ shared }: CostDocument): string[][] {
  return Object.entries(SHARED).flatMap(([kind, words]) => {
    const found = shared.filter((one) => one.kind === kind);
    if (found.length === 0) return [];
    const cents = found.reduce((sum, { usdPerMonth }) => sum + Math.round(usdPerMonth * 100), 0);
    return [[words, '', String(found.length), '', '', usd(cents / 100)]];
  });
}

function onTop({ applicationSignalsUsdPerMonth: fee }: CostDocument): string {
  const { signalsPerSloAndMinute: signals, millionSignalsCents } = PRICES.applicationSignals;
  return `On top: Application Signals, about ${usd(fee)} USD a month (an estimate: ${signals} signals for each SLO and minute, at ${usd(millionSignalsCents / 100)} USD a million).`;
}

function recipe({ awsRecipe: { usdPerMonth, insteadOfUsdPerMonth } }: CostDocument): string {
  return `Alarmed as AWS documents it the same SLOs would cost ${usd(usdPerMonth)} USD a month; their alarms and composite alarms here cost ${usd(insteadOfUsdPerMonth)}.`;
}

function source({ prices: { source: from, asOf, region } }: CostDocument): string {
  return `List prices of ${region}, read ${asOf}, without free tiers: ${from}`;
}

function usd(amount: number): string {
  return amount.toFixed(2);
}
