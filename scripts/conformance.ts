import { Command, Option } from 'commander';
import { KINDS } from '../test/conformance/kinds';
import { ROWS } from '../test/conformance/matrix';
import { report } from '../test/conformance/matrix/report';
import { gitlab } from '../test/examples/own-target/gitlab';
import { table } from './conformance/table';

/** Those of the package, and the example of one's own. */
const EVERY = [...KINDS, gitlab];

/** Plays every fault at every target, each in front of its vendor's fake, and prints what came of it. Ends with 1 when one failed. */
async function main(): Promise<void> {
  const options = new Command()
    .name('conformance')
    .option('--json', 'print the report as JSON')
    .description(
      'Plays every fault at every target, each in front of its fake, and prints what came of it; ends with 1 when one failed.',
    )
    .addOption(new Option('--target <kind...>', 'only these').choices(EVERY.map(({ kind }) => kind)))
    .addOption(new Option('--fault <id...>', 'only these').choices(ROWS.map(({ id }) => id)))
    .parse()
    .opts<{ json?: boolean; target?: string[]; fault?: string[] }>();
  const kinds = EVERY.filter(({ kind }) => options.target?.includes(kind) ?? true);
  const rows = ROWS.filter(({ id }) => options.fault?.includes(id) ?? true);
  const played = await report(kinds, rows);
  console.log(options.json ? JSON.stringify({ version: 1, ...played }, null, 2) : table(played));
  if (!played.ok) process.exitCode = 1;
}

void main();
