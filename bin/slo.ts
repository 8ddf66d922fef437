#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { simulate, simulationInWords } from '../lib/commands/simulate';
import { EXIT, UsageError } from '../lib/commands/usage-error';
import { version } from '../package.json';

/** The command line's door: parses, calls, prints. */
function program(): Command {
  const slo = new Command('slo')
    .description('SLOs on AWS as code: what a declared SLO will do, and what its incidents need')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(slo --help lists the verbs)');
  slo
    .command('simulate')
    .description(
      'evaluates the alarms of a synthesized SLO over recorded requests: what fires, who is woken, at what cost',
    )
    .requiredOption('--slo <name>', 'name of the SLO')
    .requiredOption('--history <file>', 'CSV with the header timestamp,good,total')
    .option('--assembly <directory>', 'what `cdk synth` wrote', 'cdk.out')
    .option('--lenient', 'leave faulty rows of the history out instead of stopping', false)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  slo simulate --slo place-order --history last-month.csv')
    .action((options) => {
      const document = simulate(options);
      console.log(options.json ? JSON.stringify(document, null, 2) : simulationInWords(document));
    });
  slo
    .command('redeliver')
    .description('asks targets again to show the newest state of an incident; what they refused before is tried again')
    .option('--incident <id>', 'id of the incident, as in the small print of its message')
    .option('--all', 'every active incident', false)
    .option('--target <name>', 'this target only (every routed one otherwise)')
    .option('--stage <stage>', 'stage of the response stack', 'prod')
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  slo redeliver --incident inc-0123456789ab --target incidents')
    .action(async (options) => {
      // The AWS SDK takes longer to load than the other verbs to run.
      const { redeliver, redeliveryInWords } = await import('../lib/commands/redeliver.js');
      const document = await redeliver(options);
      console.log(options.json ? JSON.stringify(document, null, 2) : redeliveryInWords(document));
    });
  return slo;
}

async function main(): Promise<void> {
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    else if (error instanceof UsageError) {
      console.error(`slo: ${error.message}`);
      process.exitCode = EXIT.usage;
    } else throw error;
  }
}

void main();
