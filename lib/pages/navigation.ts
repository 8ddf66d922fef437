import type { ServicePages, SloPages, StagePages } from './estate';
import { GLOSSARY_ANCHOR } from './glossary';

/** Links between pages, from the folder of the one to the file of the other. */

/**
 * The way on from every page.
 * @param toRoot `../`
 * @param from what it stands on: a page of a stage, or the table of severities
 */
export function navigation(toRoot: string, from: StagePages | 'severities.md'): string {
  return [
    `[All promises](${toRoot}index.md)`,
    ...(from === 'severities.md' ? [] : [`[Who hears of what](${toRoot}${severitiesOf(from)})`]),
    `[What the words mean](${toRoot}index.md#${GLOSSARY_ANCHOR})`,
  ].join(' · ');
}

/** Its runbook, from the page of an SLO. */
export function runbookOf({ runbook }: ServicePages): string {
  return `runbooks/${fileOf(runbook)}`;
}

/** Its runbook, from that of another service. */
export function runbookBeside({ runbook }: ServicePages): string {
  return fileOf(runbook);
}

/** Its page, from the runbook. */
export function pageOf({ path }: SloPages): string {
  return `../${fileOf(path)}`;
}

/** Where a stage stands in the table of severities. The headings of stages that differ in case alone cannot be told apart. */
export function severitiesOf({ stage, folder }: StagePages): string {
  return folder === stage ? `severities.md#stage-${stage.toLowerCase()}` : 'severities.md';
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
