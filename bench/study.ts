import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filled } from './study/page';
import { PART_NAMES, partOf } from './study/parts';
import { measureAll } from './study/pool';
import { summary } from './study/summary';

/**
 * The tables that prove the default policy, on the real simulator and the alarms of a synthesized template: `npm run study` writes them
 * into docs/simulation-study.md, `-- --quick` prints a few of their cells. The same bytes on every machine. Ends with 1 when something
 * that was demanded did not come.
 */
process.env.CDK_VALIDATION ??= 'false';

const SEED = 1;
const MADE = `Made by \`npm run study\`, seed ${SEED}.`;
const PAGE = resolve(__dirname, '../docs/simulation-study.md');

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const effort = { seed: SEED, quick: values.quick };
  const results = await measureAll(effort, (done, all) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} cells${done === all ? '\n' : ''}`);
  });
  const tables = PART_NAMES.map((name) => [name, partOf(name).table(results[name], effort)] as const);
  const texts = Object.fromEntries([['made', MADE], ['summary', summary(results)], ...tables]);
  if (values.quick)
    console.log(
      Object.entries(texts)
        .flatMap(([name, text]) => [`# ${name}\n`, `${text ?? 'The recording is not here.'}\n`])
        .join('\n'),
    );
  else writeFileSync(PAGE, filled(readFileSync(PAGE, 'utf8'), texts));
  const missed = PART_NAMES.flatMap((name) => partOf(name).missed(results[name], effort));
  for (const fault of missed) console.error(fault);
  if (missed.length > 0) process.exitCode = 1;
}

void main();
