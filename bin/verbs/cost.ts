import type { Command } from 'commander';
import { answer } from '../answer';
import { assemblyOption, examples, jsonOption, markdownOption } from './options';

export function costVerb(slo: Command): void {
  const verb = slo
    .command('cost')
    .summary('what SLOs, their alarms and dashboards cost a month')
    .description(
      'Adds up what every SLO, alarm and dashboard of a synthesized assembly costs a month, by list prices of us-east-1 without free tiers.',
    )
    .addOption(assemblyOption())
    .addOption(markdownOption())
    .addOption(jsonOption())
    .action(async (options) => {
      const { cost, costInMarkdown, costInWords } = await import('../../lib/commands/cost.js');
      answer(cost(options), options, options.markdown ? costInMarkdown : costInWords);
    });
  examples(verb, 'slo cost', 'slo cost --assembly template.yaml --json', 'slo cost --markdown > comment.md');
}
