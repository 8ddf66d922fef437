import type { Command } from 'commander';
import { answer } from '../answer';
import { assemblyOption, examples, jsonOption } from './options';

export function simulateVerb(slo: Command): void {
  const verb = slo
    .command('simulate')
    .summary('what the alarms of an SLO would have done over recorded requests')
    .description(
      'Evaluates the alarms of a synthesized SLO over recorded requests: what fires, who is woken, at what cost.',
    )
    .requiredOption('--slo <name>', 'name of the SLO')
    .requiredOption('--history <file>', 'CSV with the header timestamp,good,total')
    .addOption(assemblyOption())
    .option('--lenient', 'leave faulty rows of the history out instead of stopping')
    .addOption(jsonOption())
    .action(async (options) => {
      const { simulate, simulationInWords } = await import('../../lib/commands/simulate.js');
      answer(simulate(options), options, simulationInWords);
    });
  examples(verb, 'slo simulate --slo place-order --history last-month.csv');
}
