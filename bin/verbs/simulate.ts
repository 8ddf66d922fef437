import type { Command } from 'commander';
import { answer } from '../answer';
import { clearProgress, watch } from '../progress';
import { assemblyOption, examples, jsonOption, markdownOption } from './options';

export function simulateVerb(slo: Command): void {
  const verb = slo
    .command('simulate')
    .summary('what alarms would have done over a recorded history')
    .description(
      'Evaluates the alarms of a synthesized template over recorded metrics: what fires, who is woken, after how much of the error budget, at what cost; beside it other alert policies and other goals over the same history. Exits with 1 when the declared goal would have been missed.',
    )
    .option('--slo <name>', 'name of the SLO that the history belongs to')
    .option('--history <file>', 'CSV: timestamp,good,total or timestamp,value; SLO=FILE for several SLOs', collected)
    .option('--all <folder>', 'a folder of histories, each named after its SLO: place-order.csv')
    .option(
      '--metric <id=file>',
      'CSV timestamp,value of a metric that alarms read: Shop/Orders{Slo=a}:Sum=FILE',
      collected,
    )
    .addOption(assemblyOption())
    .option('--from <time>', 'simulate from here on (ISO-8601 in UTC, or epoch seconds)')
    .option('--to <time>', 'simulate up to here')
    .option('--policy <name>', 'answer for this policy: declared, aws, google or static', 'declared')
    .option('--against <file>', 'compare with recorded changes of alarms, as DescribeAlarmHistory gives them')
    .option('--lag <minutes>', 'how much later than complete AWS reads a data point', '0')
    .option('--lenient', 'leave faulty rows of histories out instead of stopping')
    .option('--html <file>', 'write a page for people')
    .addOption(markdownOption())
    .addOption(jsonOption())
    .action(async (options) => {
      const { simulate, simulationInMarkdown, simulationInWords } = await import('../../lib/commands/simulate.js');
      const document = clearing(() => simulate(options, watch));
      answer(document, options, options.markdown ? simulationInMarkdown : simulationInWords);
    });
  examples(
    verb,
    'slo simulate --slo place-order --history last-month.csv',
    'slo simulate --slo place-order --history last-month.csv --html report.html',
    'slo simulate --all histories --markdown > comment.md',
    'slo simulate --slo place-order --history last-month.csv --against alarms.json',
  );
}

function clearing<T>(work: () => T): T {
  try {
    return work();
  } finally {
    clearProgress();
  }
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
