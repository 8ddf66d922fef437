import type { Command } from 'commander';
import { answer } from '../answer';
import { examples, jsonOption } from './options';

export function doctorVerb(slo: Command): void {
  const verb = slo
    .command('doctor')
    .summary('what keeps incidents from reaching their targets, and what to do about it')
    .description(
      'Looks at every target of a response stack: secrets, tokens, scopes, channels, projects, and deliveries that were refused. Changes nothing. Needs AWS credentials that may read the secrets.',
    )
    .option('--target <name>', 'this target only (every one otherwise)')
    .option('--stage <stage>', 'stage of the response stack', 'prod')
    .addOption(jsonOption())
    .action(async (options) => {
      const { doctor, doctorInWords } = await import('../../lib/commands/doctor.js');
      answer(await doctor(options), options, doctorInWords);
    });
  examples(verb, 'slo doctor', 'slo doctor --target tickets --json');
}
