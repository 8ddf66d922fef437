import type { Command } from 'commander';
import { answer } from '../answer';
import { examples, jsonOption } from './options';

export function redeliverVerb(slo: Command): void {
  const verb = slo
    .command('redeliver')
    .summary('ask targets again to show the newest state of an incident')
    .description(
      'Asks targets again to show the newest state of an incident; what they refused before is tried again. Needs AWS credentials.',
    )
    .option('--incident <id>', 'id of the incident, as in the small print of its message')
    .option('--all', 'every active incident')
    .option('--target <name>', 'this target only (every routed one otherwise)')
    .option('--stage <stage>', 'stage of the response stack', 'prod')
    .addOption(jsonOption())
    .action(async (options) => {
      const { redeliver, redeliveryInWords } = await import('../../lib/commands/redeliver.js');
      answer(await redeliver(options), options, redeliveryInWords);
    });
  examples(verb, 'slo redeliver --incident inc-0123456789ab', 'slo redeliver --all --target incidents');
}
