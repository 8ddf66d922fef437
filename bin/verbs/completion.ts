import { Argument, type Command } from 'commander';
import { examples } from './options';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

/** @param described the other verbs, which are what is completed */
export function completionVerb(slo: Command, described: () => Command): void {
  const verb = slo
    .command('completion')
    .summary('print a script that completes verbs, options and names of SLOs')
    .description(
      'Prints a script for your shell that completes verbs, options, files and the names of SLOs in cdk.out.',
    )
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .action(async (shell: string) => {
      const { completionOf } = await import('../completion.js');
      (await completionOf(described())).setup(slo.name(), slo.name(), shell);
    });
  examples(verb, 'source <(slo completion bash)', 'slo completion fish > ~/.config/fish/completions/slo.fish');
  slo
    .command('complete [words...]', { hidden: true })
    .description('what the script asks')
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const { completionOf } = await import('../completion.js');
      (await completionOf(described())).parse(words);
    });
}
