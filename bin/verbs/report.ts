import type { Command } from 'commander';
import { answer } from '../answer';
import { examples, jsonOption } from './options';

export function reportVerb(slo: Command): void {
  const verb = slo
    .command('report')
    .summary('tell an incident what support hears from customers')
    .description(
      'Tells the response stack what support hears from customers: it opens an incident, or joins the one that is open, as an alarm does. When more customers call, say the same report again with the new count. Needs AWS credentials.',
    )
    .requiredOption('--slo <name>', 'name of the SLO whose promise customers miss')
    .requiredOption('--report <id>', 'what support calls it: the number of a ticket')
    .option('--count <number>', 'customers or tickets by now, all in all', '1')
    .option('--operation <name>', 'what customers were doing')
    .option('--exception <text>', 'what they were shown')
    .option('--url <address>', 'where support keeps it')
    .option('--stage <stage>', 'stage of the response stack', 'prod')
    .addOption(jsonOption())
    .action(async (options) => {
      const { report, supportReportInWords } = await import('../../lib/commands/report.js');
      answer(await report(options), options, supportReportInWords);
    });
  examples(
    verb,
    'slo report --slo place-order --report ZD-4711 --count 3',
    'slo report --slo place-order --report ZD-4711 --count 12 --operation "POST /orders" --url https://help.shop.example/4711',
  );
}
