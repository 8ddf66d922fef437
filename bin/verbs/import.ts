import type { Command } from 'commander';
import { answer, answerBeside } from '../answer';
import { examples, jsonOption } from './options';

export function importVerb(slo: Command): void {
  const verb = slo
    .command('import')
    .summary('turn OpenSLO v1 into TypeScript that declares the same SLOs')
    .description(
      'Turns OpenSLO v1 (YAML) into TypeScript that declares the same SLOs, and lists what could not be expressed. The TypeScript goes to standard output or to a file, the list to standard error.',
    )
    .argument('<files...>', 'YAML files; - is standard input')
    .option('--out <file>', 'file for the TypeScript')
    .option('--force', 'overwrite the file')
    .addOption(jsonOption())
    .action(async (files, options) => {
      const { importInWords, importSlos } = await import('../../lib/commands/import.js');
      const document = importSlos({ ...options, files });
      if (options.json) answer(document, options, importInWords);
      else answerBeside(document, options.out === undefined ? document.typescript : '', importInWords);
    });
  examples(verb, 'slo import checkout.yaml > promises.ts', 'slo import slos/*.yaml --out lib/promises.ts');
}
