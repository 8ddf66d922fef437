import type { Command } from 'commander';
import { answer } from '../answer';
import { assemblyOption, examples, jsonOption } from './options';

export function docsVerb(slo: Command): void {
  const verb = slo
    .command('docs')
    .summary('a page for each SLO, runbooks, and who hears of what')
    .description(
      'Writes Markdown pages for people: one for each SLO, a runbook for each service, the table of severities, and an index. Pages that no SLO has any more are removed; files of others are never touched.',
    )
    .requiredOption('-o, --out <folder>', 'where the pages are written')
    .addOption(assemblyOption())
    .option('--check', 'write nothing; exit with 1 when a page is outdated, missing or stale')
    .addOption(jsonOption())
    .action(async (options) => {
      const { docs, pagesInWords } = await import('../../lib/commands/docs.js');
      answer(docs(options), options, pagesInWords);
    });
  examples(verb, 'slo docs --out docs/slos', 'slo docs --out docs/slos --check');
}
