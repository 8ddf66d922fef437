import { type Command, InvalidArgumentError } from 'commander';
import { EXIT, UsageError } from '../../lib/commands/usage-error';
import { answer } from '../answer';
import { clearProgress, watch } from '../progress';
import { examples, jsonOption } from './options';

export function pullVerb(slo: Command): void {
  const verb = slo
    .command('pull')
    .summary('read the history of a deployed SLO and of its alarms from CloudWatch')
    .description(
      'Reads what an SLO counted, and what its alarms did, from CloudWatch into files that `slo simulate` reads. After an interruption the same command goes on where it stopped. Needs AWS credentials.',
    )
    .requiredOption('--slo <name>', 'name of the SLO in Application Signals (<stage>-<slo>), or its ARN')
    .requiredOption('--days <number>', 'how far back, such as 14 or 0.5; CloudWatch keeps 455 days', number)
    .requiredOption('--out <file>', 'file for the history')
    .option('--alarms <file>', 'file for the changes of state of its alarms, for `slo simulate --against`')
    .option(
      '--step <seconds>',
      'seconds that a row covers (default: the finest that CloudWatch keeps for so long: 60 for 15 days, 300 for 63, 3600 beyond)',
      number,
    )
    .option('--region <region>', 'region of the SLO (default: AWS_REGION, then the profile)')
    .option('--force', 'overwrite the files')
    .addOption(jsonOption())
    .action(async (options) => {
      const { pull, pullInWords } = await import('../../lib/commands/pull.js');
      const interrupted = new AbortController();
      const interrupt = () => interrupted.abort();
      // A second Ctrl-C ends the process at once: nothing that was read is lost by that.
      process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
      try {
        const document = await pull(options, { signal: interrupted.signal, watch }).finally(clearProgress);
        answer(document, options, pullInWords);
      } catch (error) {
        if (!interrupted.signal.aborted || !(error instanceof UsageError)) throw error;
        console.error(`slo: ${error.message}`);
        process.exitCode = EXIT.interrupted;
      } finally {
        process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      }
    });
  examples(
    verb,
    'slo pull --slo prod-place-order --days 14 --out last-fortnight.csv',
    'slo pull --slo prod-place-order --days 14 --out history.csv --alarms alarms.json',
  );
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Allowed are numbers.');
  return value;
}
