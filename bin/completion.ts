import { readdirSync } from 'node:fs';
import type { RootCommand } from '@bomb.sh/tab';
import type { Command } from 'commander';
import { sloNames } from '../lib/commands/slo-names';

type Complete = (value: string, description: string) => void;

/** What may follow an option or stand as an argument, by its name. */
const VALUES: Readonly<Record<string, (complete: Complete) => void>> = {
  slo: (complete) => {
    for (const { slo, promise } of sloNames('cdk.out')) complete(slo, promise);
  },
  assembly: paths,
  history: paths,
  all: paths,
  against: paths,
  html: paths,
  out: paths,
  old: paths,
  new: paths,
  files: paths,
};

/** The command line as what is asked for while somebody types. */
export async function completionOf(slo: Command): Promise<RootCommand> {
  const { default: tab } = await import('@bomb.sh/tab/commander');
  const root = tab(slo, { completionCommandName: 'completion' });
  for (const verb of slo.commands) {
    const known = root.commands.get(verb.name());
    // One line beside each verb, not its whole description.
    if (known !== undefined) known.description = verb.summary() || verb.description();
  }
  for (const { options, arguments: positional } of root.commands.values()) {
    for (const [name, known] of [...options, ...positional]) known.handler = VALUES[name] ?? known.handler;
  }
  return root;
}

/** Files and folders beside what is being typed; the shell keeps those that begin like it. */
function paths(complete: Complete): void {
  const word = process.argv.at(-1) ?? '';
  const typed = word.slice(0, word.lastIndexOf('/') + 1);
  try {
    for (const entry of readdirSync(typed || '.', { withFileTypes: true })) {
      complete(`${typed}${entry.name}${entry.isDirectory() ? '/' : ''}`, '');
    }
  } catch {
    // Whoever is typing has not come to an existing folder yet.
  }
}
