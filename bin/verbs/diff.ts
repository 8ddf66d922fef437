import type { Command } from 'commander';
import { answer } from '../answer';
import { examples, jsonOption, markdownOption } from './options';

export function diffVerb(slo: Command): void {
  const verb = slo
    .command('diff')
    .summary('what a change of SLOs means before it is deployed')
    .description(
      'Compares the SLOs of two assemblies or templates: what loses its history, what is not watched any more, by how much error budgets change, who hears and who is called, and what happens on deployment.',
    )
    .argument('<old>', 'what is deployed: a folder that `cdk synth` wrote, or one template (JSON or YAML)')
    .argument('<new>', 'what is to be deployed, likewise')
    .option('--fail-on <kind...>', 'exit with 1 when a change is of one of these kinds, such as history-wiped')
    .addOption(markdownOption())
    .addOption(jsonOption())
    .action(async (before: string, after: string, options) => {
      const { diff, diffInMarkdown, diffInWords } = await import('../../lib/commands/diff.js');
      const document = diff({ before, after, failOn: options.failOn });
      answer(document, options, options.markdown ? diffInMarkdown : diffInWords);
    });
  examples(
    verb,
    'slo diff deployed.json cdk.out/Shop.template.json',
    'slo diff main/cdk.out cdk.out --markdown > comment.md',
    'slo diff main/cdk.out cdk.out --fail-on history-wiped promise-unwatched',
  );
}
