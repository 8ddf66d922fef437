import { type Command, Option } from 'commander';

/** Options that several verbs have, said once. */
export function assemblyOption(): Option {
  return new Option(
    '-a, --assembly <path>',
    'what `cdk synth` wrote (a folder), or one CloudFormation template (JSON or YAML)',
  ).default('cdk.out');
}

export function jsonOption(): Option {
  return new Option('--json', 'print one JSON document and nothing else');
}

export function markdownOption(): Option {
  return new Option('--markdown', 'print Markdown, for a comment on a pull request').conflicts('json');
}

/** Every verb shows how it is used. */
export function examples(verb: Command, ...lines: readonly string[]): Command {
  return verb.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
}
