import type { Command } from 'commander';
import { answer } from '../answer';
import { assemblyOption, examples, jsonOption } from './options';

export function checkVerb(slo: Command): void {
  const verb = slo
    .command('check')
    .summary('find what AWS would refuse, and what could never work')
    .description(
      'Checks a synthesized assembly, or any CloudFormation template, for what neither the CDK nor CloudFormation see before deployment. Exit code 1 where something is an error. docs/checks.md says what to do about each finding.',
    )
    .addOption(assemblyOption())
    .option('--strict', 'warnings are errors')
    .option('--ignore <id...>', 'ids of findings that are accepted')
    .addOption(jsonOption())
    .action(async (options) => {
      const { check, findingsInWords } = await import('../../lib/commands/check.js');
      answer(check(options, Date.now()), options, findingsInWords);
    });
  examples(
    verb,
    'slo check',
    'slo check --strict --ignore review-overdue',
    'slo check --assembly template.yaml --json',
  );
}
